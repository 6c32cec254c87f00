"""What the worker does for a town: every task once, sums kept, keys settled, repeats forgotten."""

from datetime import date, timedelta

from sqlalchemy import select

from app.audit import AuditRepository
from app.audit.models import Tally
from app.core.permissions import Role
from app.kit.models import DueTask, IdempotencyKey
from app.kit.repository import WORKER_SIGN
from app.main.tasks import make_worker
from tests.journeys.desks import PAPERS, RESIDENT, done
from tests.town import Town
from tests.walks import approved, issued

DAY = date(2026, 11, 24)
TASKS = {
    "sweep_keyring",
    "finish_destructions",
    "sweep_staff",
    "forget_repeats",
    "revoke_lost_cards",
    "forget_limits",
    "roll_up_tallies",
    "return_lost_leases",
    "publish_status_lists",
}


def sums(town: Town, first: date = DAY) -> list[tuple[date, str, str, str, int]]:
    with town.app.state.new_session() as session:
        return sorted(AuditRepository(session).tallies(first=first, last=DAY + timedelta(days=9)))


def rows(town: Town) -> int:
    with town.app.state.new_session() as session:
        found = session.scalars(select(Tally.id).where(Tally.day == DAY))
        return len(found.all())


def work(town: Town, **later: float) -> int:
    town.clock.move(**later)
    return make_worker(town.app.state.deployment).run_due_tasks()


def test_every_task_is_done_and_due_again(sqlite_town: Town) -> None:
    assert work(sqlite_town) == len(TASKS)
    with sqlite_town.app.state.new_session() as session:
        due = {row.name: row.due_at for row in session.scalars(select(DueTask))}
    assert due.keys() == TASKS | {WORKER_SIGN}
    assert due["finish_destructions"] == sqlite_town.clock() + timedelta(minutes=1)
    assert work(sqlite_town) == 0
    assert work(sqlite_town, minutes=1) == 3


def test_a_night_rolls_counts_up_and_changes_no_sum(town: Town) -> None:
    for _ in range(3):
        issued(town)
    before = sums(town)
    single = rows(town)
    work(town, hours=1)
    assert rows(town) == single  # the day is not over
    work(town, days=1)
    assert sums(town) == before
    assert rows(town) == len(before) < single
    work(town, days=1)
    assert sums(town) == before


def test_a_night_without_a_worker_is_made_up_for(sqlite_town: Town) -> None:
    for _ in range(2):
        approved(sqlite_town)
    before = sums(sqlite_town)
    work(sqlite_town, days=5)
    assert sums(sqlite_town) == before
    assert rows(sqlite_town) == len(before)


def test_a_request_is_forgotten_after_a_day(sqlite_town: Town) -> None:
    town = sqlite_town
    intake = RESIDENT | {"documents": list(PAPERS)}
    key = {"Idempotency-Key": "ticket 41"}
    done(town.script(Role.CLERK).post("/api/applications", json=intake, headers=key))

    def kept() -> int:
        with town.app.state.new_session() as session:
            return len(session.scalars(select(IdempotencyKey.key_mac)).all())

    work(town, hours=23)
    assert kept() == 1
    work(town, hours=2)
    assert kept() == 0

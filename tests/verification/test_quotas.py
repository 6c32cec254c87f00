"""A partner's daily quota holds for all processes together, in blocks leased by a thread."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from time import sleep
from uuid import UUID

import pytest
from sqlalchemy import text as sql

from app.kit.clock import Clock
from app.kit.errors import TooManyAttemptsError
from app.partners import PartnerAccess, partner_key_digest
from app.verification import PartnerQuotas, SnapshotKeeper
from tests.agreements import agreement, partner, system_of
from tests.slips import other_process
from tests.town import Town


class Process:
    """What one process holds: its leases and the thread that fills them, which tests call."""

    def __init__(self, town: Town, clock: Clock, *, processes: int) -> None:
        new_session = town.app.state.new_session
        self.quotas = PartnerQuotas(new_session, processes=processes)
        self.keeper = SnapshotKeeper(
            new_session=new_session, clock=clock, on_read=self.quotas.top_up
        )
        self.clock = clock

    def asks(self, key: str) -> bool:
        """Ask once and say whether there was an answer."""
        access = self.access(key)
        try:
            self.quotas.take(access, now=self.clock())
        except TooManyAttemptsError:
            return False
        return True

    def access(self, key: str) -> PartnerAccess:
        return self.keeper.get().partners[partner_key_digest(key)]


def used(town: Town) -> int:
    with town.app.state.new_session() as session:
        return sum(session.scalars(sql("SELECT used FROM limit_uses")))


def test_two_processes_together_answer_as_often_as_was_agreed(town: Town) -> None:
    made = partner(town, agreement(quota=160))
    town.app.state.partner_quotas.give_back()
    one, two = (Process(town, town.clock, processes=2) for _ in range(2))
    answers = []
    for _ in range(200):
        for process in (one, two):
            process.keeper.refresh()
            answers.append(process.asks(made.key))
    assert answers.count(True) == 160
    assert used(town) == 160


def test_one_busy_process_can_use_seven_eighths(sqlite_town: Town) -> None:
    made = partner(sqlite_town, agreement(quota=160))
    sqlite_town.app.state.partner_quotas.give_back()
    idle, busy = (Process(sqlite_town, sqlite_town.clock, processes=2) for _ in range(2))
    idle.keeper.refresh()
    answered = 0
    for _ in range(200):
        busy.keeper.refresh()
        answered += busy.asks(made.key)
    assert answered >= 140
    idle.quotas.give_back()
    assert used(sqlite_town) == answered


def test_without_the_thread_a_process_answers_one_block_and_asks_for_more(
    sqlite_town: Town,
) -> None:
    made = partner(sqlite_town, agreement(quota=80))
    process = Process(sqlite_town, sqlite_town.clock, processes=1)
    woken: list[None] = []
    process.quotas.when_low = lambda: woken.append(None)
    process.keeper.refresh()
    answers = [process.asks(made.key) for _ in range(12)]
    assert answers == [True] * 10 + [False] * 2
    assert woken
    process.keeper.refresh()
    assert process.asks(made.key)


def test_a_small_quota_is_answered_in_one_go(sqlite_town: Town) -> None:
    made = partner(sqlite_town, agreement(quota=8))
    sqlite_town.app.state.partner_quotas.give_back()
    process = Process(sqlite_town, sqlite_town.clock, processes=1)
    process.keeper.refresh()
    assert [process.asks(made.key) for _ in range(8)] == [True] * 8


def test_a_wait_is_told_from_an_end(sqlite_town: Town) -> None:
    made = partner(sqlite_town, agreement(quota=12))
    sqlite_town.app.state.partner_quotas.give_back()
    process = Process(sqlite_town, sqlite_town.clock, processes=1)
    process.keeper.refresh()
    access = process.access(made.key)
    for _ in range(10):
        process.quotas.take(access, now=sqlite_town.clock())
    with pytest.raises(TooManyAttemptsError, match="too_many_at_once"):
        process.quotas.take(access, now=sqlite_town.clock())
    process.keeper.refresh()
    assert [process.asks(made.key) for _ in range(3)] == [True, True, False]
    with pytest.raises(TooManyAttemptsError, match="quota_used"):
        process.quotas.take(access, now=sqlite_town.clock())


def test_once_all_is_used_nobody_is_woken_for_more(sqlite_town: Town) -> None:
    made = partner(sqlite_town, agreement(quota=1))
    sqlite_town.app.state.partner_quotas.give_back()
    process = Process(sqlite_town, sqlite_town.clock, processes=1)
    process.keeper.refresh()
    assert process.asks(made.key)
    process.keeper.refresh()
    process.quotas.when_low = lambda: pytest.fail("there is no more")
    assert not process.asks(made.key)


def test_every_day_begins_anew(town: Town) -> None:
    made = partner(town, agreement(quota=1))
    town.app.state.partner_quotas.give_back()
    process = Process(town, town.clock, processes=1)
    process.keeper.refresh()
    assert [process.asks(made.key) for _ in range(2)] == [True, False]
    town.clock.now = datetime(2026, 11, 25, 0, 0, tzinfo=UTC) - timedelta(seconds=1)
    process.keeper.refresh()
    assert not process.asks(made.key)
    town.clock.move(seconds=1)
    process.keeper.refresh()
    assert process.asks(made.key)


def test_a_look_from_before_midnight_takes_nothing_of_the_new_day_away(sqlite_town: Town) -> None:
    made = partner(sqlite_town, agreement(quota=80))
    sqlite_town.app.state.partner_quotas.give_back()
    sqlite_town.clock.now = datetime(2026, 11, 24, 23, 59, 59, tzinfo=UTC)
    process = Process(sqlite_town, sqlite_town.clock, processes=1)
    before_midnight = process.keeper.refresh()
    sqlite_town.clock.move(seconds=1)
    process.keeper.refresh()
    process.quotas.top_up(before_midnight)
    assert process.asks(made.key)


def test_threads_of_one_process_do_not_answer_too_often(sqlite_town: Town) -> None:
    made = partner(sqlite_town, agreement(quota=80))
    process = Process(sqlite_town, sqlite_town.clock, processes=1)
    process.keeper.refresh()
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: process.asks(made.key), range(64)))
    assert answers.count(True) == 10


def test_a_database_that_is_away_stops_no_answer_that_was_leased(sqlite_town: Town) -> None:
    made = partner(sqlite_town, agreement(quota=80))
    process = Process(sqlite_town, sqlite_town.clock, processes=1)
    snapshot = process.keeper.refresh()
    with sqlite_town.app.state.deployment.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE limit_uses RENAME TO gone")
    assert [process.asks(made.key) for _ in range(10)] == [True] * 10
    process.quotas.top_up(snapshot)
    assert not process.asks(made.key)


def test_a_closed_partners_lease_is_dropped(sqlite_town: Town) -> None:
    made = partner(sqlite_town)
    process = Process(sqlite_town, sqlite_town.clock, processes=1)
    snapshot = process.keeper.refresh()
    access = process.access(made.key)
    assert isinstance(access.id, UUID)
    process.quotas.top_up(replace(snapshot, partners={}))
    with pytest.raises(TooManyAttemptsError, match="too_many_at_once"):
        process.quotas.take(access, now=sqlite_town.clock())


def test_two_applications_on_one_database_refuse_what_goes_beyond(town: Town) -> None:
    made = partner(town, agreement(quota=16))
    town.app.state.partner_quotas.give_back()
    with ExitStack() as stack:
        apps = [stack.enter_context(other_process(town, processes=2)) for _ in range(2)]
        codes = []
        for _ in range(20):
            for app in apps:
                app.state.snapshots.refresh()
                answer = system_of(town, made, app=app).post(
                    "/api/verifications", json={"credential": "none"}
                )
                codes.append(answer.status_code)
    assert codes.count(200) == 16
    assert set(codes) == {200, 429}
    assert answer.json()["reason"] == "quota_used"
    until_midnight = 6 * 60 * 60
    assert int(answer.headers["retry-after"]) == until_midnight


def test_the_thread_looks_at_once_when_it_is_woken(sqlite_town: Town) -> None:
    made = partner(sqlite_town, agreement(quota=80))
    keeper, quotas = sqlite_town.app.state.snapshots, sqlite_town.app.state.partner_quotas
    keeper.start()
    try:
        access = keeper.get().partners[partner_key_digest(made.key)]
        answered = 0
        for _ in range(1000):
            try:
                quotas.take(access, now=sqlite_town.clock())
            except TooManyAttemptsError:
                sleep(0.01)
            else:
                answered += 1
            if answered == 80:
                break
    finally:
        keeper.stop()
    assert answered == 80

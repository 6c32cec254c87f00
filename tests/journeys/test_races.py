"""Eight desks that want the same work: every application gives one card, and nobody meets a lock.

Each desk asks for all sixty, in an order of its own.
"""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from sqlalchemy import func, select

from app.audit import verify_log
from app.cards import Card
from app.core.permissions import Role
from tests.journeys.desks import Desks
from tests.town import Town
from tests.walks import approved

DESKS, APPLICATIONS = 8, 60


@pytest.fixture
def waiting(town: Town) -> list[str]:
    """Return sixty approved applications."""
    return [approved(town) for _ in range(APPLICATIONS)]


def counts(town: Town) -> tuple[int, int, int]:
    """Return how many cards there are, for how many applications, at how many places."""
    with town.app.state.new_session() as session:
        place = Card.status_list * 1_000_000 + Card.status_index
        return (
            session.scalars(select(func.count(Card.id))).one(),
            session.scalars(select(func.count(Card.application_id.distinct()))).one(),
            session.scalars(select(func.count(place.distinct()))).one(),
        )


def test_eight_desks_issue_sixty_applications_once_each(town: Town, waiting: list[str]) -> None:
    clients = [town.script(Role.PRINTER) for _ in range(DESKS)]

    def work(desk: int) -> list[tuple[int, str]]:
        turned = waiting[desk * 7 :] + waiting[: desk * 7]
        answers = [clients[desk].post("/api/cards", json={"application": n}) for n in turned]
        return [(answer.status_code, answer.json().get("reason", "")) for answer in answers]

    with ThreadPoolExecutor(DESKS) as pool:
        outcomes = Counter(outcome for done in pool.map(work, range(DESKS)) for outcome in done)
    assert outcomes == {
        (httpx.codes.CREATED, ""): APPLICATIONS,
        (httpx.codes.CONFLICT, "application_is_issued"): APPLICATIONS * (DESKS - 1),
    }
    assert counts(town) == (APPLICATIONS, APPLICATIONS, APPLICATIONS)
    with town.app.state.new_session() as session:
        assert verify_log(session).is_intact


def test_desks_that_spoil_and_issue_at_once_leave_one_live_card(desks: Desks) -> None:
    number = desks.approved()
    card = desks.issued(number)
    job, _ = desks.drawn(card["id"])
    printers = [desks.town.script(Role.PRINTER) for _ in range(4)]

    def attempt(turn: int) -> int:
        if turn % 2:
            spoil = {"reason": "print_fault"}
            return printers[turn].post(f"/api/print-jobs/{job}/spoil", json=spoil).status_code
        return printers[turn].post("/api/cards", json={"application": number}).status_code

    with ThreadPoolExecutor(4) as pool:
        codes = list(pool.map(attempt, range(4)))
    assert set(codes) <= {httpx.codes.OK, httpx.codes.CREATED, httpx.codes.CONFLICT}
    assert codes.count(httpx.codes.OK) == 1
    with desks.town.app.state.new_session() as session:
        states = sorted(session.scalars(select(Card.state)))
    assert states in (["spoiled"], ["issued", "spoiled"])


def test_a_card_revoked_while_it_is_confirmed_ends_revoked_or_confirmed_first(
    desks: Desks,
) -> None:
    card = desks.issued(desks.approved())
    job, text = desks.drawn(card["id"])
    with ThreadPoolExecutor(2) as pool:
        confirmed = pool.submit(desks.printer.post, f"/api/print-jobs/{job}/confirmation")
        body = {"reason": "issued_in_error"}
        revoked = pool.submit(
            desks.supervisor.post, f"/api/cards/{card['id']}/revocation", json=body
        )
        codes = (confirmed.result().status_code, revoked.result().status_code)
    assert codes in {(200, 200), (409, 200)}
    assert desks.check(text) == "revoked"

"""A lost card is paused by the code of its slip, and guesses count for all processes together."""

import json
from uuid import UUID

import pytest
from sqlalchemy import text as sql

from app.audit import AuditRepository
from app.cards import (
    LostCardAnswer,
    find_broken_cards,
    lift_card,
    pause_lost_card,
    pause_own_lost_card,
    revoke_card,
    suspend_card,
)
from app.cards.pause_lost_card import CODES_PER_HOUR, LIMIT
from app.cards.reasons import RevocationReason, SuspensionReason
from app.core.permissions import Role
from app.kit.db import RegisterBrokenError
from app.kit.errors import RefusedError, TooManyAttemptsError
from app.kit.repository import LimitRepository
from tests import walks
from tests.at_desk import at_desk
from tests.slips import WRONG_CODE, card_of, slip_of, work
from tests.town import Town


def pause(town: Town, typed: str) -> LostCardAnswer:
    """Type a code as somebody who is not signed in."""
    with town.transaction() as session:
        return pause_own_lost_card(session, typed, now=town.clock())


def last_leaf(town: Town) -> dict[str, str]:
    with town.app.state.new_session() as session:
        *_, leaf = AuditRepository(session).leaves()
    entry: dict[str, str] = json.loads(leaf)
    return entry


def used(town: Town) -> int:
    with town.app.state.new_session() as session:
        return sum(session.scalars(sql("SELECT used FROM limit_uses")))


def test_the_code_of_the_slip_pauses_the_card(town: Town) -> None:
    card_id = walks.handed_over(town)
    code = slip_of(town, card_id)
    assert pause(town, code.lower().replace("-", " ")) is LostCardAnswer.PAUSED
    assert card_of(town, card_id) == ("suspended", "reported_lost")


def test_it_is_on_record_as_nobodys_act(sqlite_town: Town) -> None:
    card_id = walks.handed_over(sqlite_town)
    pause(sqlite_town, slip_of(sqlite_town, card_id))
    entry = last_leaf(sqlite_town)
    assert entry["object"].startswith("card:")
    del entry["object"]
    assert entry == {
        "act": "card_suspended",
        "at": "2026-11-24T18:00Z",
        "by": "",
        "outcome": "done",
        "reason": "reported_lost",
        "site": "",
    }


def test_a_second_try_says_the_same_and_changes_nothing(sqlite_town: Town) -> None:
    code = slip_of(sqlite_town, walks.handed_over(sqlite_town))
    pause(sqlite_town, code)
    before = last_leaf(sqlite_town)
    assert pause(sqlite_town, code) is LostCardAnswer.PAUSED
    assert last_leaf(sqlite_town) == before


def test_a_card_paused_for_another_reason_is_lost_as_well(town: Town) -> None:
    card_id = walks.handed_over(town)
    code = slip_of(town, card_id)
    with at_desk(town, Role.SUPERVISOR) as (session, actor):
        reason, now = SuspensionReason.TO_BE_CLARIFIED, town.clock()
        suspend_card(session, card_id, reason=reason, actor=actor, now=now)
    town.clock.move(days=10)
    assert pause(town, code) is LostCardAnswer.PAUSED
    assert card_of(town, card_id) == ("suspended", "reported_lost")
    before = last_leaf(town)
    assert pause(town, code) is LostCardAnswer.PAUSED
    assert last_leaf(town) == before
    with town.app.state.new_session() as session:
        assert list(find_broken_cards(session, valid_from_pickup=False)) == []
    town.clock.move(days=14)
    work(town)
    assert card_of(town, card_id) == ("suspended", "reported_lost")
    town.clock.move(days=1)
    work(town)
    assert card_of(town, card_id) == ("revoked", "lost")


def test_after_the_pause_is_lifted_the_code_works_again(town: Town) -> None:
    card_id = walks.handed_over(town)
    code = slip_of(town, card_id)
    pause(town, code)
    with at_desk(town, Role.CLERK) as (session, actor):
        lift_card(session, card_id, actor=actor, now=town.clock())
    assert card_of(town, card_id) == ("active", "")
    assert pause(town, code) is LostCardAnswer.PAUSED


def test_a_card_that_is_ended_stays_so(sqlite_town: Town) -> None:
    card_id = walks.handed_over(sqlite_town)
    code = slip_of(sqlite_town, card_id)
    with at_desk(sqlite_town, Role.SUPERVISOR) as (session, actor):
        reason, now = RevocationReason.DAMAGED, sqlite_town.clock()
        revoke_card(session, card_id, reason=reason, actor=actor, now=now)
    assert pause(sqlite_town, code) is LostCardAnswer.OUT_OF_USE
    assert card_of(sqlite_town, card_id) == ("revoked", "damaged")


def test_a_newer_slip_replaces_the_one_before(sqlite_town: Town) -> None:
    card_id = walks.handed_over(sqlite_town)
    old, new = slip_of(sqlite_town, card_id), slip_of(sqlite_town, card_id)
    assert pause(sqlite_town, old) is LostCardAnswer.UNKNOWN
    assert pause(sqlite_town, new) is LostCardAnswer.PAUSED


def test_an_unknown_code_changes_no_card(sqlite_town: Town) -> None:
    card_id = walks.handed_over(sqlite_town)
    slip_of(sqlite_town, card_id)
    assert pause(sqlite_town, WRONG_CODE) is LostCardAnswer.UNKNOWN
    assert card_of(sqlite_town, card_id) == ("active", "")


@pytest.mark.parametrize("typed", ["", "0000", "0000-0000-0000-000U", "x" * 100])
def test_what_is_no_code_is_no_guess(sqlite_town: Town, typed: str) -> None:
    with pytest.raises(RefusedError, match="code_malformed"):
        pause(sqlite_town, typed)
    assert used(sqlite_town) == 0


def test_right_and_wrong_codes_count_alike(town: Town) -> None:
    code = slip_of(town, walks.handed_over(town))
    for typed in (code, WRONG_CODE, code):
        pause(town, typed)
    assert used(town) == 3


def test_beyond_the_hours_limit_no_code_is_looked_at(town: Town) -> None:
    card_id = walks.handed_over(town)
    code = slip_of(town, card_id)
    with town.transaction() as session:
        LimitRepository(session).take(
            LIMIT, period="2026-11-24T18", amount=CODES_PER_HOUR, limit=CODES_PER_HOUR
        )
    with pytest.raises(TooManyAttemptsError, match="too_many_codes"):
        pause(town, code)
    assert card_of(town, card_id) == ("active", "")
    town.clock.move(hours=1)
    assert pause(town, code) is LostCardAnswer.PAUSED


def test_a_desk_pauses_whatever_the_limit_says(sqlite_town: Town) -> None:
    card_id = walks.handed_over(sqlite_town)
    code = slip_of(sqlite_town, card_id)
    with sqlite_town.transaction() as session:
        LimitRepository(session).take(
            LIMIT, period="2026-11-24T18", amount=CODES_PER_HOUR, limit=CODES_PER_HOUR
        )
    with at_desk(sqlite_town, Role.CLERK) as (session, actor):
        pause_lost_card(session, code, by=actor, now=sqlite_town.clock())
    assert card_of(sqlite_town, card_id) == ("suspended", "reported_lost")
    assert last_leaf(sqlite_town)["site"] == "city_hall"


def test_nothing_is_decided_by_a_row_that_something_else_changed(sqlite_town: Town) -> None:
    card_id = walks.handed_over(sqlite_town)
    code = slip_of(sqlite_town, card_id)
    change(sqlite_town, card_id, "UPDATE cards SET site = 'annex' WHERE id = :id")
    with pytest.raises(RegisterBrokenError):
        pause(sqlite_town, code)


def change(town: Town, card_id: UUID, statement: str) -> None:
    """Change a card's row by direct SQL; SQLite keeps ids as text."""
    with town.transaction() as session:
        session.execute(sql(statement), {"id": str(card_id)})

"""Pausing, lifting, ending and handing over: from which states, and what checks then say."""

from uuid import UUID, uuid4

import pytest

from app.cards import (
    RevocationReason,
    SuspensionReason,
    hand_over_card,
    lift_card,
    revoke_card,
    suspend_card,
)
from app.core.permissions import Role
from app.kit.errors import ConflictError, NotFoundError
from tests.at_desk import at_desk
from tests.cards.towns import card_of, word_of
from tests.town import Town
from tests.walks import handed_over, issued, printed


def suspend(town: Town, card_id: UUID) -> None:
    with at_desk(town, Role.SUPERVISOR) as (session, actor):
        suspend_card(
            session,
            card_id,
            reason=SuspensionReason.REPORTED_LOST,
            actor=actor,
            now=town.clock(),
        )


def revoke(town: Town, card_id: UUID) -> None:
    with at_desk(town, Role.SUPERVISOR) as (session, actor):
        reason = RevocationReason.MOVED_AWAY
        revoke_card(session, card_id, reason=reason, actor=actor, now=town.clock())


def lift(town: Town, card_id: UUID) -> None:
    with at_desk(town, Role.CLERK) as (session, actor):
        lift_card(session, card_id, actor=actor, now=town.clock())


def hand_over(town: Town, card_id: UUID) -> None:
    with at_desk(town, Role.CLERK) as (session, actor):
        hand_over_card(session, card_id, actor=actor, now=town.clock())


def stands(town: Town, card_id: UUID) -> tuple[str, str, str, str]:
    """Return state, the state to go back to, the reason, and the word of a check."""
    town.app.state.snapshots.refresh()
    card = card_of(town, card_id)
    return card.state, card.paused_from, card.reason, word_of(town, card_id)


@pytest.mark.parametrize(
    ("walk", "state"),
    [
        pytest.param(issued, "issued", id="before the print"),
        pytest.param(printed, "printed", id="before the pickup"),
        pytest.param(handed_over, "active", id="in the holder's hand"),
    ],
)
def test_a_pause_ends_where_it_began(sqlite_town: Town, walk: object, state: str) -> None:
    assert callable(walk)
    card_id = walk(sqlite_town)
    suspend(sqlite_town, card_id)
    paused = ("suspended", state, "reported_lost", "suspended")
    assert stands(sqlite_town, card_id) == paused
    with pytest.raises(ConflictError, match="card_is_suspended"):
        suspend(sqlite_town, card_id)
    lift(sqlite_town, card_id)
    assert stands(sqlite_town, card_id) == (state, "", "", "valid")
    with pytest.raises(ConflictError, match=f"card_is_{state}"):
        lift(sqlite_town, card_id)


def test_a_paused_card_can_be_ended_and_an_ended_one_stays_so(sqlite_town: Town) -> None:
    card_id = handed_over(sqlite_town)
    suspend(sqlite_town, card_id)
    revoke(sqlite_town, card_id)
    assert stands(sqlite_town, card_id) == ("revoked", "", "moved_away", "revoked")
    for act in (suspend, revoke, lift, hand_over):
        with pytest.raises(ConflictError, match="card_is_revoked"):
            act(sqlite_town, card_id)


def test_only_a_printed_card_is_handed_over_and_only_once(sqlite_town: Town) -> None:
    card_id = issued(sqlite_town)
    with pytest.raises(ConflictError, match="card_is_issued"):
        hand_over(sqlite_town, card_id)
    second = handed_over(sqlite_town)
    with pytest.raises(ConflictError, match="card_is_active"):
        hand_over(sqlite_town, second)


EAST = "east@riverbend.example"


def test_a_card_of_another_desk_and_no_card_get_the_same_answer(sqlite_town: Town) -> None:
    card_id = printed(sqlite_town)
    sqlite_town.add(Role.CLERK, email=EAST, site="east_library")
    for wanted in (card_id, uuid4()):
        with (
            pytest.raises(NotFoundError, match="no_such_card"),
            at_desk(sqlite_town, Role.CLERK, email=EAST) as (session, actor),
        ):
            hand_over_card(session, wanted, actor=actor, now=sqlite_town.clock())


def test_any_desk_lifts_a_pause(sqlite_town: Town) -> None:
    card_id = handed_over(sqlite_town)
    suspend(sqlite_town, card_id)
    sqlite_town.add(Role.CLERK, email=EAST, site="east_library")
    with at_desk(sqlite_town, Role.CLERK, email=EAST) as (session, actor):
        lift_card(session, card_id, actor=actor, now=sqlite_town.clock())
    assert card_of(sqlite_town, card_id).state == "active"

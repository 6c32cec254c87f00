"""A card reported lost is revoked when 14 days have passed without a desk lifting the pause."""

from uuid import UUID

import pytest
from sqlalchemy import text as sql

from app.cards import (
    CardRepository,
    find_broken_cards,
    lift_card,
    pause_own_lost_card,
    suspend_card,
)
from app.cards.reasons import SuspensionReason
from app.core.permissions import Role
from tests import walks
from tests.at_desk import at_desk
from tests.slips import card_of, slip_of, work
from tests.town import Town


def lose(town: Town) -> UUID:
    """Bring a card into its holder's hand, lose it and report it by its slip."""
    card_id = walks.handed_over(town)
    code = slip_of(town, card_id)
    with town.transaction() as session:
        pause_own_lost_card(session, code, now=town.clock())
    return card_id


def test_the_fourteenth_day_still_counts(town: Town) -> None:
    card_id = lose(town)
    town.clock.move(days=14)
    work(town)
    assert card_of(town, card_id) == ("suspended", "reported_lost")
    town.clock.move(days=1)
    work(town)
    assert card_of(town, card_id) == ("revoked", "lost")


def test_the_day_is_that_of_the_program(sqlite_town: Town) -> None:
    # Riverbend is six hours behind UTC: at five o'clock UTC its day has not ended.
    card_id = lose(sqlite_town)
    sqlite_town.clock.move(days=14, hours=11)
    work(sqlite_town)
    assert card_of(sqlite_town, card_id) == ("suspended", "reported_lost")
    sqlite_town.clock.move(hours=1)
    work(sqlite_town)
    assert card_of(sqlite_town, card_id) == ("revoked", "lost")


def test_a_pause_that_a_desk_lifted_is_over(town: Town) -> None:
    card_id = lose(town)
    town.clock.move(days=14)
    with at_desk(town, Role.CLERK) as (session, actor):
        lift_card(session, card_id, actor=actor, now=town.clock())
    town.clock.move(days=30)
    work(town)
    assert card_of(town, card_id) == ("active", "")


def test_every_pause_has_its_own_fourteen_days(sqlite_town: Town) -> None:
    card_id = lose(sqlite_town)
    sqlite_town.clock.move(days=10)
    with at_desk(sqlite_town, Role.CLERK) as (session, actor):
        lift_card(session, card_id, actor=actor, now=sqlite_town.clock())
    code = slip_of(sqlite_town, card_id)
    with sqlite_town.transaction() as session:
        pause_own_lost_card(session, code, now=sqlite_town.clock())
    sqlite_town.clock.move(days=10)
    work(sqlite_town)
    assert card_of(sqlite_town, card_id) == ("suspended", "reported_lost")


@pytest.mark.parametrize(
    ("reason", "state"),
    [
        pytest.param(SuspensionReason.REPORTED_LOST, "revoked", id="told to a supervisor"),
        pytest.param(SuspensionReason.TO_BE_CLARIFIED, "suspended", id="not lost"),
        pytest.param(SuspensionReason.HOLDER_ASKED, "suspended", id="asked for"),
    ],
)
def test_only_a_lost_card_is_revoked(
    sqlite_town: Town, reason: SuspensionReason, state: str
) -> None:
    card_id = walks.handed_over(sqlite_town)
    with at_desk(sqlite_town, Role.SUPERVISOR) as (session, actor):
        suspend_card(session, card_id, reason=reason, actor=actor, now=sqlite_town.clock())
    sqlite_town.clock.move(days=60)
    work(sqlite_town)
    assert card_of(sqlite_town, card_id)[0] == state


def test_a_place_that_something_else_changed_stops_no_other_card(town: Town) -> None:
    poisoned = lose(town)
    town.clock.move(days=1)
    other = lose(town)
    with town.transaction() as session:
        session.execute(
            sql(
                "UPDATE status_slots SET value = 3 WHERE slot_index ="
                " (SELECT status_index FROM cards WHERE number = :number)"
            ),
            {"number": CardRepository(session).get(poisoned, site="").number},
        )
    town.clock.move(days=20)
    work(town)
    assert card_of(town, other) == ("revoked", "lost")
    assert card_of(town, poisoned) == ("suspended", "reported_lost")


def test_log_register_and_list_agree_afterwards(town: Town) -> None:
    lose(town)
    town.clock.move(days=15)
    work(town)
    with town.app.state.new_session() as session:
        assert list(find_broken_cards(session, valid_from_pickup=False)) == []


@pytest.mark.parametrize(
    "change",
    [
        pytest.param("paused_on = '2026-11-01'", id="an earlier day"),
        pytest.param("paused_on = NULL", id="no day"),
        pytest.param("reason = 'to_be_clarified'", id="another reason"),
    ],
)
def test_day_and_reason_of_a_pause_cannot_be_changed_unseen(sqlite_town: Town, change: str) -> None:
    card_id = lose(sqlite_town)
    with sqlite_town.transaction() as session:
        session.execute(sql(f"UPDATE cards SET {change}"))  # noqa: S608 - constants of this test
    work(sqlite_town)
    with sqlite_town.app.state.new_session() as session:
        broken = {card.id for card, fine in CardRepository(session).every_card() if not fine}
        state = session.scalars(sql("SELECT state FROM cards")).one()
    assert broken == {card_id}
    assert state == "suspended"

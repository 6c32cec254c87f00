"""Another card: for a coded reason, under a new number, good as long as the old one; only one."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from sqlalchemy import text

from app.applications import ApplicationRepository
from app.cards import (
    Issuing,
    ReprintReason,
    RevocationReason,
    SuspensionReason,
    find_broken_cards,
    issue_card,
    revoke_card,
    revoke_lost_cards,
    suspend_card,
)
from app.core.permissions import Role
from app.kit.errors import AppError, ConflictError, NotFoundError, RefusedError, UnavailableError
from app.printing.reprints import reprint_card
from tests.at_desk import at_desk
from tests.cards.towns import card_of, claims_of, word_of
from tests.town import Town
from tests.walks import ELDER, MINOR, PERSON, handed_over, issued, printed

R = ReprintReason


def reprint(town: Town, card_id: UUID, reason: ReprintReason) -> str:
    with at_desk(town, Role.CLERK) as (session, actor):
        return reprint_card(
            session, card_id, reason=reason, vault=town.vault, actor=actor, now=town.clock()
        )


def make(town: Town, number: str) -> UUID:
    with at_desk(town, Role.CLERK) as (session, actor):
        issuing = Issuing(town.vault, town.app.state.find_signing_key)
        return issue_card(
            session, application_number=number, with_=issuing, actor=actor, now=town.clock()
        )


def revoke(town: Town, card_id: UUID, reason: RevocationReason) -> None:
    with at_desk(town, Role.SUPERVISOR) as (session, actor):
        revoke_card(session, card_id, reason=reason, actor=actor, now=town.clock())


def suspend(town: Town, card_id: UUID) -> None:
    with at_desk(town, Role.SUPERVISOR) as (session, actor):
        reason = SuspensionReason.REPORTED_LOST
        suspend_card(session, card_id, reason=reason, actor=actor, now=town.clock())


def state_of(town: Town, number: str) -> str:
    with town.app.state.new_session() as session:
        return ApplicationRepository(session).get(number, site="").state


def is_whole(town: Town) -> bool:
    with town.app.state.new_session() as session:
        return not list(find_broken_cards(session, valid_from_pickup=False))


@pytest.mark.parametrize(
    ("reason", "state", "why"),
    [
        pytest.param(R.LOST, "revoked", "lost", id="lost"),
        pytest.param(R.TAKEN, "revoked", "taken", id="taken"),
        pytest.param(R.DAMAGED, "replaced", "damaged", id="damaged by use"),
    ],
)
def test_the_old_number_ends_at_once_and_the_new_card_has_another(
    town: Town, reason: ReprintReason, state: str, why: str
) -> None:
    old = handed_over(town)
    number = reprint(town, old, reason)
    assert (card_of(town, old).state, card_of(town, old).reason) == (state, why)
    town.app.state.snapshots.refresh()
    assert word_of(town, old) == "revoked"
    new = make(town, number)
    assert card_of(town, new).number != card_of(town, old).number
    town.app.state.snapshots.refresh()
    assert (word_of(town, old), word_of(town, new)) == ("revoked", "valid")
    assert is_whole(town)


def test_a_flaw_seen_after_the_print_was_called_good_spoils_the_card(sqlite_town: Town) -> None:
    old = printed(sqlite_town)
    number = reprint(sqlite_town, old, R.DAMAGED_IN_PRINTING)
    assert (card_of(sqlite_town, old).state, state_of(sqlite_town, number)) == (
        "spoiled",
        "approved",
    )
    in_use = handed_over(sqlite_town)
    with pytest.raises(ConflictError, match="card_is_active"):
        reprint(sqlite_town, in_use, R.DAMAGED_IN_PRINTING)


@pytest.mark.parametrize("person", [PERSON, MINOR, ELDER], ids=["adult", "minor", "no end"])
def test_the_new_card_ends_when_the_old_one_would_have(sqlite_town: Town, person: object) -> None:
    old = handed_over(sqlite_town, person)  # type: ignore[arg-type] # one of three people
    sqlite_town.clock.move(days=100)
    second = make(sqlite_town, reprint(sqlite_town, old, R.LOST))
    first_claims, second_claims = claims_of(sqlite_town, old), claims_of(sqlite_town, second)
    assert second_claims.expires_at == first_claims.expires_at
    assert second_claims.no_end == first_claims.no_end
    assert second_claims.name == first_claims.name
    assert second_claims.issued_at > first_claims.issued_at


def test_a_card_whose_time_is_over_is_not_made_again(sqlite_town: Town) -> None:
    old = handed_over(sqlite_town)
    sqlite_town.clock.move(days=365 * 5 + 10)
    with pytest.raises(RefusedError, match="card_has_ended"):
        reprint(sqlite_town, old, R.DAMAGED)
    assert card_of(sqlite_town, old).state == "active"


def test_a_reprint_that_waits_too_long_is_not_made(sqlite_town: Town) -> None:
    number = reprint(sqlite_town, handed_over(sqlite_town), R.LOST)
    sqlite_town.clock.move(days=365 * 5 + 10)
    with pytest.raises(RefusedError, match="card_has_ended"):
        make(sqlite_town, number)


def test_a_card_that_is_not_printed_yet_is_spoiled_at_the_printer(sqlite_town: Town) -> None:
    card_id = issued(sqlite_town)
    for reason in ReprintReason:
        with pytest.raises(ConflictError, match="card_is_issued"):
            reprint(sqlite_town, card_id, reason)
    suspend(sqlite_town, card_id)
    with pytest.raises(ConflictError, match="card_is_issued"):
        reprint(sqlite_town, card_id, R.LOST)


def test_a_paused_card_can_be_lost(sqlite_town: Town) -> None:
    card_id = handed_over(sqlite_town)
    suspend(sqlite_town, card_id)
    number = reprint(sqlite_town, card_id, R.LOST)
    make(sqlite_town, number)
    assert is_whole(sqlite_town)


def test_a_card_lost_for_more_than_14_days_can_be_made_again_once(sqlite_town: Town) -> None:
    town = sqlite_town
    card_id = handed_over(town)
    suspend(town, card_id)
    town.clock.move(days=16)
    with town.transaction() as session:
        assert revoke_lost_cards(session, now=town.clock()) == 1
    number = reprint(town, card_id, R.LOST)
    with pytest.raises(ConflictError, match="application_is_approved"):
        reprint(town, card_id, R.LOST)
    make(town, number)
    with pytest.raises(ConflictError, match="person_holds_a_card"):
        reprint(town, card_id, R.LOST)


def test_a_card_ended_for_another_reason_stays_ended(sqlite_town: Town) -> None:
    card_id = handed_over(sqlite_town)
    revoke(sqlite_town, card_id, RevocationReason.MOVED_AWAY)
    with pytest.raises(ConflictError, match="card_is_revoked"):
        reprint(sqlite_town, card_id, R.LOST)


def test_of_two_desks_that_ask_at_once_one_is_refused(town: Town) -> None:
    card_id = handed_over(town)
    actor = town.actor(Role.CLERK)

    def ask(_: int) -> str:
        try:
            with town.transaction() as session:
                return reprint_card(
                    session,
                    card_id,
                    reason=R.LOST,
                    vault=town.vault,
                    actor=actor,
                    now=town.clock(),
                )
        except AppError as error:
            return error.reason

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(ask, range(4)))
    assert len([answer for answer in answers if answer.startswith("application_is")]) == 3
    assert is_whole(town)


def test_a_card_whose_token_is_gone_is_not_ended(sqlite_town: Town) -> None:
    card_id = handed_over(sqlite_town)
    with sqlite_town.transaction() as session:
        session.execute(text("DELETE FROM sealed_values WHERE label = 'card.credential'"))
    with pytest.raises(UnavailableError, match="card_data_not_kept"):
        reprint(sqlite_town, card_id, R.DAMAGED)


def test_another_desk_finds_no_card(sqlite_town: Town) -> None:
    card_id = handed_over(sqlite_town)
    sqlite_town.add(Role.CLERK, email="east@riverbend.example", site="east_library")
    with (
        pytest.raises(NotFoundError, match="no_such_card"),
        at_desk(sqlite_town, Role.CLERK, email="east@riverbend.example") as (session, actor),
    ):
        reprint_card(
            session,
            card_id,
            reason=R.LOST,
            vault=sqlite_town.vault,
            actor=actor,
            now=sqlite_town.clock(),
        )

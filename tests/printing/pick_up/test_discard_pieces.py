"""Rejects and cards nobody fetched: their numbers end, then two people destroy the plastic."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from app.cards import ReprintReason, RevocationReason, SpoilReason, revoke_card
from app.core.permissions import Role
from app.kit.db import RegisterBrokenError, Session
from app.kit.errors import AppError, ConflictError, NotFoundError, RefusedError
from app.printing import spoil_print
from app.printing.pick_up import discard_pieces, hand_over_piece
from app.printing.pick_up.discard_view import discard_rows
from app.printing.reprints import reprint_card
from tests.at_desk import at_desk
from tests.cards.towns import card_of, shown_of, word_of
from tests.printed import code_of, number_of
from tests.printing.bureaus.bureau_towns import accepted, bureau_of, sent
from tests.printing.pick_up.drawer import (
    call_off,
    confirm,
    discard,
    hand_over,
    mail,
    place_of,
    ready,
    scan,
    take_back,
)
from tests.printing.print_room import job_of
from tests.town import Town
from tests.walks import MINOR, drawn, handed_over, issued, printed

UNFETCHED_DAYS = 90
REVOKED = 1


def spoiled(town: Town) -> UUID:
    """Print a card and say that the piece is not good."""
    card_id = issued(town)
    drawn(town, card_id)
    job_id = job_of(town, card_id)
    with at_desk(town, Role.PRINTER) as (session, actor):
        reason = SpoilReason.PRINT_FAULT
        spoil_print(session, job_id, reason=reason, actor=actor, now=town.clock())
    return card_id


def reprinted(town: Town, card_id: UUID, reason: ReprintReason) -> UUID:
    with at_desk(town, Role.CLERK) as (session, actor):
        reprint_card(
            session, card_id, reason=reason, vault=town.vault, actor=actor, now=town.clock()
        )
    return card_id


def waiting(town: Town, *, email: str | None = None) -> dict[str, str]:
    """Return the numbers that two people have to destroy, and why."""
    actor = town.actor(Role.PRINTER, email=email)
    with town.app.state.new_session() as session:
        return {row.number: row.why for row in discard_rows(session, actor=actor, now=town.clock())}


def test_a_card_that_nobody_fetched_ends_before_it_is_destroyed(town: Town) -> None:
    card_id = ready(town, printed(town))
    town.clock.move(days=UNFETCHED_DAYS)
    assert waiting(town) == {}
    with pytest.raises(ConflictError, match="piece_of_use"):
        discard(town, [card_id])
    town.clock.move(days=1)
    assert waiting(town) == {number_of(town, card_id): "not_fetched"}
    paper = discard(town, [card_id])
    assert (paper.state, paper.count) == ("open", 1)
    card = card_of(town, card_id)
    assert (card.state, shown_of(town, card)) == ("revoked", REVOKED)
    assert place_of(town, card_id) == "rejected"
    assert waiting(town) == {}
    town.app.state.snapshots.refresh()
    assert word_of(town, card_id) == "revoked"
    confirm(town, paper.id)
    assert waiting(town) == {}


def test_a_card_that_needs_no_scan_waits_from_the_day_of_its_print(town: Town) -> None:
    card_id = issued(town)
    town.clock.move(days=UNFETCHED_DAYS)
    drawn(town, card_id)
    url = f"/print/cards/{card_id}/confirmation"
    assert town.browser(Role.PRINTER).post(url).status_code == 303
    town.clock.move(days=UNFETCHED_DAYS)
    assert waiting(town) == {}
    with pytest.raises(ConflictError, match="piece_of_use"):
        discard(town, [card_id])
    town.clock.move(days=1)
    assert waiting(town) == {number_of(town, card_id): "not_fetched"}
    confirm(town, discard(town, [card_id]).id)
    assert (card_of(town, card_id).state, place_of(town, card_id)) == ("revoked", "rejected")
    assert waiting(town) == {}


def test_a_card_back_from_the_mail_has_its_own_90_days(sqlite_town: Town) -> None:
    card_id = ready(sqlite_town, printed(sqlite_town))
    sqlite_town.clock.move(days=60)
    mail(sqlite_town, card_id)
    sqlite_town.clock.move(days=60)
    assert waiting(sqlite_town) == {}
    take_back(sqlite_town, card_id)
    assert waiting(sqlite_town) == {}
    sqlite_town.clock.move(days=UNFETCHED_DAYS + 1)
    assert waiting(sqlite_town) == {number_of(sqlite_town, card_id): "not_fetched"}
    discard(sqlite_town, [card_id])
    assert card_of(sqlite_town, card_id).state == "revoked"


def test_what_is_out_of_use_and_in_the_house_waits_for_two_people(town: Town) -> None:
    damaged = reprinted(town, handed_over(town, MINOR), ReprintReason.DAMAGED)
    lost = reprinted(town, handed_over(town), ReprintReason.LOST)
    bad = spoiled(town)
    handed_over(town)
    issued(town, MINOR)
    assert waiting(town) == {
        number_of(town, damaged): "replaced",
        number_of(town, bad): "spoiled",
    }
    assert place_of(town, lost) == "lost"


def test_a_lost_card_that_is_found_again_is_destroyed(sqlite_town: Town) -> None:
    card_id = reprinted(sqlite_town, handed_over(sqlite_town), ReprintReason.LOST)
    discard(sqlite_town, [card_id])
    assert place_of(sqlite_town, card_id) == "rejected"


def test_a_card_in_use_is_not_destroyed(sqlite_town: Town) -> None:
    in_hand, bad = handed_over(sqlite_town), spoiled(sqlite_town)
    at_printer = issued(sqlite_town, MINOR)
    sqlite_town.clock.move(days=UNFETCHED_DAYS + 1)
    drawn(sqlite_town, at_printer)
    for card_id in (in_hand, at_printer):
        with pytest.raises(ConflictError, match="piece_of_use"):
            discard(sqlite_town, [card_id])
    with pytest.raises(ConflictError, match="piece_of_use"):
        discard(sqlite_town, [bad, in_hand])
    assert number_of(sqlite_town, bad) in waiting(sqlite_town)


def test_a_piece_is_under_one_paper_at_most(town: Town) -> None:
    bad = spoiled(town)
    first = discard(town, [bad])
    with pytest.raises(ConflictError, match="piece_in_disposal"):
        discard(town, [bad])
    call_off(town, first.id)
    assert waiting(town) == {number_of(town, bad): "spoiled"}
    second = discard(town, [bad])
    confirm(town, second.id)
    with pytest.raises(ConflictError, match="piece_in_disposal"):
        discard(town, [bad])


def test_what_is_rejected_is_given_to_nobody(sqlite_town: Town) -> None:
    card_id = ready(sqlite_town, printed(sqlite_town))
    sqlite_town.clock.move(days=UNFETCHED_DAYS + 1)
    discard(sqlite_town, [card_id])
    with pytest.raises(ConflictError, match="card_is_revoked"):
        hand_over(sqlite_town, card_id)
    with pytest.raises(ConflictError, match="piece_out_of_use"):
        scan(sqlite_town, code_of(sqlite_town, card_id))


def test_of_two_people_who_sign_first_at_once_one_does(town: Town) -> None:
    bad = spoiled(town)
    actors = [town.actor(role) for role in (Role.PRINTER, Role.CLERK) * 2]

    def sign(index: int) -> str:
        try:
            with town.transaction() as session:
                return discard_pieces(session, [bad], actor=actors[index], now=town.clock()).state
        except AppError as error:
            return error.reason

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(sign, range(4)))
    assert sorted(answers) == ["open"] + ["piece_in_disposal"] * 3
    with town.app.state.new_session() as session:
        assert session.scalar(text("SELECT count(*) FROM disposals")) == 1


def test_of_the_holder_and_the_two_people_at_once_one_gets_the_card(town: Town) -> None:
    card_id = ready(town, printed(town))
    town.clock.move(days=UNFETCHED_DAYS + 1)
    clerk = town.actor(Role.CLERK)

    def give(session: Session) -> None:
        hand_over_piece(session, card_id, actor=clerk, now=town.clock())

    def destroy(session: Session) -> None:
        discard_pieces(session, [card_id], actor=clerk, now=town.clock())

    def attempted(act: Callable[[Session], None]) -> str:
        try:
            with town.transaction() as session:
                act(session)
        except AppError as error:
            return error.reason
        return "done"

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(attempted, [give, destroy] * 2))
    assert answers.count("done") == 1
    ended = (card_of(town, card_id).state, place_of(town, card_id))
    assert ended in {("active", "handed_over"), ("revoked", "rejected")}


def test_somebody_must_choose_at_most_200_cards_of_one_desk(sqlite_town: Town) -> None:
    with pytest.raises(RefusedError, match="nothing_chosen"):
        discard(sqlite_town, [])
    with pytest.raises(RefusedError, match="too_many_chosen"):
        discard(sqlite_town, [uuid4() for _ in range(201)])
    with pytest.raises(NotFoundError, match="no_such_card"):
        discard(sqlite_town, [uuid4()])


def test_another_desk_sees_and_destroys_nothing(sqlite_town: Town) -> None:
    bad = spoiled(sqlite_town)
    email = "east@riverbend.example"
    sqlite_town.add(Role.PRINTER, email=email, site="east_library")
    assert waiting(sqlite_town, email=email) == {}
    with (
        pytest.raises(NotFoundError, match="no_such_card"),
        at_desk(sqlite_town, Role.PRINTER, email=email) as (session, actor),
    ):
        discard_pieces(session, [bad], actor=actor, now=sqlite_town.clock())


def revoked(town: Town, card_id: UUID, reason: RevocationReason = RevocationReason.TAKEN) -> UUID:
    with at_desk(town, Role.SUPERVISOR) as (session, actor):
        revoke_card(session, card_id, reason=reason, actor=actor, now=town.clock())
    return card_id


def test_a_card_that_was_revoked_in_the_printer_is_spoiled_and_destroyed(town: Town) -> None:
    card_id = issued(town)
    drawn(town, card_id)
    revoked(town, card_id)
    assert waiting(town) == {number_of(town, card_id): "revoked"}
    browser, page = town.browser(Role.PRINTER), f"/print/cards/{card_id}"
    shown = browser.get(page).text
    assert f"{page}/spoil" in shown
    assert f"{page}/confirmation" not in shown
    assert browser.post(f"{page}/spoil", {"reason": "print_fault"}).status_code == 303
    assert f"{page}/spoil" not in browser.get(page).text
    assert card_of(town, card_id).state == "revoked"
    assert waiting(town) == {number_of(town, card_id): "revoked"}
    confirm(town, discard(town, [card_id]).id)
    assert waiting(town) == {}


def test_a_piece_that_nobody_found_in_the_tray_waits_for_nobody(sqlite_town: Town) -> None:
    card_id = issued(sqlite_town)
    drawn(sqlite_town, card_id)
    revoked(sqlite_town, card_id)
    url = f"/print/cards/{card_id}/spoil"
    sqlite_town.browser(Role.PRINTER).post(url, {"reason": "lost"})
    assert waiting(sqlite_town) == {}
    discard(sqlite_town, [card_id])
    assert place_of(sqlite_town, card_id) == "rejected"


@pytest.mark.parametrize("reason", [RevocationReason.LOST, RevocationReason.TAKEN])
def test_a_card_in_the_tray_is_there_whatever_its_holder_says(
    sqlite_town: Town, reason: RevocationReason
) -> None:
    in_the_tray = revoked(sqlite_town, printed(sqlite_town), reason)
    in_hand = ready(sqlite_town, printed(sqlite_town, MINOR))
    hand_over(sqlite_town, in_hand)
    revoked(sqlite_town, in_hand, reason)
    assert waiting(sqlite_town) == {number_of(sqlite_town, in_the_tray): "revoked"}


def test_a_card_that_was_never_printed_is_not_destroyed(sqlite_town: Town) -> None:
    card_id = revoked(sqlite_town, issued(sqlite_town))
    assert waiting(sqlite_town) == {}
    with pytest.raises(ConflictError, match="piece_not_sent"):
        discard(sqlite_town, [card_id])


def test_what_a_bureau_destroyed_is_not_destroyed_here(town: Town) -> None:
    bad, bureau = issued(town), bureau_of(town)
    opened = sent(town, bureau)
    accepted(town, bureau.receipt(opened, spoiled={number_of(town, bad): "print_fault"}))
    assert card_of(town, bad).state == "spoiled"
    assert waiting(town) == {}


def test_what_a_bureau_printed_of_a_card_out_of_use_is_destroyed_here(sqlite_town: Town) -> None:
    card_id, bureau = issued(sqlite_town), bureau_of(sqlite_town)
    opened = sent(sqlite_town, bureau)
    revoked(sqlite_town, card_id)
    assert waiting(sqlite_town) == {}
    accepted(sqlite_town, bureau.receipt(opened))
    assert waiting(sqlite_town) == {number_of(sqlite_town, card_id): "revoked"}


def test_a_paper_that_was_called_off_by_sql_still_binds_its_pieces(town: Town) -> None:
    bad = spoiled(town)
    discard(town, [bad])
    with town.transaction() as session:
        session.execute(text("UPDATE disposals SET state = 'called_off'"))
    with pytest.raises(RegisterBrokenError):
        discard(town, [bad])

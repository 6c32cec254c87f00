"""What a bureau hands back: each card printed, spoiled or missing, until the bundle is at zero."""

from contextlib import suppress
from datetime import timedelta
from itertools import permutations
from uuid import UUID

import pytest

from app.cards import RevocationReason, revoke_card, suspend_card
from app.cards.reasons import SuspensionReason
from app.core.bureau import OpenedBundle
from app.core.permissions import Role
from app.kit.errors import ConflictError, NotFoundError, RefusedError
from app.printing import PrintJobRepository, confirm_print
from app.printing.bureaus.accept_receipt import accept_receipt
from app.printing.bureaus.find_overdue import find_overdue
from app.printing.bureaus.repository import BundleRepository
from tests.at_desk import at_desk
from tests.cards.towns import card_of
from tests.printing.bureaus.bureau_towns import (
    Bureau,
    accepted,
    bundle_for,
    bureau_of,
    drawn,
    sent,
)
from tests.town import Town
from tests.walks import ELDER, MINOR, issued

ONE, TWO, THREE = "1", "2", "3"


@pytest.fixture
def cards(town: Town) -> list[UUID]:
    return [issued(town), issued(town, MINOR), issued(town, ELDER)]


@pytest.fixture
def bureau(town: Town) -> Bureau:
    return bureau_of(town)


@pytest.fixture
def opened(town: Town, cards: list[UUID], bureau: Bureau) -> OpenedBundle:
    assert cards
    return sent(town, bureau)


def stands(town: Town, opened: OpenedBundle) -> list[tuple[str, str, str]]:
    """Return where each card of a bundle stands: in it, its print, and itself."""
    with town.app.state.new_session() as session:
        pieces = BundleRepository(session).pieces(opened.manifest.bundle)
    return [(piece.state, job.state, card.state) for piece, job, card in pieces]


def bundle_state(town: Town, opened: OpenedBundle) -> str:
    with town.app.state.new_session() as session:
        return BundleRepository(session).get(opened.manifest.bundle, site="").state


def refusal(town: Town, receipt: bytes) -> RefusedError:
    with pytest.raises(RefusedError) as refused:
        accepted(town, receipt)
    return refused.value


def is_taken(town: Town, receipt: bytes) -> bool:
    """Say whether a receipt is accepted; what is not must contradict another one."""
    with suppress(RefusedError):
        accepted(town, receipt)
        return True
    assert refusal(town, receipt).reason == "receipt_contradicts"
    return False


def test_a_receipt_for_every_card_brings_the_bundle_to_zero(
    town: Town, bureau: Bureau, opened: OpenedBundle
) -> None:
    receipt = bureau.receipt(opened, spoiled={TWO: "print_fault"}, is_code_read=True)
    balance = accepted(town, receipt)
    assert balance.is_zero
    assert (balance.sent, balance.printed, balance.spoiled, balance.missing) == (3, 2, 1, 0)
    assert stands(town, opened) == [
        ("printed", "printed", "printed"),
        ("spoiled", "spoiled", "spoiled"),
        ("printed", "printed", "printed"),
    ]
    assert bundle_state(town, opened) == "settled"
    with town.app.state.new_session() as session:
        pieces = BundleRepository(session).pieces(opened.manifest.bundle)
    assert [piece.is_code_read for piece, _, _ in pieces] == [True, False, True]


def test_a_missing_piece_keeps_the_bundle_open_and_is_named_until_it_turns_up(
    town: Town, bureau: Bureau, opened: OpenedBundle
) -> None:
    balance = accepted(town, bureau.receipt(opened, missing=frozenset({THREE})))
    assert not balance.is_zero
    assert balance.remaining == (opened.manifest.cards[2].number,)
    assert stands(town, opened)[2] == ("missing", "missing", "issued")
    assert bundle_state(town, opened) == "sent"
    late = bureau.receipt(opened, printed=frozenset({THREE}))
    assert accepted(town, late).is_zero
    assert stands(town, opened)[2] == ("printed", "printed", "printed")
    assert bundle_state(town, opened) == "settled"


def test_a_missing_piece_may_be_given_up(
    sqlite_town: Town,
) -> None:
    town = sqlite_town
    issued(town)
    bureau = bureau_of(town)
    opened = sent(town, bureau)
    accepted(town, bureau.receipt(opened, missing=frozenset({ONE})))
    late = bureau.receipt(opened, spoiled={ONE: "damaged"}, printed=frozenset())
    assert accepted(town, late).is_zero
    assert stands(town, opened) == [("spoiled", "spoiled", "spoiled")]


def test_a_receipt_may_name_some_cards_and_the_next_one_the_others(
    town: Town, bureau: Bureau, opened: OpenedBundle
) -> None:
    first = accepted(town, bureau.receipt(opened, printed=frozenset({ONE})))
    assert first.remaining == tuple(card.number for card in opened.manifest.cards[1:])
    assert accepted(town, bureau.receipt(opened, printed=frozenset({TWO, THREE}))).is_zero


def test_a_repeated_receipt_changes_nothing(
    town: Town, bureau: Bureau, opened: OpenedBundle
) -> None:
    missing = bureau.receipt(opened, missing=frozenset({ONE}))
    first = accepted(town, missing)
    before = stands(town, opened)
    assert accepted(town, missing) == first
    assert stands(town, opened) == before
    settling = bureau.receipt(opened, printed=frozenset({ONE}))
    assert accepted(town, settling).is_zero
    # Both of them once more, the older one last: what was said before says nothing new.
    assert accepted(town, settling).is_zero
    assert accepted(town, missing).is_zero
    assert bundle_state(town, opened) == "settled"


def test_a_contradictory_receipt_is_refused_as_a_whole_and_names_each_card(
    town: Town, bureau: Bureau, opened: OpenedBundle
) -> None:
    accepted(town, bureau.receipt(opened, printed=frozenset({ONE})))
    before = stands(town, opened)
    found = refusal(town, bureau.receipt(opened, spoiled={ONE: "damaged"}))
    assert found.reason == "receipt_contradicts"
    assert found.fields == (("cards.1", "outcome_contradicts"),)
    assert stands(town, opened) == before


def test_receipts_in_whatever_order_lose_and_double_nothing(sqlite_town: Town) -> None:
    """Three receipts on one card in every order: the first that settles it decides for good."""
    town = sqlite_town
    bureau = bureau_of(town)
    for order in permutations(range(3)):
        card_id = issued(town)
        opened = sent(town, bureau)
        receipts = (
            bureau.receipt(opened, missing=frozenset({ONE})),
            bureau.receipt(opened),
            bureau.receipt(opened, spoiled={ONE: "damaged"}),
        )
        taken = [index for index in order if is_taken(town, receipts[index])]
        decided = next(index for index in order if index)
        word = ("", "printed", "spoiled")[decided]
        assert stands(town, opened) == [(word, word, word)]
        assert taken == ([0, decided] if order[0] == 0 else [decided])
        assert card_of(town, card_id).state == word


def test_a_receipt_of_somebody_else_is_refused(
    town: Town, bureau: Bureau, opened: OpenedBundle
) -> None:
    other = bureau_of(town, name="Printers & Sons")
    forged = Bureau(bureau.id, other.key, other.receipt_key).receipt(opened)
    assert refusal(town, forged).reason == "receipt_not_authentic"
    as_other = bureau.receipt(opened, bureau=other.id)
    assert refusal(town, as_other).reason == "receipt_of_another_bundle"
    assert refusal(town, b"nonsense").reason == "receipt_unreadable"
    assert refusal(town, bureau.receipt(opened, manifest="0" * 64)).reason == (
        "receipt_of_another_bundle"
    )


def test_a_receipt_for_no_bundle_of_this_desk_is_not_found(
    sqlite_town: Town,
) -> None:
    town = sqlite_town
    issued(town)
    bureau = bureau_of(town)
    receipt = bureau.receipt(sent(town, bureau))
    town.add(Role.PRINTER, email="east@riverbend.example", site="east_library")

    with (
        at_desk(town, Role.PRINTER, email="east@riverbend.example") as (session, actor),
        pytest.raises(NotFoundError, match="no_such_bundle"),
    ):
        accept_receipt(session, receipt, actor=actor, now=town.clock())


@pytest.mark.parametrize("days", [-1, 1])
def test_a_time_that_cannot_be_is_refused(sqlite_town: Town, days: int) -> None:
    town = sqlite_town
    issued(town)
    bureau = bureau_of(town)
    opened = sent(town, bureau)
    when = opened.manifest.made_at + timedelta(days=days)
    assert refusal(town, bureau.receipt(opened, destroyed_at=when)).reason == "receipt_times_wrong"


def test_a_reason_that_nobody_knows_is_refused(sqlite_town: Town) -> None:
    town = sqlite_town
    issued(town)
    bureau = bureau_of(town)
    found = refusal(town, bureau.receipt(sent(town, bureau), spoiled={ONE: "eaten"}))
    assert found.fields == (("cards.1", "unknown_reason"),)


def test_a_card_that_never_left_is_not_settled(sqlite_town: Town) -> None:
    town = sqlite_town
    gone = issued(town)
    issued(town, MINOR)
    bureau = bureau_of(town)
    bundle_id = bundle_for(town, bureau.id)
    with at_desk(town, Role.SUPERVISOR) as (session, actor):
        reason = RevocationReason.ISSUED_IN_ERROR
        revoke_card(session, gone, reason=reason, actor=actor, now=town.clock())
    opened = bureau.opened(town, drawn(town, bundle_id))
    (named,) = opened.manifest.cards
    stranger = named.model_copy(update={"number": card_of(town, gone).number})
    said = opened.manifest.model_copy(update={"cards": (stranger,)})
    wrong = OpenedBundle(said, opened.signed_manifest, opened.files)
    assert refusal(town, bureau.receipt(wrong)).fields == (("cards.1", "card_not_in_bundle"),)


def test_a_card_revoked_meanwhile_is_settled_and_stays_revoked(sqlite_town: Town) -> None:
    town = sqlite_town
    gone, spoiled = issued(town), issued(town, MINOR)
    bureau = bureau_of(town)
    opened = sent(town, bureau)
    for card_id in (gone, spoiled):
        with at_desk(town, Role.SUPERVISOR) as (session, actor):
            reason = RevocationReason.ISSUED_IN_ERROR
            revoke_card(session, card_id, reason=reason, actor=actor, now=town.clock())
    assert accepted(town, bureau.receipt(opened, spoiled={TWO: "damaged"})).is_zero
    assert stands(town, opened) == [
        ("printed", "printed", "revoked"),
        ("spoiled", "spoiled", "revoked"),
    ]


def test_a_card_paused_meanwhile_is_settled_at_the_desk_once_the_pause_is_lifted(
    sqlite_town: Town,
) -> None:
    town = sqlite_town
    card_id = issued(town)
    bureau = bureau_of(town)
    opened = sent(town, bureau)
    with at_desk(town, Role.SUPERVISOR) as (session, actor):
        reason = SuspensionReason.REPORTED_LOST
        suspend_card(session, card_id, reason=reason, actor=actor, now=town.clock())
    assert accepted(town, bureau.receipt(opened)).is_zero
    assert stands(town, opened) == [("printed", "sent", "suspended")]
    town.script(Role.CLERK).delete(f"/api/cards/{card_id}/suspension")
    with at_desk(town, Role.PRINTER) as (session, actor):
        job = PrintJobRepository(session).open_job_of(card_id)
        assert job is not None
        confirm_print(session, job.id, actor=actor, now=town.clock())
    assert stands(town, opened) == [("printed", "printed", "printed")]


def test_what_is_reported_on_is_not_drawn_again(sqlite_town: Town) -> None:
    town = sqlite_town
    issued(town)
    bureau = bureau_of(town)
    opened = sent(town, bureau)
    accepted(town, bureau.receipt(opened, missing=frozenset({ONE})))
    with pytest.raises(ConflictError, match="bundle_is_reported"):
        drawn(town, opened.manifest.bundle)


def test_a_receipt_before_the_bundle_left_is_refused(sqlite_town: Town) -> None:
    town = sqlite_town
    issued(town)
    bureau = bureau_of(town)
    opened = sent(town, bureau)
    issued(town, MINOR)
    waiting = bundle_for(town, bureau.id)
    with pytest.raises(ConflictError, match="bundle_is_intended"):
        accepted(town, bureau.receipt(opened, bundle=waiting))


def test_a_bundle_is_overdue_once_its_deadline_has_passed(town: Town, bureau: Bureau) -> None:
    issued(town)
    opened = sent(town, bureau)

    def overdue() -> list[UUID]:
        with town.app.state.new_session() as session:
            return [bundle.id for bundle in find_overdue(session, site="", now=town.clock())]

    town.clock.move(days=14)
    assert overdue() == []
    town.clock.move(minutes=1)
    assert overdue() == [opened.manifest.bundle]
    accepted(town, bureau.receipt(opened))
    assert overdue() == []

"""A bundle reconciles to zero when every card that left is accounted for."""

from itertools import permutations, product

import pytest

from app.core.bureau import (
    BundleCardState,
    CardOutcome,
    Outcome,
    ReceiptContradictsError,
    balance_of,
    changes_of,
)
from tests.core.bureau.bundles import NUMBERS

S = BundleCardState
ONE, TWO, THREE = NUMBERS


def said(number: str, outcome: Outcome) -> CardOutcome:
    reason = "print_fault" if outcome is Outcome.SPOILED else ""
    return CardOutcome(number=number, outcome=outcome, reason=reason)


def faults(
    states: dict[str, BundleCardState], *outcomes: CardOutcome
) -> tuple[tuple[int, str], ...]:
    with pytest.raises(ReceiptContradictsError) as refused:
        changes_of(states, outcomes)
    return refused.value.faults


def test_a_balance_names_what_remains() -> None:
    balance = balance_of({ONE: S.PRINTED, TWO: S.MISSING, THREE: S.SENT})
    assert (balance.sent, balance.printed, balance.spoiled, balance.missing) == (3, 1, 0, 1)
    assert balance.remaining == (TWO, THREE)
    assert not balance.is_zero


def test_a_bundle_is_at_zero_when_sent_is_printed_and_spoiled() -> None:
    balance = balance_of({ONE: S.PRINTED, TWO: S.SPOILED, THREE: S.LEFT_OUT})
    assert balance.is_zero
    assert balance.sent == balance.printed + balance.spoiled + balance.missing == 2


def test_what_was_said_before_changes_nothing() -> None:
    states = {ONE: S.PRINTED, TWO: S.SENT}
    news = changes_of(states, [said(ONE, Outcome.PRINTED), said(TWO, Outcome.MISSING)])
    assert [outcome.number for outcome in news] == [TWO]


@pytest.mark.parametrize("late", [Outcome.PRINTED, Outcome.SPOILED])
def test_a_missing_piece_may_turn_up_late(late: Outcome) -> None:
    assert changes_of({ONE: S.MISSING}, [said(ONE, late)]) == [said(ONE, late)]


@pytest.mark.parametrize(
    ("known", "now"),
    [
        (S.PRINTED, Outcome.SPOILED),
        (S.PRINTED, Outcome.MISSING),
        (S.SPOILED, Outcome.PRINTED),
        (S.SPOILED, Outcome.MISSING),
    ],
)
def test_an_outcome_that_contradicts_an_earlier_one_is_named(
    known: BundleCardState, now: Outcome
) -> None:
    states = {ONE: S.SENT, TWO: known}
    found = faults(states, said(ONE, Outcome.PRINTED), said(TWO, now))
    assert found == ((2, "outcome_contradicts"),)


@pytest.mark.parametrize("late", Outcome)
def test_what_is_said_of_a_card_that_was_given_up_is_no_news_and_no_fault(late: Outcome) -> None:
    states = {ONE: S.SPOILED, TWO: S.SENT}
    outcomes = [said(ONE, late), said(TWO, Outcome.PRINTED)]
    assert changes_of(states, outcomes, given_up={ONE}) == [said(TWO, Outcome.PRINTED)]
    with pytest.raises(ReceiptContradictsError):
        changes_of(states, [said(ONE, late)] * 2, given_up={ONE})


def test_a_card_that_never_left_is_named() -> None:
    states = {ONE: S.LEFT_OUT, TWO: S.INTENDED}
    everything = [said(number, Outcome.PRINTED) for number in NUMBERS]
    assert faults(states, *everything) == tuple((n, "card_not_in_bundle") for n in (1, 2, 3))


def test_a_card_named_twice_is_named() -> None:
    twice = [said(ONE, Outcome.PRINTED), said(ONE, Outcome.SPOILED)]
    assert faults({ONE: S.SENT}, *twice) == ((2, "card_named_twice"),)


def test_whatever_arrives_in_whatever_order_no_settled_card_moves_again() -> None:
    """Every order of every set of three outcomes: settled stays settled, zero means settled."""
    settled = {S.PRINTED, S.SPOILED}
    for outcomes in product(Outcome, repeat=3):
        for order in permutations(outcomes):
            states = {ONE: S.SENT}
            for outcome in order:
                before = states[ONE]
                try:
                    for change in changes_of(states, [said(ONE, outcome)]):
                        states[ONE] = BundleCardState(change.outcome.value)
                except ReceiptContradictsError:
                    assert before in settled
                if before in settled:
                    assert states[ONE] is before
            assert balance_of(states).is_zero == (states[ONE] in settled)

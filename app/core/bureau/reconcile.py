"""A bundle closes when every card that was sent is accounted for, and not because somebody says so.

sent = printed + spoiled + missing, and a missing piece is a question, not an answer: it must turn
up or be given up as spoiled before the bundle reconciles to zero.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from app.core.bureau.receipt import CardOutcome


class BundleCardState(StrEnum):
    """Where one card of a bundle stands."""

    INTENDED = "intended"  # on record before anything was drawn
    LEFT_OUT = "left_out"  # could not be drawn, or was taken out of use before it left
    SENT = "sent"
    PRINTED = "printed"
    SPOILED = "spoiled"
    MISSING = "missing"


S = BundleCardState

OPEN = frozenset({S.INTENDED, S.SENT, S.MISSING})
REPORTED: Mapping[S, frozenset[S]] = {
    S.SENT: frozenset({S.PRINTED, S.SPOILED, S.MISSING}),
    S.MISSING: frozenset({S.PRINTED, S.SPOILED}),  # it turned up after all, or was given up
}


@dataclass(frozen=True, slots=True)
class Balance:
    """How many left, what became of them, and which are still asked for."""

    sent: int
    printed: int
    spoiled: int
    missing: int
    remaining: tuple[str, ...]
    """Numbers of the cards that nobody has accounted for, the missing ones among them."""

    @property
    def is_zero(self) -> bool:
        """Say whether the bundle reconciles."""
        return not self.remaining


class ReceiptContradictsError(ValueError):
    """A receipt says of cards what cannot be; `faults` are positions from 1 and their reasons."""

    def __init__(self, faults: Sequence[tuple[int, str]]) -> None:
        super().__init__("receipt_contradicts")
        self.faults = tuple(faults)


def balance_of(states: Mapping[str, BundleCardState]) -> Balance:
    """Return the balance of a bundle's cards, by number; what was left out never left."""
    counts = Counter(states.values())
    return Balance(
        sent=sum(counts[state] for state in (S.SENT, S.PRINTED, S.SPOILED, S.MISSING)),
        printed=counts[S.PRINTED],
        spoiled=counts[S.SPOILED],
        missing=counts[S.MISSING],
        remaining=tuple(number for number, state in states.items() if state in OPEN),
    )


def changes_of(
    states: Mapping[str, BundleCardState],
    outcomes: Iterable[CardOutcome],
    *,
    given_up: AbstractSet[str] = frozenset(),
) -> list[CardOutcome]:
    """Return the outcomes that are news; what was said before changes nothing.

    Nor does what is said of cards that were `given_up` here: their numbers are out of use.

    Raises:
        ReceiptContradictsError: `card_not_in_bundle`, `card_named_twice`, or `outcome_contradicts`
            what an earlier receipt said.
    """
    news: list[CardOutcome] = []
    faults: list[tuple[int, str]] = []
    seen: set[str] = set()
    for position, outcome in enumerate(outcomes, start=1):
        reason = _fault(states.get(outcome.number), outcome, seen)
        seen.add(outcome.number)
        if outcome.number in given_up and reason != "card_named_twice":
            continue
        if reason is not None:
            faults.append((position, reason))
        elif states[outcome.number].value != outcome.outcome.value:
            news.append(outcome)
    if faults:
        raise ReceiptContradictsError(faults)
    return news


def _fault(state: BundleCardState | None, outcome: CardOutcome, seen: set[str]) -> str | None:
    target = BundleCardState(outcome.outcome.value)
    if state is None or state in {S.INTENDED, S.LEFT_OUT}:
        return "card_not_in_bundle"
    if outcome.number in seen:
        return "card_named_twice"
    if target is not state and target not in REPORTED.get(state, frozenset()):
        return "outcome_contradicts"
    return None

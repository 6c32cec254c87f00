"""What a bureau hands back: what became of each card, and when it destroyed the files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import AwareDatetime, Field, StringConstraints, model_validator

from app.core.bureau.manifest import CARDS_PER_BUNDLE, CardNumber, Digest, Manifest
from app.core.bureau.signed_text import BureauFileError, ExchangedText

Reason = Annotated[str, StringConstraints(pattern="^[a-z_]{0,40}$")]


class Outcome(StrEnum):
    """What became of one piece."""

    PRINTED = "printed"
    SPOILED = "spoiled"
    MISSING = "missing"


class CardOutcome(ExchangedText):
    """One card; a reason goes with a spoiled one and with no other."""

    number: CardNumber
    outcome: Outcome
    reason: Reason = ""

    @model_validator(mode="after")
    def _has_its_reason(self) -> Self:
        if (self.outcome is Outcome.SPOILED) != bool(self.reason):
            raise ValueError("a reason goes with a spoiled card")
        return self


class PurgeReceipt(ExchangedText):
    """The bureau's word on one bundle; several may follow one another while pieces are open."""

    format: Literal[1] = 1
    bundle: UUID
    bureau: UUID
    manifest: Digest
    destroyed_at: AwareDatetime
    """When the bureau had destroyed bundle, PDFs and what its printers kept of them."""
    is_code_read: bool
    """Whether the code of every printed piece was read back there."""
    cards: Annotated[tuple[CardOutcome, ...], Field(min_length=1, max_length=CARDS_PER_BUNDLE)]


@dataclass(frozen=True, slots=True)
class PieceCount:
    """What somebody counted beside the printer; everything unnamed was printed well."""

    spoiled: Mapping[str, str]
    """Reason by card, a card given by its number or by its place in the bundle from 1."""
    missing: frozenset[str] = frozenset()
    printed: frozenset[str] | None = None
    """The pieces printed well; None: all that are neither spoiled nor missing."""


def outcomes_of(manifest: Manifest, count: PieceCount) -> tuple[CardOutcome, ...]:
    """Return what became of the cards of a bundle, in its order; those not named are left open.

    Raises:
        BureauFileError: `card_not_in_bundle`, or `card_named_twice`.
    """
    numbers = [card.number for card in manifest.cards]
    spoiled = {_number(card, numbers): reason for card, reason in count.spoiled.items()}
    missing = {_number(card, numbers) for card in count.missing}
    rest = set(numbers) - set(spoiled) - missing
    named = None if count.printed is None else {_number(card, numbers) for card in count.printed}
    printed = rest if named is None else named
    if len(spoiled) + len(missing) + len(printed) > len({*spoiled, *missing, *printed}):
        raise BureauFileError("card_named_twice")
    outcomes = (
        {number: CardOutcome(number=number, outcome=Outcome.PRINTED) for number in printed}
        | {number: CardOutcome(number=number, outcome=Outcome.MISSING) for number in missing}
        | {
            number: CardOutcome(number=number, outcome=Outcome.SPOILED, reason=reason)
            for number, reason in spoiled.items()
        }
    )
    return tuple(outcomes[number] for number in numbers if number in outcomes)


def _number(card: str, numbers: Sequence[str]) -> str:
    """Return the number of a card named by number or place."""
    if card.isascii() and card.isdigit() and 1 <= int(card) <= len(numbers):
        return numbers[int(card) - 1]
    if card in numbers:
        return card
    raise BureauFileError("card_not_in_bundle")

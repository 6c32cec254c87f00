"""What a card costs, in cents, and who pays less."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from app.core.birth_date import AgeBounds
from app.core.documents.age_range import EVERY_AGE, AgeRange
from app.core.documents.provenance import Identifier, ProfilePart, SourcedRule, Text

Cents = Annotated[int, Field(strict=True, ge=0, le=100_000)]


class ApplicationKind(StrEnum):
    """What somebody applies for."""

    NEW = "new"
    RENEWAL = "renewal"
    REPLACEMENT = "replacement"


Kinds = Annotated[frozenset[ApplicationKind], Field(min_length=1)]


class Fee(SourcedRule):
    """A price for some kinds of application and some ages."""

    kinds: Kinds
    cents: Cents
    ages: AgeRange = EVERY_AGE


class Waiver(SourcedRule):
    """A ground on which somebody pays less; which one applied is never kept with a person."""

    id: Identifier
    label: Text
    cents: Cents = 0  # what is left to pay
    kinds: Kinds = frozenset(ApplicationKind)


class FeeProblem(StrEnum):
    """Why no price can be named."""

    NOT_STATED = "fee_not_stated"
    WAIVER_UNKNOWN = "waiver_unknown"


class FeeError(Exception):
    """The program does not say what this costs."""

    def __init__(self, reason: FeeProblem) -> None:
        super().__init__(reason.value)
        self.reason = reason


class FeeTable(ProfilePart):
    """All prices and waivers of a program."""

    prices: tuple[Fee, ...] = ()
    waivers: tuple[Waiver, ...] = ()

    def cents(self, kind: ApplicationKind, *, ages: AgeBounds, waiver: str | None = None) -> int:
        """Return the price; where more than one is possible, the lowest.

        Raises:
            FeeError: no price is stated, or the waiver does not exist for this kind.
        """
        possible = [
            fee.cents for fee in self.prices if kind in fee.kinds and fee.ages.may_include(ages)
        ]
        if not possible:
            raise FeeError(FeeProblem.NOT_STATED)
        if waiver is None:
            return min(possible)
        left = [ground.cents for ground in self._waivers(kind) if ground.id == waiver]
        if not left:
            raise FeeError(FeeProblem.WAIVER_UNKNOWN)
        return min(*possible, *left)

    def _waivers(self, kind: ApplicationKind) -> Sequence[Waiver]:
        return [ground for ground in self.waivers if kind in ground.kinds]

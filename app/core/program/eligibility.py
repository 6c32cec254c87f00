"""Who may have a card: age and time of residence; and the age groups a program speaks of."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from app.core.birth_date import AgeBounds
from app.core.documents.age_range import AgeRange
from app.core.documents.provenance import Identifier, Number, ProfilePart, SourcedRule, Text
from app.core.documents.span import SpanText

_ADULT = 18


class AgeAnswer(StrEnum):
    """Is somebody old enough?"""

    YES = "yes"
    NO = "no"
    NOT_CERTAIN = "not_certain"  # the birth date is too vague to say


class AgeBand(ProfilePart):
    """An age group by name, for pages and reports."""

    id: Identifier
    label: Text
    ages: AgeRange


class Eligibility(SourcedRule):
    """Who may apply."""

    min_age: Number = 0
    # Below this age the code carries number and expiry only, and the expiry is a month's end.
    nameless_below: Annotated[int, Field(strict=True, ge=0, le=25)] = _ADULT
    lived_here_for: SpanText | None = None
    bands: tuple[AgeBand, ...] = ()

    def is_old_enough(self, ages: AgeBounds) -> AgeAnswer:
        """Compare the possible ages with the least age."""
        if ages.youngest >= self.min_age:
            return AgeAnswer.YES
        return AgeAnswer.NO if ages.oldest < self.min_age else AgeAnswer.NOT_CERTAIN

    def is_nameless(self, ages: AgeBounds) -> bool:
        """Must the code leave the name out? Yes where the person may be that young."""
        return ages.youngest < self.nameless_below

    def band_of(self, ages: AgeBounds) -> str | None:
        """Return the group that holds every possible age, if one does."""
        return next((band.id for band in self.bands if band.ages.surely_includes(ages)), None)

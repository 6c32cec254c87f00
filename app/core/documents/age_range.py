"""Ranges of ages as rules write them, asked about people whose age may not be exactly known."""

from typing import Self

from pydantic import model_validator

from app.core.birth_date import AgeBounds
from app.core.documents.provenance import Number, ProfilePart


class AgeRange(ProfilePart):
    """Ages from `at_least` up to but not including `under`; a missing end is open."""

    at_least: Number = 0
    under: Number | None = None

    @model_validator(mode="after")
    def _is_not_empty(self) -> Self:
        if self.under is not None and self.under <= self.at_least:
            raise ValueError("`under` must be greater than `at_least`")
        return self

    def includes(self, age: int) -> bool:
        """Does one known age lie in the range?"""
        return self.at_least <= age and (self.under is None or age < self.under)

    def surely_includes(self, ages: AgeBounds) -> bool:
        """Does the person lie in the range whatever their exact age is?"""
        return self.includes(ages.youngest) and self.includes(ages.oldest)

    def may_include(self, ages: AgeBounds) -> bool:
        """Does the person lie in the range for at least one possible age?"""
        return ages.oldest >= self.at_least and (self.under is None or ages.youngest < self.under)


EVERY_AGE = AgeRange()

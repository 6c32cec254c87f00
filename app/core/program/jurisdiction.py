"""What the law of the place says about such cards: dated entries, each with its source."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from app.core.documents.provenance import Identifier, SourcedRule, Switch, Text

# An ISO 8601 prefix; sources often tell only the year. Such days compare as text.
DayOrYear = Annotated[str, Field(pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$")]


class _Entry(SourcedRule):
    place: Text  # the state or city whose law it is
    since: DayOrYear
    until: DayOrYear | None = None  # its last day

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.until is not None and self.until < self.since:
            raise ValueError("`until` lies before `since`")
        return self

    def is_in_force(self, day: date) -> bool:
        """Say whether the entry may be in force on `day`, where a date is not exactly known."""
        text = day.isoformat()
        has_begun = self.since <= text
        return has_begun and (self.until is None or text[: len(self.until)] <= self.until)


class MayIssue(_Entry):
    """May this issuer give out such cards?"""

    rule: Literal["may_issue"]
    allowed: Switch


class MayBeAccepted(_Entry):
    """May officials accept the card?"""

    rule: Literal["may_be_accepted_by_officials"]
    allowed: Switch


class PapersBarred(_Entry):
    """Kinds of paper officials may not take when they issue."""

    rule: Literal["papers_officials_may_not_take"]
    kinds: Annotated[frozenset[Identifier], Field(min_length=1)]


class CardMustCarry(_Entry):
    """Lines the law wants on the card."""

    rule: Literal["card_must_carry"]
    lines: Annotated[tuple[Text, ...], Field(min_length=1)]


JurisdictionEntry = Annotated[
    MayIssue | MayBeAccepted | PapersBarred | CardMustCarry, Field(discriminator="rule")
]


class Claim(SourcedRule):
    """Something the program tells people the card is good for."""

    text: Text
    by_officials: Switch  # it says that officials accept the card


def in_force(
    entries: tuple[JurisdictionEntry, ...], *, on: date
) -> Iterator[tuple[int, JurisdictionEntry]]:
    """Yield the entries in force on a day with their place in the profile."""
    for number, entry in enumerate(entries):
        if entry.is_in_force(on):
            yield number, entry


def claims_to_make(
    claims: tuple[Claim, ...], *, jurisdiction: tuple[JurisdictionEntry, ...], on: date
) -> tuple[Claim, ...]:
    """Return the claims that the law of the place leaves standing."""
    is_barred = acceptance_is_barred(jurisdiction, on=on)
    return tuple(claim for claim in claims if not (claim.by_officials and is_barred))


def acceptance_is_barred(entries: tuple[JurisdictionEntry, ...], *, on: date) -> bool:
    """Is there an entry in force that keeps officials from accepting the card?"""
    return any(
        isinstance(entry, MayBeAccepted) and not entry.allowed
        for _, entry in in_force(entries, on=on)
    )

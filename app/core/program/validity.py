"""How long a card is good: its last day and the instant it ends.

With a birth date of which only the year or month is known, every validity that is possible is
worked out and the one that ends first is taken: nothing is promised on a guess.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from app.core.birth_date import BirthDate, same_day_years_later
from app.core.documents.age_range import AgeRange
from app.core.documents.provenance import ProfilePart, SourcedRule, Switch

Years = Annotated[int, Field(strict=True, ge=1, le=50)]
_ONE_DAY = timedelta(days=1)


class ValidFrom(StrEnum):
    """From when a card counts."""

    ISSUE = "issue"
    PICKUP = "pickup"


class ValidityBand(SourcedRule):
    """How long a card is good for somebody of an age: years, a birthday, both, or without end."""

    ages: AgeRange
    years: Years | None = None
    ends_at_birthday: Years | None = None
    no_end_date: Switch = False

    @model_validator(mode="after")
    def _says_when(self) -> Self:
        has_end = self.years is not None or self.ends_at_birthday is not None
        if has_end == self.no_end_date:
            raise ValueError("give `years`, `ends_at_birthday` or both, or `no_end_date`")
        if self.ends_at_birthday is not None and (
            self.ages.under is None or self.ages.under > self.ends_at_birthday
        ):
            raise ValueError("`ends_at_birthday` lies within the ages it is for")
        return self


class ValidityRules(ProfilePart):
    """The bands, which together cover every age once."""

    bands: Annotated[tuple[ValidityBand, ...], Field(min_length=1)]
    no_end_years: Years = 20  # what the code of a card without an end date carries
    valid_from: ValidFrom = ValidFrom.ISSUE

    @model_validator(mode="after")
    def _covers_every_age_once(self) -> Self:
        covered: int | None = 0
        for band in self.bands:
            if band.ages.at_least != covered:
                raise ValueError("bands must follow one another from age 0 without a gap")
            covered = band.ages.under
        if covered is not None:
            raise ValueError("the last band must have no upper age")
        return self

    @property
    def longest_years(self) -> int:
        """The most years any code of this program may be good for."""
        ends = [band.years or band.ends_at_birthday for band in self.bands]
        return max(years or self.no_end_years for years in ends)


@dataclass(frozen=True, slots=True)
class CardDates:
    """The dates of one card.

    `last_day` is printed (None: "no expiration date"); `expires_at` is the first second after the
    last day in the program's time zone, in UTC, and is the claim `exp` of the code.
    """

    issued_on: date
    last_day: date | None
    expires_at: datetime
    is_nameless: bool

    @property
    def has_no_end(self) -> bool:
        """Does the card carry no end date (and its code the flag that says so)?"""
        return self.last_day is None

    @property
    def exp(self) -> int:
        """`expires_at` in whole seconds since 1970."""
        return int(self.expires_at.timestamp())


def card_dates(
    rules: ValidityRules,
    *,
    birth_date: BirthDate,
    issued_on: date,
    nameless_below: int,
    zone: tzinfo,
) -> CardDates:
    """Work out the dates of a card issued on a day of the program's time zone.

    Raises:
        BirthDateError: the birth date lies after the day of issue.
    """
    ages = birth_date.ages_on(issued_on)
    possible = [
        (_last_day(band, birth_date, issued_on, rules.no_end_years), band)
        for band in rules.bands
        if band.ages.may_include(ages)
    ]
    # A band whose birthday must be over already is not this person's.
    last_day, band = min(
        (choice for choice in possible if choice[0] >= issued_on),
        key=lambda choice: (choice[0], choice[1].no_end_date),
    )
    is_nameless = ages.youngest < nameless_below
    if is_nameless:
        last_day = _month_end(last_day, issued_on)
    return CardDates(
        issued_on=issued_on,
        last_day=None if band.no_end_date else last_day,
        expires_at=first_second_after(last_day, zone=zone),
        is_nameless=is_nameless,
    )


def first_second_after(day: date, *, zone: tzinfo) -> datetime:
    """Return the instant at which `day` is over in `zone`, in UTC."""
    return datetime.combine(day + _ONE_DAY, time(), tzinfo=zone).astimezone(UTC)


def _last_day(
    band: ValidityBand, birth_date: BirthDate, issued_on: date, no_end_years: int
) -> date:
    years = no_end_years if band.no_end_date else band.years
    ends = [] if years is None else [same_day_years_later(issued_on, years)]
    if band.ends_at_birthday is not None:
        ends.append(birth_date.earliest_birthday(band.ends_at_birthday))
    return min(ends) - _ONE_DAY


def _month_end(last_day: date, issued_on: date) -> date:
    """Return the last month's end within the validity.

    A child whose birthday is near has none; their card ends with the month of the birthday, since
    a card that ends before it begins helps nobody.
    """
    day_after = last_day + _ONE_DAY
    month_end = day_after - timedelta(days=day_after.day)
    if month_end >= issued_on:
        return month_end
    return last_day.replace(day=monthrange(last_day.year, last_day.month)[1])

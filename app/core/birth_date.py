"""Birth dates that may be no more than a year, or a year and a month.

Many papers carry no more, and some agencies write 1 January instead; nothing here ever fills in
what was not said. Where a day is needed, both ends of what is possible are given.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, date
from enum import StrEnum
from typing import Self

# Nobody alive was born before; a smaller number is a slip of the keyboard.
EARLIEST_YEAR = 1880

_ISO_PREFIX = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


class BirthDateProblem(StrEnum):
    """Why something is not a birth date."""

    UNREADABLE = "birth_date_unreadable"
    NOT_IN_CALENDAR = "birth_date_not_in_calendar"
    TOO_EARLY = "birth_date_too_early"
    IN_THE_FUTURE = "birth_date_in_the_future"


class BirthDateError(ValueError):
    """This cannot be somebody's birth date; the reason never repeats what was said."""

    def __init__(self, reason: BirthDateProblem) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class AgeBounds:
    """The ages in whole years a person may have on one day, both ends included."""

    youngest: int
    oldest: int

    def __post_init__(self) -> None:
        """Refuse bounds that no person can have."""
        if not 0 <= self.youngest <= self.oldest:
            raise ValueError("age bounds out of order")

    @classmethod
    def exactly(cls, age: int) -> Self:
        """Return the bounds of an age that is known."""
        return cls(age, age)


@dataclass(frozen=True, slots=True)
class BirthDate:
    """A year, a year and a month, or a full date.

    Raises:
        BirthDateError: the parts do not name a time in the calendar after 1880.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        """Refuse what is not in the calendar."""
        if self.month is None and self.day is not None:
            raise BirthDateError(BirthDateProblem.NOT_IN_CALENDAR)
        try:
            date(self.year, self._month_or(1), self._day_or(1))
        except ValueError as error:
            raise BirthDateError(BirthDateProblem.NOT_IN_CALENDAR) from error
        if self.year < EARLIEST_YEAR:
            raise BirthDateError(BirthDateProblem.TOO_EARLY)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `1990`, `1990-02` or `1990-02-14`.

        Raises:
            BirthDateError: the text has another form, or is no date in the calendar.
        """
        found = _ISO_PREFIX.fullmatch(text)
        if found is None:
            raise BirthDateError(BirthDateProblem.UNREADABLE)
        return cls(*(None if part is None else int(part) for part in found.groups()))  # type: ignore[arg-type]  # the year always matches

    def __str__(self) -> str:
        """Return the ISO 8601 prefix that `parse` reads."""
        parts = [f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    @property
    def is_complete(self) -> bool:
        """Is the day known?"""
        return self.day is not None

    @property
    def earliest(self) -> date:
        """The first day it may have been."""
        return date(self.year, self._month_or(1), self._day_or(1))

    @property
    def latest(self) -> date:
        """The last day it may have been."""
        month = self._month_or(12)
        return date(self.year, month, self._day_or(monthrange(self.year, month)[1]))

    def ages_on(self, day: date) -> AgeBounds:
        """Return the youngest and the oldest age possible on `day`, in whole years.

        Raises:
            BirthDateError: no possible day of birth lies on or before `day`.
        """
        if self.earliest > day:
            raise BirthDateError(BirthDateProblem.IN_THE_FUTURE)
        return AgeBounds(max(0, _age(self.latest, day)), _age(self.earliest, day))

    def earliest_birthday(self, age: int) -> date:
        """Return the first day on which the person may be `age` years old."""
        return same_day_years_later(self.earliest, age)

    def _month_or(self, otherwise: int) -> int:
        return otherwise if self.month is None else self.month

    def _day_or(self, otherwise: int) -> int:
        return otherwise if self.day is None else self.day


def same_day_years_later(day: date, years: int) -> date:
    """Return the anniversary of `day`; that of 29 February is 1 March in a common year."""
    year = min(day.year + years, MAXYEAR)
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def _age(born_on: date, day: date) -> int:
    had_no_birthday_yet = (day.month, day.day) < (born_on.month, born_on.day)
    return day.year - born_on.year - had_no_birthday_yet

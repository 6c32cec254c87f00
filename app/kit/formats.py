"""Template filters that write dates, numbers, money and language names the way a reader does."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any, Protocol

from babel import UnknownLocaleError, dates, numbers

from app.kit.translations import describe, locale_of


class PartialDate(Protocol):
    """A date of which only the year, or the year and the month, may be known."""

    @property
    def year(self) -> int: ...  # noqa: D102 -- the class says it
    @property
    def month(self) -> int | None: ...  # noqa: D102
    @property
    def day(self) -> int | None: ...  # noqa: D102


class Formats:
    """The filters of one language."""

    def __init__(self, code: str) -> None:
        self.locale = locale_of(code)

    def date(self, value: dt.date, width: str = "long") -> str:
        """Write a day."""
        return dates.format_date(value, width, locale=self.locale)

    def month(self, value: dt.date) -> str:
        """Write the month of a day, with its year."""
        return dates.format_skeleton("yMMMM", value, locale=self.locale)

    def moment(self, value: dt.datetime) -> str:
        """Write a time of day with its day; the value carries its time zone."""
        return dates.format_datetime(value, "medium", tzinfo=value.tzinfo, locale=self.locale)

    def partial_date(self, value: PartialDate) -> str:
        """Write as much of a date as is known; a missing day is never filled in."""
        if value.month is None:
            return dates.format_skeleton("y", dt.date(value.year, 1, 1), locale=self.locale)
        if value.day is None:
            return self.month(dt.date(value.year, value.month, 1))
        return self.date(dt.date(value.year, value.month, value.day))

    def age(self, value: dt.timedelta) -> str:
        """Write how long something has waited, in its largest unit."""
        return dates.format_timedelta(value, granularity="minute", locale=self.locale)

    def number(self, value: float | Decimal) -> str:
        """Write a number with the separators of the language."""
        return numbers.format_decimal(value, locale=self.locale)

    def money(self, cents: int, currency: str = "USD") -> str:
        """Write an amount that is given in hundredths."""
        return numbers.format_currency(Decimal(cents) / 100, currency, locale=self.locale)

    def language_name(self, code: str) -> str:
        """Name a language in itself; a code that CLDR does not know is shown as it is."""
        try:
            return describe(code).name
        except (UnknownLocaleError, ValueError):
            return code

    def month_names(self) -> list[tuple[int, str]]:
        """Return number and name of the twelve months, as they stand in a list."""
        return sorted(self.locale.months["stand-alone"]["wide"].items())

    def filters(self) -> dict[str, Callable[..., Any]]:
        """Return the filters under the names that templates use."""
        names = ("date", "month", "moment", "partial_date", "age", "number", "money")
        return {name: getattr(self, name) for name in (*names, "language_name")}


class HaitianFormats(Formats):
    """Haitian Creole, for which CLDR knows French words only; numbers as in the country."""

    MONTHS = (
        *("janvye", "fevriye", "mas", "avril", "me", "jen"),
        *("jiyè", "out", "septanm", "oktòb", "novanm", "desanm"),
    )
    UNITS = (
        (dt.timedelta(days=1), "jou"),
        (dt.timedelta(hours=1), "èdtan"),
        (dt.timedelta(minutes=1), "minit"),
    )

    def date(self, value: dt.date, width: str = "long") -> str:
        """Write a day."""
        del width
        return f"{value.day} {self.month(value)}"

    def month(self, value: dt.date) -> str:
        """Write the month of a day, with its year."""
        return f"{self.MONTHS[value.month - 1]} {value.year}"

    def moment(self, value: dt.datetime) -> str:
        """Write a time of day with its day; the value carries its time zone."""
        return f"{self.date(value)}, {value:%H:%M}"

    def age(self, value: dt.timedelta) -> str:
        """Write how long something has waited, in its largest unit."""
        unit, word = next((unit for unit in self.UNITS if value >= unit[0]), self.UNITS[-1])
        return f"{value // unit} {word}"

    def number(self, value: float | Decimal) -> str:
        """Write a number with the separators of the country."""
        return numbers.format_decimal(value, locale=locale_of("en"))

    def money(self, cents: int, currency: str = "USD") -> str:
        """Write an amount that is given in hundredths."""
        return numbers.format_currency(Decimal(cents) / 100, currency, locale=locale_of("en"))

    def month_names(self) -> list[tuple[int, str]]:
        """Return number and name of the twelve months, as they stand in a list."""
        return list(enumerate(self.MONTHS, start=1))


def formats_of(code: str) -> Formats:
    """Return the filters of a language."""
    return HaitianFormats(code) if code == "ht" else Formats(code)

"""Spans of time as rules write them: "60 days", "3 months", "5 years"."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import Annotated, Any, Self

from pydantic import GetPydanticSchema
from pydantic_core import core_schema

_FORM = re.compile(r"(0|[1-9][0-9]{0,3}) (day|month|year)s?")
_MONTHS_IN_A_YEAR = 12
_DAYS_IN_LONGEST_MONTH = 31


@dataclass(frozen=True, slots=True)
class Span:
    """A number of calendar months or of days."""

    months: int = 0
    days: int = 0

    @classmethod
    def parse(cls, text: object) -> Self:
        """Read "60 days", "3 months" or "5 years".

        Raises:
            ValueError: the text has another form.
        """
        if isinstance(text, cls):
            return text
        found = _FORM.fullmatch(text) if isinstance(text, str) else None
        if found is None:
            raise ValueError('a span of time is written like "60 days", "3 months" or "5 years"')
        number, unit = int(found[1]), found[2]
        if unit == "day":
            return cls(days=number)
        return cls(months=number * (_MONTHS_IN_A_YEAR if unit == "year" else 1))

    def __str__(self) -> str:
        """Return the form that `parse` reads."""
        return f"{self.months} months" if self.months else f"{self.days} days"

    def after(self, day: date) -> date:
        """Return the day this span after `day`; a day its month lacks becomes the month's last."""
        return self._moved(day, 1)

    def before(self, day: date) -> date:
        """Return the day this span before `day`; a day its month lacks becomes the month's last."""
        return self._moved(day, -1)

    def is_longer_than(self, other: "Span") -> bool:
        """Compare two spans, a month taken as 31 days."""
        return _most_days(self) > _most_days(other)

    def _moved(self, day: date, sign: int) -> date:
        year, month0 = divmod(
            day.year * _MONTHS_IN_A_YEAR + day.month - 1 + sign * self.months, _MONTHS_IN_A_YEAR
        )
        if not MINYEAR <= year < MAXYEAR:
            return date.max if sign > 0 else date.min
        last = monthrange(year, month0 + 1)[1]
        moved = date(year, month0 + 1, min(day.day, last))
        return moved + sign * timedelta(days=self.days)


def _most_days(span: Span) -> int:
    return span.months * _DAYS_IN_LONGEST_MONTH + span.days


def _schema(_source: Any, _handler: Any) -> core_schema.CoreSchema:  # noqa: ANN401 - pydantic's hook
    return core_schema.no_info_plain_validator_function(
        Span.parse, serialization=core_schema.to_string_ser_schema()
    )


SpanText = Annotated[Span, GetPydanticSchema(_schema)]

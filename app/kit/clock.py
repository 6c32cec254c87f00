"""The clock, as a value that can be handed in: tests and journeys move their own."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)


def today_in(zone: str, now: datetime) -> date:
    """Return the calendar day of `now` in a time zone."""
    return now.astimezone(ZoneInfo(zone)).date()

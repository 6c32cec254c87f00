"""A clock that stands still until a test moves it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

NOON = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)


@dataclass
class MovableClock:
    """Called like the system's clock."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        """Return the moment it stands at."""
        return self.now

    def move(self, **step: float) -> datetime:
        """Move on by days, hours, minutes, … and return the new moment."""
        self.now += timedelta(**step)
        return self.now

"""How old is the status information behind an answer?"""

from enum import StrEnum
from typing import Final

DEFAULT_LIMIT_SECONDS: Final = 86_400


class Freshness(StrEnum):
    """Whether the status stands; a page is green only for `valid` and `fresh`."""

    FRESH = "fresh"
    STALE = "stale"
    """Older than the verifier's limit."""
    UNKNOWN = "unknown"
    """No usable list."""


def freshness(
    status_as_of: int | None, *, now: int, limit_seconds: int = DEFAULT_LIMIT_SECONDS
) -> Freshness:
    """Judge the age of a status list issued at `status_as_of` (both times in whole seconds UTC)."""
    if status_as_of is None:
        return Freshness.UNKNOWN
    return Freshness.FRESH if now - status_as_of <= limit_seconds else Freshness.STALE

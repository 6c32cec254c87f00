"""Which status list a card goes into: one list per quarter in which cards end."""

from datetime import date

OPEN_ENDED = "open"


def expiry_group(last_day: date | None) -> str:
    """Return `YYYYQn` of the card's last day, or `open` for a card without an end date."""
    if last_day is None:
        return OPEN_ENDED
    return f"{last_day.year}Q{(last_day.month - 1) // 3 + 1}"

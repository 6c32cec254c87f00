"""What is printed on one card, as plain values: the renderer knows no database and no person.

Texts arrive ready to print; the functions here write dates so that month and day cannot be
confused.
"""

from dataclasses import dataclass
from datetime import date

from app.core.rendering.barcodes import MOST_LIBRARIES, BarcodeRule

NO_EXPIRATION_DATE = "no expiration date"
"""Printed where a card has no end."""
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, kw_only=True)
class ProgramText:
    """What is the same on every card of a program."""

    program_id: str
    """Seeds the security art: no two programs share a pattern."""
    program_name: str
    card_title: str
    verify_address: str
    """Where a card is checked, as people type it: host and path without the scheme."""
    legal_lines: tuple[str, ...]
    """What the program's profile says the card must say."""
    return_address: tuple[str, ...] = ()
    """Where a found card is sent, below the program's name; empty where the name is enough."""
    barcode: BarcodeRule = MOST_LIBRARIES
    """How the readers of the program's library want a library number printed."""
    sample_library_number: str | None = None
    """An invented number of the program's library, for proofs."""


@dataclass(frozen=True, kw_only=True)
class CardContent:
    """One person's card. What is not known at intake yet is None and is not measured then."""

    program: ProgramText
    name: str
    second_name: str | None = None
    """The name in Latin letters, or in the person's own script: a second line without a label."""
    birth_date: str | None = None
    address_lines: tuple[str, ...] = ()
    """Empty when no address is printed; the card then has no label either."""
    issued_on: str | None = None
    expires_on: str | None = None
    card_number: str | None = None
    check_code: str | None = None
    library_number: str | None = None
    """The number of this card at the library, where the program has one."""
    photo: bytes | None = None
    """A JPEG, upright, 4:5."""
    qr_text: str | None = None
    qr_mask: int | None = None
    """The mask stored with the card, so that a reprint is the same picture."""


def day_text(day: date) -> str:
    """Write a day with its month in letters: `Mar 5, 2031`."""
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"


def expiry_text(day: date | None) -> str:
    """Write a card's last day, or that it has no end."""
    return NO_EXPIRATION_DATE if day is None else day_text(day)


def birth_date_text(*, year: int, month: int | None = None, day: int | None = None) -> str:
    """Write as much of a birth date as is known; no day is ever invented."""
    if month is None:
        return str(year)
    if day is None:
        return f"{_MONTHS[month - 1]} {year}"
    return day_text(date(year, month, day))

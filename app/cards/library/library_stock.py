"""How many library numbers are left, by range."""

from dataclasses import dataclass
from uuid import UUID

from app.cards.library.repository import LibraryRepository
from app.core.program import ProgramProfile
from app.kit.db import Session


@dataclass(frozen=True, slots=True)
class LibraryStock:
    """One range as the library writes its ends, and how many of its numbers are free."""

    first: str
    last: str
    free: int


def library_stock(session: Session, profile: ProgramProfile) -> list[LibraryStock]:
    """Return the ranges that cards of this program take numbers from; none without a library."""
    library = profile.card.library
    rows = LibraryRepository(session).ranges() if library else []
    return [
        LibraryStock(
            first=row.numbers.number(row.first), last=row.numbers.number(row.last), free=row.free
        )
        for row in rows
        if library is not None and library.fits(row.numbers)
    ]


def broken_ranges(session: Session) -> list[UUID]:
    """Return the ids of ranges that something other than this service changed."""
    return list(LibraryRepository(session).broken_ones())

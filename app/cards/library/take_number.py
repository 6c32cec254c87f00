"""Take the next free library number for a card that is being issued."""

from app.cards.library.repository import LibraryRepository
from app.core.program import ProgramProfile
from app.kit.db import Session
from app.kit.errors import RefusedError


def take_library_number(session: Session, profile: ProgramProfile) -> str | None:
    """Return a number that no card had before; None in a program without a library.

    The number is spent with the transaction: a card that is spoiled or replaced does not give it
    back, since a library's system may know it by then.

    Raises:
        RefusedError: `library_numbers_used_up`: an administrator adds a range.
    """
    library = profile.card.library
    if library is None:
        return None
    repository = LibraryRepository(session)
    for row in repository.lock_all():
        while row.free and library.fits(row.numbers):
            # A row put back to an older state names numbers that are spent: those are passed over.
            number = repository.take(row)
            if number is not None:
                return number
    raise RefusedError("library_numbers_used_up")

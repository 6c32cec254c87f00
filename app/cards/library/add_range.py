"""Add a range of numbers that the library handed out."""

from datetime import datetime
from uuid import UUID

from app.audit import Act, record_event
from app.cards.library.repository import LibraryRepository
from app.core.library_number import LibraryNumberError, parse_range
from app.kit.actor import Doer
from app.kit.db import Session, lock_table
from app.kit.errors import ConflictError, RefusedError
from app.programs import active_program


def add_library_range(session: Session, *, first: str, last: str, by: Doer, now: datetime) -> UUID:
    """Add the numbers from a first to a last, as the library writes them, and return the row id.

    Raises:
        RefusedError: `program_has_no_library`, or what is wrong with the two numbers.
        ConflictError: `library_range_overlaps` one that is there.
    """
    session.write()
    library = active_program(session, now).profile.card.library
    if library is None:
        raise RefusedError("program_has_no_library")
    try:
        numbers = parse_range(first, last, length=library.length, check=library.check)
    except LibraryNumberError as error:
        raise RefusedError(error.reason.value) from error
    lock_table(session, "library_ranges")
    repository = LibraryRepository(session)
    if any(row.numbers.overlaps(numbers) for row in repository.lock_all()):
        raise ConflictError("library_range_overlaps")
    row = repository.add(numbers)
    record_event(session, Act.LIBRARY_RANGE_ADDED, by=by, now=now, subject=row.subject)
    return row.id

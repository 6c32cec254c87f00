"""What doctor says about library numbers: changed rows, and a range that comes to its end."""

from collections.abc import Iterator

from app.cards.library import broken_ranges, library_stock
from app.core.program import ProgramProfile
from app.kit.db import Session


def find_library_trouble(session: Session, *, profile: ProgramProfile) -> Iterator[str]:
    """Return one line for each thing found."""
    for row_id in broken_ranges(session):
        yield f"row {row_id} of library_ranges was changed behind the service's back"
    library = profile.card.library
    if library is None:
        return
    free = sum(stock.free for stock in library_stock(session, profile))
    if free == 0:
        yield "no library number is left, no card can be issued: `tessera library add-range`"
    elif free <= library.low_at:
        yield f"only {free} library numbers are left: `tessera library add-range`"

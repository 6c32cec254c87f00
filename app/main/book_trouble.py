"""What doctor says about the books of the print room: rows changed, put back, or taken out."""

from collections.abc import Iterator

from app.audit import Recorded
from app.kit.db import Session, register_rows
from app.printing.disposals import Disposal
from app.printing.pick_up import Piece
from app.printing.rolls import Roll
from app.printing.stock import BlankCount, BlankEntry
from app.printing.wipes import PrinterWipe

Book = Disposal | Piece | BlankEntry | BlankCount | Roll | PrinterWipe
BOOKS: tuple[type[Book], ...] = (Disposal, Piece, BlankEntry, BlankCount, Roll, PrinterWipe)

PUT_BACK = "the log tells of a newer one; an old row was put back"


def find_book_trouble(session: Session, *, recorded: Recorded) -> Iterator[str]:
    """Return one line for each row that is not as the service and its log left it."""
    for table in BOOKS:
        name = table.__tablename__
        gone = {row_id for of, row_id in recorded.versions if of == name}
        for row, is_trusted in register_rows(session, table):
            gone.discard(row.id)
            if not is_trusted:
                yield f"row {row.id} of {name} was changed behind the service's back"
            elif recorded.has_newer(row):
                yield f"row {row.id} of {name}: {PUT_BACK}"
        for row_id in sorted(gone):
            yield f"row {row_id} of {name}: the log tells of it, and it is gone"

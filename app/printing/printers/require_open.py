"""A printer that is still in use."""

from uuid import UUID

from app.kit.db import Session
from app.kit.errors import ConflictError
from app.printing.printers.models import Printer
from app.printing.printers.repository import PrinterRepository


def require_open(session: Session, printer_id: UUID, *, site: str) -> Printer:
    """Return a printer of this desk (`site` empty: of any desk).

    Raises:
        NotFoundError: `no_such_printer` at this desk.
        ConflictError: `printer_closed`.
    """
    printer = PrinterRepository(session).get(printer_id, site=site)
    if printer.is_closed:
        raise ConflictError("printer_closed")
    return printer

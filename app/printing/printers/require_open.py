"""A printer that is still in use."""

from uuid import UUID

from app.kit.db import Session
from app.kit.errors import ConflictError, NotFoundError
from app.printing.printers.models import Printer, PrinterKind
from app.printing.printers.repository import PrinterRepository


def require_open(
    session: Session, printer_id: UUID, *, site: str, kind: PrinterKind | None = None
) -> Printer:
    """Return a printer of this desk (`site` empty: of any desk) that takes cards, or sheets.

    Raises:
        NotFoundError: `no_such_printer` of this kind at this desk.
        ConflictError: `printer_closed`.
    """
    printer = PrinterRepository(session).get(printer_id, site=site)
    if kind not in {None, printer.kind}:
        raise NotFoundError("no_such_printer")
    if printer.is_closed:
        raise ConflictError("printer_closed")
    return printer

"""Take a printer out of use."""

from datetime import datetime
from uuid import UUID

from app.audit import Act, record_event
from app.kit.actor import Doer
from app.kit.db import Session
from app.printing.printers.repository import PrinterRepository
from app.printing.printers.require_open import require_open


def close_printer(session: Session, printer_id: UUID, *, by: Doer, now: datetime) -> None:
    """Close a printer for good: nothing is drawn for it any more.

    Raises:
        NotFoundError: `no_such_printer`.
        ConflictError: `printer_closed` already, or `printer_changed` by somebody else.
    """
    session.write()
    printer = require_open(session, printer_id, site="")
    PrinterRepository(session).change(printer, is_closed=True)
    record_event(session, Act.PRINTER_CLOSED, by=by, now=now, subject=printer.subject)

"""Enter a printer, so that what is drawn for it lands where it belongs."""

from datetime import datetime
from uuid import UUID, uuid4

from app.audit import Act, record_event
from app.kit.actor import Doer
from app.kit.db import Session
from app.printing.printers.models import Printer
from app.printing.printers.printer_form import PrinterForm
from app.printing.printers.repository import PrinterRepository
from app.printing.printers.require_site import require_site


def add_printer(session: Session, form: PrinterForm, *, by: Doer, now: datetime) -> UUID:
    """Return the id of a new printer.

    Raises:
        RefusedError: `printer_field_unusable`: the program has no such desk.
    """
    session.write()
    require_site(session, form.site, now=now)
    printer = Printer(id=uuid4(), is_closed=False, version=1, **form.columns())
    PrinterRepository(session).add(printer)
    record_event(session, Act.PRINTER_ADDED, by=by, now=now, subject=printer.subject)
    return printer.id

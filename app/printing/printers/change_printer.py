"""Change what is known of a printer, after its test page was measured."""

from datetime import datetime
from uuid import UUID

from app.audit import Act, record_event
from app.kit.actor import Doer
from app.kit.db import Session
from app.printing.printers.printer_form import PrinterForm
from app.printing.printers.repository import PrinterRepository
from app.printing.printers.require_open import require_open
from app.printing.printers.require_site import require_site


def change_printer(
    session: Session, printer_id: UUID, form: PrinterForm, *, by: Doer, now: datetime
) -> None:
    """Store all values of the form.

    Raises:
        NotFoundError: `no_such_printer`.
        ConflictError: `printer_closed`, or `printer_changed` by somebody else.
        RefusedError: `printer_field_unusable`: the program has no such desk.
    """
    session.write()
    printer = require_open(session, printer_id, site="")
    require_site(session, form.site, now=now)
    PrinterRepository(session).change(printer, **form.columns())
    record_event(session, Act.PRINTER_CHANGED, by=by, now=now, subject=printer.subject)

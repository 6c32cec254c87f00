"""Change what is known of a printer, after its test page was measured."""

from datetime import datetime
from uuid import UUID

from app.audit import Act, record_event
from app.kit.actor import Doer
from app.kit.db import Session, lock_table
from app.kit.errors import ConflictError
from app.printing.printers.printer_form import PrinterForm
from app.printing.printers.repository import PrinterRepository
from app.printing.printers.require_open import require_open
from app.printing.printers.require_site import require_site
from app.printing.rolls import RollRepository


def change_printer(
    session: Session, printer_id: UUID, form: PrinterForm, *, by: Doer, now: datetime
) -> None:
    """Store all values of the form.

    Raises:
        NotFoundError: `no_such_printer`.
        ConflictError: `printer_closed`, `printer_changed` by somebody else, or `printer_has_rolls`:
            a ribbon or film belongs to a desk and to a card printer, so it comes out before those
            change.
        RefusedError: `printer_field_unusable`: the program has no such desk.
    """
    session.write()
    lock_table(session, f"rolls {printer_id}")
    printer = require_open(session, printer_id, site="")
    require_site(session, form.site, now=now)
    moves = (printer.site, printer.kind) != (form.site, form.kind)
    if moves and RollRepository(session).installed(printer.id):
        raise ConflictError("printer_has_rolls")
    PrinterRepository(session).change(printer, **form.columns())
    record_event(session, Act.PRINTER_CHANGED, by=by, now=now, subject=printer.subject)

"""Sign first: this printer leaves the building, and nothing of a card is left in it."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID, uuid4

from app.audit import Act, record_event
from app.core.disposal import DisposalKind, WipeItem
from app.kit.actor import Actor
from app.kit.db import Session, lock_table
from app.kit.errors import ConflictError, RefusedError
from app.printing.disposals import Disposal, open_disposal, site_of
from app.printing.printers import PrinterRepository
from app.printing.rolls import RollRepository
from app.printing.wipes.models import PrinterWipe
from app.printing.wipes.repository import WipeRepository


def wipe_printer(
    session: Session,
    printer_id: UUID,
    *,
    items: Collection[WipeItem],
    actor: Actor,
    now: datetime,
) -> Disposal:
    """Open the paper for a printer of this desk; it is closed once another person signs too.

    Raises:
        RefusedError: `wipe_incomplete`: a line of the list was not done; `desk_needed`.
        NotFoundError: `no_such_printer` at this desk.
        ConflictError: `roll_still_installed` in it, or `printer_leaves_already`.
    """
    if set(items) != set(WipeItem):
        raise RefusedError("wipe_incomplete")
    session.write()
    lock_table(session, f"rolls {printer_id}")
    printer = PrinterRepository(session).get(printer_id, site=site_of(actor))
    wipes = WipeRepository(session)
    if wipes.leaves(printer.id):
        raise ConflictError("printer_leaves_already")
    if RollRepository(session).installed(printer.id):
        raise ConflictError("roll_still_installed")
    kind = DisposalKind.PRINTER
    disposal = open_disposal(
        session, kind, count=1, site=printer.site, name=printer.name, actor=actor, now=now
    )
    done = ",".join(item.value for item in WipeItem)
    wipe = PrinterWipe(
        id=uuid4(), disposal_id=disposal.id, printer_id=printer.id, items=done, version=1
    )
    wipes.add(wipe)
    record_event(session, Act.PRINTER_TO_LEAVE, by=actor, now=now, subject=wipe.subject)
    return disposal

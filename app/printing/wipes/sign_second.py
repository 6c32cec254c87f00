"""Sign second, whatever the paper is about; a printer that was wiped is closed with it."""

from datetime import datetime
from uuid import UUID

from app.kit.actor import Actor
from app.kit.db import Session, lock_table
from app.kit.errors import ConflictError
from app.printing.disposals import Disposal, confirm_disposal
from app.printing.printers import PrinterRepository
from app.printing.printers.close_printer import close_printer
from app.printing.rolls import RollRepository
from app.printing.wipes.repository import WipeRepository


def sign_second(session: Session, disposal_id: UUID, *, actor: Actor, now: datetime) -> Disposal:
    """Put the second signature under a paper; see `confirm_disposal`.

    Raises:
        ConflictError: `roll_still_installed`: the printer was used again after the first signature.
    """
    session.write()
    wipe = WipeRepository(session).of_disposal(disposal_id)
    if wipe is not None:  # before anything else is locked, as whoever puts a roll in does
        lock_table(session, f"rolls {wipe.printer_id}")
    disposal = confirm_disposal(session, disposal_id, actor=actor, now=now)
    if wipe is not None:
        _close(session, wipe.printer_id, actor=actor, now=now)
    return disposal


def _close(session: Session, printer_id: UUID, *, actor: Actor, now: datetime) -> None:
    if RollRepository(session).installed(printer_id):
        raise ConflictError("roll_still_installed")
    if not PrinterRepository(session).get(printer_id, site="").is_closed:
        close_printer(session, printer_id, by=actor, now=now)

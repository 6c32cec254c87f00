"""Put a ribbon or a film into a printer."""

from datetime import datetime
from uuid import UUID, uuid4

from app.audit import Act, record_event
from app.core.print_stock import RollKind, RollState, SupplyLabelError, read_supply_label
from app.kit.actor import Actor
from app.kit.clock import today_in
from app.kit.db import Session, lock_table
from app.kit.errors import ConflictError, RefusedError
from app.printing.printers.require_open import require_open
from app.printing.rolls.models import Roll
from app.printing.rolls.repository import RollRepository


def install_roll(
    session: Session,
    printer_id: UUID,
    *,
    kind: RollKind,
    label: str,
    actor: Actor,
    now: datetime,
) -> Roll:
    """Return the record of a new roll in a printer of this desk.

    Raises:
        NotFoundError: `no_such_printer` at this desk.
        ConflictError: `printer_closed`, or `roll_still_installed`: one of its kind is in there.
        RefusedError: `supply_label_unusable`.
    """
    kept = _label(label)
    session.write()
    lock_table(session, f"rolls {printer_id}")
    printer = require_open(session, printer_id, site=actor.site)
    rolls = RollRepository(session)
    if rolls.installed(printer.id, kind):
        raise ConflictError("roll_still_installed")
    roll = Roll(
        id=uuid4(),
        site=printer.site,
        printer_id=printer.id,
        kind=kind.value,
        label=kept,
        state=RollState.INSTALLED.value,
        installed_on=today_in(session.seals.time_zone, now),
        removed_on=None,
        disposal_id=None,
        version=1,
    )
    rolls.add(roll)
    record_event(session, Act.ROLL_INSTALLED, by=actor, now=now, subject=roll.subject)
    return roll


def _label(text: str) -> str:
    try:
        return read_supply_label(text)
    except SupplyLabelError as error:
        raise RefusedError("supply_label_unusable") from error

"""Take a ribbon or a film out of its printer."""

from datetime import datetime
from uuid import UUID

from app.audit import Act, record_event
from app.core.print_stock import RollState
from app.kit.actor import Actor
from app.kit.clock import today_in
from app.kit.db import Session
from app.printing.rolls.models import Roll
from app.printing.rolls.repository import RollRepository


def remove_roll(session: Session, roll_id: UUID, *, actor: Actor, now: datetime) -> Roll:
    """Put a roll with what two people destroy; it never goes into a printer again.

    Raises:
        NotFoundError: `no_such_roll` at this desk.
        ConflictError: `roll_is_removed` already.
    """
    session.write()
    rolls = RollRepository(session)
    roll = rolls.lock(roll_id, site=actor.site)
    rolls.move(roll, RollState.REMOVED, removed_on=today_in(session.seals.time_zone, now))
    record_event(session, Act.ROLL_REMOVED, by=actor, now=now, subject=roll.subject)
    return roll

"""Stop a released batch, so that no further card of it is printed."""

from datetime import datetime
from uuid import UUID

from app.audit import Act, record_event
from app.core.lifecycle import PrintJobState
from app.core.print_room import BatchState
from app.kit.actor import Actor
from app.kit.db import Session
from app.printing.batches.give_back import give_back
from app.printing.batches.repository import BatchRepository


def hold_batch(session: Session, batch_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Hold a batch and end its leases; a card that was committed to a printer is still reported.

    Raises:
        NotFoundError: `no_such_batch` at this desk.
        ConflictError: `batch_is_` and its state, or `print_job_changed`: a card of it was committed
            just now.
    """
    session.write()
    batches = BatchRepository(session)
    batch = batches.lock(batch_id, site=actor.site)
    batches.move(batch, BatchState.HELD)
    for placed in batches.positions(batch.id):
        if placed.job.state == PrintJobState.LEASED:
            give_back(session, placed)
    record_event(session, Act.BATCH_HELD, by=actor, now=now, subject=batch.subject)

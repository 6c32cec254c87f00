"""Go on with a batch that was stopped."""

from datetime import datetime
from uuid import UUID

from app.audit import Act, record_event
from app.core.print_room import BatchState
from app.kit.actor import Actor
from app.kit.db import Session
from app.kit.errors import ConflictError
from app.printing.batches.repository import BatchRepository


def resume_batch(session: Session, batch_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Let the cards of a stopped batch be printed again; it was released before.

    Raises:
        NotFoundError: `no_such_batch` at this desk.
        ConflictError: `batch_is_` and its state, or `batch_not_released`: it waits for a second
            person.
    """
    session.write()
    batches = BatchRepository(session)
    batch = batches.lock(batch_id, site=actor.site)
    if batch.releaser_id is None:
        raise ConflictError("batch_not_released")
    batches.move(batch, BatchState.RELEASED)
    record_event(session, Act.BATCH_RESUMED, by=actor, now=now, subject=batch.subject)

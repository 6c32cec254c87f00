"""A second person lets a batch be printed."""

from datetime import datetime
from uuid import UUID

from app.audit import Act, RefusedAct, record_event
from app.core.print_room import BatchState
from app.kit.actor import Actor
from app.kit.db import Session
from app.kit.errors import ConflictError, ForbiddenError
from app.printing.batches.repository import BatchRepository


def release_batch(session: Session, batch_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Release a batch that somebody else has made.

    Raises:
        NotFoundError: `no_such_batch` at this desk.
        ConflictError: `batch_is_` and its state, or `batch_was_released`: it is only stopped.
        ForbiddenError: `own_batch`: the person made it, whatever the account.
    """
    session.write()
    batches = BatchRepository(session)
    batch = batches.lock(batch_id, site=actor.site)
    if batch.state != BatchState.HELD:
        raise ConflictError(f"batch_is_{batch.state}")
    if batch.releaser_id is not None:
        raise ConflictError("batch_was_released")
    if batch.maker_id == actor.person_id:
        blocked = RefusedAct(
            Act.RELEASE_BLOCKED, by=actor, reason="own_batch", subject=batch.subject
        )
        raise ForbiddenError("own_batch", event=blocked)
    batches.move(batch, BatchState.RELEASED, releaser_id=actor.person_id)
    record_event(session, Act.BATCH_RELEASED, by=actor, now=now, subject=batch.subject)

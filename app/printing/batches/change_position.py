"""Change the place of a card that was not printed yet: when it comes, or whether."""

from datetime import datetime
from uuid import UUID

from app.audit import Act, record_event
from app.core.lifecycle import PrintJobState
from app.core.print_room import PrintPriority
from app.kit.actor import Actor
from app.kit.db import Session
from app.kit.errors import ConflictError, NotFoundError
from app.printing.batches.models import PrintBatch, PrintPosition
from app.printing.batches.repository import BatchRepository
from app.printing.repository import PrintJobRepository


def set_priority(
    session: Session,
    batch_id: UUID,
    job_id: UUID,
    *,
    priority: PrintPriority,
    actor: Actor,
    now: datetime,
) -> None:
    """Let a card come earlier or later.

    Raises:
        NotFoundError: `no_such_batch`, or `no_such_print_job` in it.
        ConflictError: `print_job_is_` and its state: it does not wait any more.
    """
    session.write()
    batch, position = _waiting(session, batch_id, job_id, actor)
    position.priority = priority.value
    record_event(
        session,
        Act.BATCH_CHANGED,
        by=actor,
        now=now,
        subject=batch.subject,
        reason=priority.value,
    )


def take_out(
    session: Session, batch_id: UUID, job_id: UUID, *, actor: Actor, now: datetime
) -> None:
    """Take a card out of its batch; its print stays queued and may come with another batch.

    Raises:
        NotFoundError: `no_such_batch`, or `no_such_print_job` in it.
        ConflictError: `print_job_is_` and its state: it does not wait any more.
    """
    session.write()
    batch, position = _waiting(session, batch_id, job_id, actor)
    BatchRepository(session).take_out(position)
    record_event(
        session, Act.BATCH_CHANGED, by=actor, now=now, subject=batch.subject, reason="taken_out"
    )


def _waiting(
    session: Session, batch_id: UUID, job_id: UUID, actor: Actor
) -> tuple[PrintBatch, PrintPosition]:
    batches = BatchRepository(session)
    batch = batches.lock(batch_id, site=actor.site)
    job = PrintJobRepository(session).lock(job_id, site=actor.site)
    position = batches.position_of(job.id)
    if position is None or position.batch_id != batch.id:
        raise NotFoundError("no_such_print_job")
    if job.state != PrintJobState.QUEUED:
        raise ConflictError(f"print_job_is_{job.state}")
    return batch, position

"""Close a batch that adds up: every card of it is printed, spoiled or cancelled."""

from datetime import datetime
from uuid import UUID

from app.audit import Act, Subject, record_event
from app.core.lifecycle import LIVE_CARD_STATES, CardState, PrintJobState
from app.core.print_room import SETTLED_PRINTS, BatchState
from app.kit.actor import Actor
from app.kit.db import Session
from app.kit.errors import RefusedError
from app.printing.batches.repository import BatchRepository, Placed
from app.printing.repository import PrintJobRepository

NAMED = 50


def close_batch(session: Session, batch_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Close a batch for good; the prints of cards that went out of use are cancelled first.

    Raises:
        NotFoundError: `no_such_batch` at this desk.
        ConflictError: `batch_is_closed` already.
        RefusedError: `batch_is_open`; its fields name the numbers of the first cards that are still
            open, and where each stands.
    """
    session.write()
    batches = BatchRepository(session)
    batch = batches.lock(batch_id, site=actor.site)
    still_open = [
        placed
        for placed in batches.positions(batch.id)
        if not _is_settled(session, placed, actor=actor, now=now)
    ]
    if still_open:
        fields = [(each.card.number, f"print_job_is_{each.job.state}") for each in still_open]
        raise RefusedError("batch_is_open", fields=tuple(fields[:NAMED]))
    batches.move(batch, BatchState.CLOSED)
    record_event(session, Act.BATCH_CLOSED, by=actor, now=now, subject=batch.subject)


def _is_settled(session: Session, placed: Placed, *, actor: Actor, now: datetime) -> bool:
    job = placed.job
    if job.state == PrintJobState.QUEUED and CardState(placed.card.state) not in LIVE_CARD_STATES:
        PrintJobRepository(session).move(job, PrintJobState.CANCELLED)
        subject = Subject(card_number=placed.card.number)
        record_event(session, Act.PRINT_CANCELLED, by=actor, now=now, subject=subject)
    return job.state in SETTLED_PRINTS

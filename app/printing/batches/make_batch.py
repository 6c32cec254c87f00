"""Make a batch of the prints that wait at a desk."""

from datetime import datetime
from uuid import UUID, uuid4

from app.audit import Act, record_event
from app.core.print_room import BatchState, PrintPriority
from app.kit.actor import Actor
from app.kit.db import Session
from app.kit.errors import ConflictError
from app.kit.jobs import order_job
from app.printing.ahead import PROVE_BATCH
from app.printing.batches.models import PrintBatch, PrintPosition
from app.printing.batches.repository import BatchRepository
from app.programs import active_program

MAX_SIZE = 1_000


def make_batch(session: Session, *, size: int, actor: Actor, now: datetime) -> UUID:
    """Put the first `size` prints that wait at the actor's desk into a batch; return its id.

    Renewals come last, or else the longest wait comes first. Where the program asks for a second
    person the batch is held until one releases it. Meanwhile a worker proves the cards ahead.

    Raises:
        ConflictError: `nothing_to_print`, or `desk_needed` for somebody who works at all desks.
    """
    if not actor.site:
        raise ConflictError("desk_needed")
    session.write()
    batches = BatchRepository(session)
    waiting = batches.without_batch(actor.site, limit=min(size, MAX_SIZE))
    if not waiting:
        raise ConflictError("nothing_to_print")
    batch = _new_batch(session, actor=actor, now=now)
    batches.add(batch)
    for job, kind in waiting:
        priority = PrintPriority.RENEWAL if kind == "renewal" else PrintPriority.NORMAL
        batches.place(
            PrintPosition(job_id=job.id, batch_id=batch.id, priority=priority.value, report="")
        )
    order_job(session, PROVE_BATCH, batch.id, now=now)
    record_event(session, Act.BATCH_MADE, by=actor, now=now, subject=batch.subject)
    return batch.id


def _new_batch(session: Session, *, actor: Actor, now: datetime) -> PrintBatch:
    needs_second = active_program(session, now).profile.second_person_releases
    return PrintBatch(
        id=uuid4(),
        site=actor.site,
        state=(BatchState.HELD if needs_second else BatchState.RELEASED).value,
        needs_second=needs_second,
        maker_id=actor.person_id,
        releaser_id=None if needs_second else actor.person_id,
        made_at=now,
        version=1,
    )

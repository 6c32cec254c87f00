"""JSON routes for batches of prints."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, status

from app.core.permissions import Permission
from app.kit.actor import Actor
from app.kit.db import Session
from app.kit.guard import Requires
from app.kit.http import DbSession, Now, private
from app.kit.problems import PROBLEMS
from app.printing.batches.change_position import set_priority, take_out
from app.printing.batches.close_batch import close_batch
from app.printing.batches.hold_batch import hold_batch
from app.printing.batches.make_batch import make_batch
from app.printing.batches.release_batch import release_batch
from app.printing.batches.repository import BatchRepository
from app.printing.batches.resume_batch import resume_batch
from app.printing.batches.schemas import BatchCreate, BatchRead, PositionRead, PriorityChange

Viewer = Annotated[Actor, Depends(Requires(Permission.BATCH_VIEW))]
Printer = Annotated[Actor, Depends(Requires(Permission.CARD_PRINT))]
Releaser = Annotated[Actor, Depends(Requires(Permission.PRINT_RELEASE))]
SHOWN = 50

router = APIRouter(
    prefix="/api/print-batches",
    tags=["printing"],
    dependencies=[Depends(private)],
    responses=PROBLEMS,
)


@router.get("")
def list_batches(actor: Viewer, session: DbSession) -> list[BatchRead]:
    """List the batches of this desk: those still open first, the newest first."""
    batches = BatchRepository(session)
    found = batches.newest(actor.site, limit=SHOWN)
    counts = batches.counts([batch.id for batch in found])
    return [BatchRead.of(batch, counts[batch.id]) for batch in found]


@router.post("", status_code=status.HTTP_201_CREATED)
def create_batch(body: BatchCreate, actor: Printer, session: DbSession, now: Now) -> BatchRead:
    """Make a batch of the prints that wait at this desk."""
    batch_id = make_batch(session, size=body.size, actor=actor, now=now)
    return _read(session, batch_id, actor)


@router.get("/{batch_id}")
def read_batch(batch_id: UUID, actor: Viewer, session: DbSession) -> BatchRead:
    """Say where a batch stands."""
    return _read(session, batch_id, actor)


@router.get("/{batch_id}/cards")
def list_positions(batch_id: UUID, actor: Viewer, session: DbSession) -> list[PositionRead]:
    """List the cards of a batch in the order in which they are printed."""
    batches = BatchRepository(session)
    batch = batches.get(batch_id, site=actor.site)
    return [PositionRead.of(placed) for placed in batches.positions(batch.id)]


@router.post("/{batch_id}/release")
def create_release(batch_id: UUID, actor: Releaser, session: DbSession, now: Now) -> BatchRead:
    """Let a batch that somebody else has made be printed."""
    release_batch(session, batch_id, actor=actor, now=now)
    return _read(session, batch_id, actor)


@router.post("/{batch_id}/hold")
def create_hold(batch_id: UUID, actor: Printer, session: DbSession, now: Now) -> BatchRead:
    """Stop a batch: no further card of it is printed."""
    hold_batch(session, batch_id, actor=actor, now=now)
    return _read(session, batch_id, actor)


@router.post("/{batch_id}/resumption")
def create_resumption(batch_id: UUID, actor: Printer, session: DbSession, now: Now) -> BatchRead:
    """Go on with a batch that was stopped."""
    resume_batch(session, batch_id, actor=actor, now=now)
    return _read(session, batch_id, actor)


@router.post("/{batch_id}/closure")
def create_closure(batch_id: UUID, actor: Printer, session: DbSession, now: Now) -> BatchRead:
    """Close a batch that adds up; otherwise `fields` names the cards that are still open."""
    close_batch(session, batch_id, actor=actor, now=now)
    return _read(session, batch_id, actor)


@router.put("/{batch_id}/cards/{job_id}/priority", status_code=status.HTTP_204_NO_CONTENT)
def change_priority(
    batch_id: UUID, job_id: UUID, body: PriorityChange, actor: Printer, session: DbSession, now: Now
) -> None:
    """Let a card that waits come earlier or later."""
    set_priority(session, batch_id, job_id, priority=body.priority, actor=actor, now=now)


@router.delete("/{batch_id}/cards/{job_id}", status_code=status.HTTP_204_NO_CONTENT)
def delete_position(
    batch_id: UUID, job_id: UUID, actor: Printer, session: DbSession, now: Now
) -> None:
    """Take a card that waits out of the batch; its print stays queued."""
    take_out(session, batch_id, job_id, actor=actor, now=now)


def _read(session: Session, batch_id: UUID, actor: Actor) -> BatchRead:
    batches = BatchRepository(session)
    batch = batches.get(batch_id, site=actor.site)
    return BatchRead.of(batch, batches.counts([batch.id])[batch.id])

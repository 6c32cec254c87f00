"""Sign first: nobody can find this card of a bundle."""

from datetime import datetime
from uuid import UUID, uuid4

from app.audit import Act, record_event
from app.cards import SpoilReason
from app.kit.actor import Actor
from app.kit.db import Session
from app.kit.errors import ConflictError
from app.printing.write_offs.missing_piece import missing_piece
from app.printing.write_offs.models import WriteOff
from app.printing.write_offs.repository import WriteOffRepository


def open_write_off(
    session: Session,
    bundle_id: UUID,
    job_id: UUID,
    *,
    reason: SpoilReason,
    actor: Actor,
    now: datetime,
) -> None:
    """Note under one signature that a card is not to be found; nothing else changes yet.

    Raises:
        NotFoundError: `no_such_bundle` at this desk; `no_such_print_job` in it.
        ConflictError: `piece_not_missing`; `write_off_is_open` already.
    """
    session.write()
    _, (piece, _, _) = missing_piece(session, bundle_id, job_id, site=actor.site, now=now)
    write_offs = WriteOffRepository(session)
    if write_offs.of_piece(piece.id) is not None:
        raise ConflictError("write_off_is_open")
    write_off = WriteOff(
        id=uuid4(),
        piece_id=piece.id,
        reason=reason.value,
        first_person_id=actor.person_id,
        second_person_id=None,
        opened_at=now,
        done_at=None,
        version=1,
    )
    write_offs.add(write_off)
    subject = write_off.subject
    record_event(
        session, Act.WRITE_OFF_OPENED, by=actor, now=now, subject=subject, reason=reason.value
    )

"""Sign second: I cannot find this card either, and I am another person."""

from datetime import datetime
from uuid import UUID

from app.audit import Act, RefusedAct, record_event
from app.core.bureau import Balance, CardOutcome, Outcome
from app.kit.actor import Actor
from app.kit.db import Session
from app.kit.errors import ForbiddenError, NotFoundError
from app.printing.bureaus.balance_bundle import balance_bundle
from app.printing.bureaus.settle_piece import settle_piece
from app.printing.write_offs.missing_piece import missing_piece
from app.printing.write_offs.models import WriteOff
from app.printing.write_offs.repository import WriteOffRepository


def confirm_write_off(
    session: Session, bundle_id: UUID, job_id: UUID, *, actor: Actor, now: datetime
) -> Balance:
    """Let a card count as spoiled for good and return what of its bundle is still open.

    Its number goes to the status list at once, its application can be issued again. What a later
    receipt says about it changes nothing; a piece that turns up is destroyed.

    Raises:
        NotFoundError: `no_such_bundle` at this desk; `no_such_print_job` in it; nobody has signed
            first (`no_such_write_off`).
        ForbiddenError: `second_person_needed`: the first signature is of the same person, whatever
            account was used. That is on record.
        ConflictError: `piece_not_missing` any more.
    """
    session.write()
    bundle, row = missing_piece(session, bundle_id, job_id, site=actor.site, now=now)
    write_offs = WriteOffRepository(session)
    write_off = write_offs.of_piece(row[0].id)
    if write_off is None:
        raise NotFoundError("no_such_write_off")
    _require_another_person(write_off, actor)
    write_offs.sign(write_off, second_person_id=actor.person_id, done_at=now)
    outcome = CardOutcome(number=row[2].number, outcome=Outcome.SPOILED, reason=write_off.reason)
    settle_piece(session, row, outcome, is_code_read=False, actor=actor, now=now)
    balance = balance_bundle(session, bundle)
    record_event(
        session,
        Act.WRITE_OFF_CONFIRMED,
        by=actor,
        now=now,
        subject=write_off.subject,
        reason=write_off.reason,
    )
    return balance


def _require_another_person(write_off: WriteOff, actor: Actor) -> None:
    if write_off.first_person_id != actor.person_id:
        return
    refused = RefusedAct(
        Act.WRITE_OFF_CONFIRMED,
        by=actor,
        reason="second_person_needed",
        subject=write_off.subject,
    )
    raise ForbiddenError("second_person_needed", event=refused)

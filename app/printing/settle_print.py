"""Somebody has looked for the printed piece: it is good, it is spoiled, or it is not there."""

from datetime import datetime
from uuid import UUID

from app.audit import Act, Subject, record_event
from app.cards import CardRepository, SpoilReason, mark_card_printed, spoil_card
from app.core.lifecycle import PrintJobState
from app.core.program import Rung
from app.kit.actor import Doer
from app.kit.clock import today_in
from app.kit.db import Session
from app.kit.errors import RefusedError
from app.printing.bureaus.require_here import require_here
from app.printing.repository import PrintJobRepository
from app.programs import active_program


def confirm_print(session: Session, job_id: UUID, *, actor: Doer, now: datetime) -> None:
    """Mark a sent job and its card as printed; from here the retention rung holds.

    Raises:
        NotFoundError: no such job at this desk.
        ConflictError: the job was not sent or is at a bureau, or the card was taken out of use.
        RefusedError: `rung_not_enforced`: the program asks for a rung that is not built.
    """
    session.write()
    if active_program(session, now).profile.retention.rung is not Rung.R4:
        raise RefusedError("rung_not_enforced")
    jobs = PrintJobRepository(session)
    job = jobs.lock(job_id, site=actor.site)
    require_here(session, job.id)
    today = today_in(session.seals.time_zone, now)
    jobs.move(job, PrintJobState.PRINTED, printed_on=today)
    mark_card_printed(session, job.card_id, actor=actor, now=now)


def spoil_print(
    session: Session, job_id: UUID, *, reason: SpoilReason, actor: Doer, now: datetime
) -> None:
    """Mark a sent job and its card as spoiled; the application can be issued again.

    Raises:
        NotFoundError: no such job at this desk.
        ConflictError: the job was not sent, or it is at a bureau.
    """
    session.write()
    jobs = PrintJobRepository(session)
    job = jobs.lock(job_id, site=actor.site)
    require_here(session, job.id)
    jobs.move(job, PrintJobState.SPOILED, reason=reason.value)
    spoil_card(session, job.card_id, reason=reason, actor=actor, now=now)


def miss_print(session: Session, job_id: UUID, *, actor: Doer, now: datetime) -> None:
    """Note that a card that was sent is not there; found later, it is confirmed or spoiled.

    Raises:
        NotFoundError: no such job at this desk.
        ConflictError: the job was not sent, is settled, or is at a bureau.
    """
    session.write()
    jobs = PrintJobRepository(session)
    job = jobs.lock(job_id, site=actor.site)
    require_here(session, job.id)
    if job.state == PrintJobState.MISSING:
        return
    jobs.move(job, PrintJobState.MISSING)
    card = CardRepository(session).get(job.card_id, site=actor.site)
    subject = Subject(card_number=card.number)
    record_event(session, Act.CARD_MISSING, by=actor, now=now, subject=subject)

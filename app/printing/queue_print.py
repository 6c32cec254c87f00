"""Queue the print of an issued card."""

from datetime import datetime
from uuid import UUID, uuid4

from app.audit import Act, Subject, record_event
from app.cards import CardRepository
from app.core.lifecycle import CardState, PrintJobState
from app.kit.actor import Actor
from app.kit.db import Session
from app.kit.errors import ConflictError
from app.printing.models import PrintJob
from app.printing.repository import PrintJobRepository


def queue_print(session: Session, card_id: UUID, *, actor: Actor, now: datetime) -> UUID:
    """Return the id of the card's open print job, made now unless it was there.

    Raises:
        NotFoundError: no such card at this desk.
        ConflictError: the card does not wait for a print.
    """
    session.write()
    card = CardRepository(session).lock(card_id, site=actor.site)
    jobs = PrintJobRepository(session)
    job = jobs.open_job_of(card.id)
    if job is not None:
        return job.id
    if card.state != CardState.ISSUED:
        raise ConflictError(f"card_is_{card.state}")
    job = PrintJob(
        id=uuid4(),
        card_id=card.id,
        site=card.site,
        state=PrintJobState.QUEUED.value,
        reason="",
        version=1,
        queued_at=now,
    )
    jobs.add(job)
    subject = Subject(card_number=card.number)
    record_event(session, Act.PRINT_QUEUED, by=actor, now=now, subject=subject)
    return job.id

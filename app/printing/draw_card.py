"""Draw the card of a print job: the bytes leave once per request and are stored nowhere."""

from datetime import datetime
from uuid import UUID

from app.audit import Act, Subject, record_event
from app.cards import Card, CardRepository
from app.core.lifecycle import CardState, PrintJobState
from app.core.rendering.card import draw_card
from app.kit.actor import Actor, Doer
from app.kit.db import Session
from app.kit.errors import ConflictError
from app.printing.batches.require_released import require_released
from app.printing.bureaus.require_here import require_here
from app.printing.card_content import content_of_card
from app.printing.models import PrintJob
from app.printing.printers import PrinterSetting
from app.printing.proof import draw_proved
from app.printing.repository import PrintJobRepository
from app.vault import Vault


def draw_card_of_job(
    session: Session,
    job_id: UUID,
    *,
    vault: Vault,
    actor: Actor,
    now: datetime,
    printer: PrinterSetting | None = None,
) -> bytes:
    """Return front and back of the card as a two-page PDF and mark the job as sent.

    A printer says how it is moved, scaled and coloured.

    Raises:
        NotFoundError: no such job at this desk.
        ConflictError: the job is finished, at a bureau or with a print agent, the card does not
            wait for a print, or a second person has to release it first.
        RefusedError: `proof_failed`: the finished card is not what it has to be; it is not
            released, the job stays where it is, and element and reason go on record.
    """
    card = card_to_print(session, job_id, actor, now)
    drawn_version = card.version  # the row itself is read anew below, into the same object
    pdf = drawing_of(session, card, vault=vault, actor=actor, printer=printer)
    session.write()
    # Drawing took its time outside the write transaction: look again at what it rested on, with the
    # print locked first, or a bundle could take it between the look and the lock.
    job = PrintJobRepository(session).lock(job_id, site=actor.site)
    again = card_to_print(session, job_id, actor, now)
    if again.version != drawn_version:
        raise ConflictError("card_changed")
    note_drawn(session, job, again, actor=actor, now=now)
    return pdf


def note_drawn(session: Session, job: PrintJob, card: Card, *, actor: Actor, now: datetime) -> None:
    """Put on record that a card was drawn to be printed.

    Raises:
        ConflictError: the job is finished, or somebody else was faster.
    """
    PrintJobRepository(session).move(job, PrintJobState.SENT)
    subject = Subject(card_number=card.number)
    record_event(session, Act.CARD_DRAWN, by=actor, now=now, subject=subject)


def card_to_print(session: Session, job_id: UUID, actor: Actor, now: datetime) -> Card:
    """Return the card of a print that may be drawn at this desk.

    Raises:
        NotFoundError: no such job at this desk.
        ConflictError: the job is finished or at a bureau, the card does not wait for a print, or
            a second person has to release it first (`batch_not_released`, `batch_needed`).
    """
    job = PrintJobRepository(session).get(job_id, site=actor.site)
    require_here(session, job.id)
    if job.state not in {PrintJobState.QUEUED, PrintJobState.SENT}:
        raise ConflictError(f"print_job_is_{job.state}")
    if job.lease_id is not None:
        raise ConflictError("print_is_with_agent")
    require_released(session, job.id, now=now)
    card = CardRepository(session).get(job.card_id, site=actor.site)
    if card.state != CardState.ISSUED:
        raise ConflictError(f"card_is_{card.state}")
    return card


def drawing_of(
    session: Session,
    card: Card,
    *,
    vault: Vault,
    actor: Doer,
    printer: PrinterSetting | None = None,
) -> bytes:
    """Return front and back of a card as a two-page PDF that has passed the proof.

    It is proved as the design has it, and then drawn in the colours and the place of a printer.

    Raises:
        RefusedError: `proof_failed`.
        UnavailableError: `card_data_not_kept`.
    """
    design, content = content_of_card(session, card, vault=vault)
    pdf = draw_proved(design, content, card_number=card.number, actor=actor)
    if printer is None:
        return pdf
    return draw_card(printer.coloured(design), content, adjustment=printer.adjustment)

"""What a bureau's word on one card means here."""

from datetime import datetime

from app.audit import Act, Subject, record_event
from app.cards import SpoilReason
from app.core.bureau import BundleCardState, CardOutcome, Outcome
from app.core.lifecycle import CardState, PrintJobState
from app.kit.actor import Actor
from app.kit.db import Session
from app.printing.bureaus.repository import BundleRepository, Piece
from app.printing.models import PrintJob
from app.printing.repository import PrintJobRepository
from app.printing.settle_print import confirm_print, spoil_print


def settle_piece(
    session: Session,
    row: Piece,
    outcome: CardOutcome,
    *,
    is_code_read: bool,
    actor: Actor,
    now: datetime,
) -> None:
    """Settle a card of a bundle, its print and the card itself.

    A card that is paused meanwhile keeps its print open: when the pause is lifted, whoever has the
    piece in hand confirms or spoils it at the desk. One that is out of use for good stays so.
    """
    session.write()
    piece, job, card = row
    state = BundleCardState(outcome.outcome.value)
    is_read_back = is_code_read and outcome.outcome is Outcome.PRINTED
    BundleRepository(session).settle(piece, state, reason=outcome.reason, is_code_read=is_read_back)
    if outcome.outcome is Outcome.MISSING:
        PrintJobRepository(session).move(job, PrintJobState.MISSING)
        subject = Subject(card_number=card.number)
        record_event(session, Act.CARD_MISSING, by=actor, now=now, subject=subject)
    elif card.state != CardState.SUSPENDED:
        _settle_print(
            session, job, outcome, is_live=card.state == CardState.ISSUED, actor=actor, now=now
        )


def _settle_print(
    session: Session,
    job: PrintJob,
    outcome: CardOutcome,
    *,
    is_live: bool,
    actor: Actor,
    now: datetime,
) -> None:
    if outcome.outcome is Outcome.SPOILED:
        reason = SpoilReason(outcome.reason)
        spoil_print(session, job.id, reason=reason, actor=actor, now=now)
    elif is_live:
        confirm_print(session, job.id, actor=actor, now=now)
    else:  # the card was revoked meanwhile: the piece is there, and is to be destroyed
        PrintJobRepository(session).move(job, PrintJobState.PRINTED)

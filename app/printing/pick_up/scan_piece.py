"""Scan a printed card once: its code is the one that was signed for it, and now it is ready.

What is scanned is compared, byte for byte, with the token that is kept sealed. That one was checked
as a verifier would when it was made, so whatever equals it verifies.
"""

import hmac
from datetime import datetime
from uuid import UUID

from app.audit import Act, Subject, record_event
from app.cards import Card, CardRepository
from app.core.credential import PrintedCodeError, ScannedText, read_printed_code
from app.core.lifecycle import CardState, PrintJobState
from app.core.piece import PiecePlace
from app.kit.actor import Actor
from app.kit.clock import today_in
from app.kit.db import Session
from app.kit.errors import ConflictError, NotFoundError, RefusedError
from app.printing.pick_up.repository import PieceRepository
from app.printing.repository import PrintJobRepository
from app.printing.settle_print import confirm_print
from app.programs import active_program
from app.vault import Label, Vault

# What is said of a card that waits for no scan; a piece of it should not lie here.
NOT_TO_SCAN = {
    CardState.SUSPENDED: "piece_of_paused_card",
    CardState.ACTIVE: "piece_given_out",
    CardState.SPOILED: "piece_out_of_use",
    CardState.REPLACED: "piece_out_of_use",
    CardState.REVOKED: "piece_out_of_use",
}


def scan_piece(
    session: Session,
    text: str,
    *,
    expected: UUID | None = None,
    vault: Vault,
    actor: Actor,
    now: datetime,
) -> Card:
    """Confirm the print of the scanned card, put its piece in the drawer, and return the card.

    `expected` is the card somebody means to scan; the code of another one is refused.

    Raises:
        RefusedError: `code_unreadable`, `code_of_no_card` of this desk, `code_of_another_card`, or
            `code_differs` from what was signed.
        ConflictError: `piece_scanned_already`, `piece_not_sent` to a printer, or one of
            `NOT_TO_SCAN`.
    """
    session.write()
    number, cose = _read(session, text, now)
    card = _card_of(session, number, actor)
    if expected not in {None, card.id}:
        raise RefusedError("code_of_another_card")
    if not hmac.compare_digest(vault.read(session, card.id, Label.CREDENTIAL) or b"", cose):
        raise RefusedError("code_differs")
    _require_to_scan(session, card)
    if card.state == CardState.ISSUED:
        _confirm(session, card, actor=actor, now=now)
    today = today_in(session.seals.time_zone, now)
    PieceRepository(session).put(card, PiecePlace.READY, today=today)
    subject = Subject(card_number=card.number)
    record_event(session, Act.PIECE_READY, by=actor, now=now, subject=subject)
    return card


def _read(session: Session, text: str, now: datetime) -> tuple[str, bytes]:
    issuer = active_program(session, now).profile.issuer.url
    try:
        return read_printed_code(ScannedText(text), issuer=issuer)
    except PrintedCodeError as error:
        raise RefusedError("code_unreadable") from error


def _card_of(session: Session, number: str, actor: Actor) -> Card:
    """Return the card, locked; its print first, as whoever reports or confirms it does."""
    cards, jobs = CardRepository(session), PrintJobRepository(session)
    try:
        card_id = cards.find(number).id
        if (job := jobs.open_job_of(card_id)) is not None:
            jobs.lock(job.id, site=actor.site)
        return cards.lock(card_id, site=actor.site)
    except NotFoundError as error:
        raise RefusedError("code_of_no_card") from error


def _require_to_scan(session: Session, card: Card) -> None:
    reason = NOT_TO_SCAN.get(CardState(card.state))
    if reason is not None:
        raise ConflictError(reason)
    if PieceRepository(session).of_card(card.id) is not None:
        raise ConflictError("piece_scanned_already")


def _confirm(session: Session, card: Card, *, actor: Actor, now: datetime) -> None:
    job = PrintJobRepository(session).open_job_of(card.id)
    if job is None or job.state not in {PrintJobState.SENT, PrintJobState.MISSING}:
        raise ConflictError("piece_not_sent")
    confirm_print(session, job.id, actor=actor, now=now)

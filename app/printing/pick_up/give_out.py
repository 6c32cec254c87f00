"""A card leaves its desk, in the holder's hand or in the mail; from here it is in use."""

from datetime import datetime
from uuid import UUID

from app.audit import Act, Subject, record_event
from app.cards import Card, CardRepository, hand_over_card
from app.core.lifecycle import CardState
from app.core.piece import PiecePlace
from app.kit.actor import Actor
from app.kit.clock import today_in
from app.kit.db import Session
from app.kit.errors import ConflictError
from app.printing.pick_up.repository import PieceRepository
from app.printing.pick_up.require_scan import require_scan
from app.programs import active_program

ACTS = {PiecePlace.HANDED_OVER: Act.PIECE_HANDED_OVER, PiecePlace.MAILED: Act.PIECE_MAILED}


def give_out(
    session: Session, card_id: UUID, place: PiecePlace, *, actor: Actor, now: datetime
) -> Card:
    """Move a card and its piece out of the house; `place` is handed over or mailed.

    Raises:
        NotFoundError: no such card at this desk.
        ConflictError: `scan_needed`, or the card or its piece is not to be had.
    """
    session.write()
    card = CardRepository(session).lock(card_id, site=actor.site)
    pieces = PieceRepository(session)
    piece = pieces.of_card(card_id)
    if piece is not None and card.state == CardState.ACTIVE:
        _require_back(piece.place)
    else:
        require_scan(session, card, piece, program=active_program(session, now))
        hand_over_card(session, card_id, actor=actor, now=now)
    pieces.put(card, place, today=today_in(session.seals.time_zone, now))
    subject = Subject(card_number=card.number)
    record_event(session, ACTS[place], by=actor, now=now, subject=subject)
    return card


def _require_back(place: str) -> None:
    if place != PiecePlace.CAME_BACK:
        raise ConflictError(f"card_is_{CardState.ACTIVE.value}")

"""Take a card back that the mail could not deliver."""

from datetime import datetime
from uuid import UUID

from app.audit import Act, Subject, record_event
from app.cards import Card, CardRepository
from app.core.piece import PiecePlace
from app.kit.actor import Actor
from app.kit.clock import today_in
from app.kit.db import Session
from app.kit.errors import ConflictError
from app.printing.pick_up.repository import PieceRepository


def take_back_piece(session: Session, card_id: UUID, *, actor: Actor, now: datetime) -> Card:
    """Put a mailed card in the drawer of its desk; it stays in use and waits for its holder.

    Raises:
        NotFoundError: no such card at this desk.
        ConflictError: `piece_not_mailed`, or `piece_is_` and its place.
    """
    session.write()
    card = CardRepository(session).lock(card_id, site=actor.site)
    pieces = PieceRepository(session)
    if pieces.of_card(card_id) is None:
        raise ConflictError("piece_not_mailed")
    pieces.put(card, PiecePlace.CAME_BACK, today=today_in(session.seals.time_zone, now))
    subject = Subject(card_number=card.number)
    record_event(session, Act.PIECE_CAME_BACK, by=actor, now=now, subject=subject)
    return card

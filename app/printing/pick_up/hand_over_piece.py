"""Hand a card to its holder at the desk."""

from datetime import datetime
from uuid import UUID

from app.cards import Card
from app.core.piece import PiecePlace
from app.kit.actor import Actor
from app.kit.db import Session
from app.printing.pick_up.give_out import give_out


def hand_over_piece(session: Session, card_id: UUID, *, actor: Actor, now: datetime) -> Card:
    """Note that the holder has the card, fresh or back from the mail; see `give_out`."""
    return give_out(session, card_id, PiecePlace.HANDED_OVER, actor=actor, now=now)

"""Give a card to the mail."""

from datetime import datetime
from uuid import UUID

from app.cards import Card
from app.core.piece import PiecePlace
from app.kit.actor import Actor
from app.kit.db import Session
from app.printing.pick_up.give_out import give_out


def mail_piece(session: Session, card_id: UUID, *, actor: Actor, now: datetime) -> Card:
    """Note that the mail has the card since today; see `give_out`."""
    return give_out(session, card_id, PiecePlace.MAILED, actor=actor, now=now)

"""Hand a printed card to its holder, over the desk or by mail."""

from datetime import datetime
from uuid import UUID

from app.audit import Act
from app.cards.change_card import CardChange, change_card
from app.cards.models import Card
from app.core.lifecycle import CardState
from app.kit.actor import Actor
from app.kit.db import Session

HAND_OVER = CardChange(
    act=Act.CARD_HANDED_OVER, sources=frozenset({CardState.PRINTED}), target=CardState.ACTIVE
)


def hand_over_card(session: Session, card_id: UUID, *, actor: Actor, now: datetime) -> Card:
    """Note that the holder, or the mail, has the card."""
    return change_card(session, card_id, HAND_OVER, actor=actor, now=now)

"""Lift a pause on sight of card and face: the card counts again, without a fee or a question."""

from datetime import datetime
from uuid import UUID

from app.audit import Act
from app.cards.change_card import CardChange, change_card
from app.cards.models import Card
from app.core.lifecycle import CardState
from app.kit.actor import Actor
from app.kit.db import Session

LIFT = CardChange(
    act=Act.CARD_LIFTED,
    sources=frozenset({CardState.SUSPENDED}),
    target=None,
    at_any_desk=True,
)


def lift_card(session: Session, card_id: UUID, *, actor: Actor, now: datetime) -> Card:
    """Put a suspended card, of whatever desk, back into the state it was paused from."""
    return change_card(session, card_id, LIFT, actor=actor, now=now)

"""End a card that nobody fetched; its holder can have another one made."""

from datetime import datetime
from uuid import UUID

from app.audit import Act
from app.cards.change_card import CardChange, change_card
from app.cards.models import Card
from app.core.lifecycle import CardState
from app.kit.actor import Actor
from app.kit.db import Session

# No reason for the register: nobody did anything wrong. The log of pieces says why.
UNFETCHED = CardChange(
    act=Act.CARD_REVOKED,
    sources=frozenset({CardState.PRINTED, CardState.ACTIVE, CardState.SUSPENDED}),
    target=CardState.REVOKED,
)


def end_unfetched_card(session: Session, card_id: UUID, *, actor: Actor, now: datetime) -> Card:
    """Revoke a card whose piece is about to be destroyed; its application stays answered."""
    return change_card(session, card_id, UNFETCHED, actor=actor, now=now)

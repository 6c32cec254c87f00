"""Take a card out of use for good."""

from datetime import datetime
from uuid import UUID

from app.audit import Act
from app.cards.change_card import CardChange, change_card
from app.cards.models import Card
from app.cards.reasons import RevocationReason
from app.core.lifecycle import CARD_MOVES, CardState, sources_of
from app.kit.actor import Actor
from app.kit.db import Session


def revoke_card(
    session: Session, card_id: UUID, *, reason: RevocationReason, actor: Actor, now: datetime
) -> Card:
    """Revoke a card for a coded reason; see `change_card` for what is refused."""
    change = CardChange(
        act=Act.CARD_REVOKED,
        sources=sources_of(CARD_MOVES, CardState.REVOKED),
        target=CardState.REVOKED,
        reason=reason.value,
    )
    return change_card(session, card_id, change, actor=actor, now=now)

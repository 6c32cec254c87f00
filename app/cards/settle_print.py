"""What a finished print means for its card: printed well, or spoiled and to be issued again."""

from datetime import datetime
from uuid import UUID

from app.applications import ApplicationRepository
from app.audit import Act
from app.cards.change_card import CardChange, change_card
from app.cards.models import Card
from app.cards.reasons import SpoilReason
from app.cards.repository import CardRepository
from app.core.lifecycle import CARD_MOVES, ApplicationState, CardState, sources_of
from app.kit.actor import Doer
from app.kit.db import Session

GOOD_PRINT = CardChange(
    act=Act.CARD_PRINTED, sources=frozenset({CardState.ISSUED}), target=CardState.PRINTED
)


def mark_card_printed(session: Session, card_id: UUID, *, actor: Doer, now: datetime) -> Card:
    """Move an issued card to printed: somebody has looked at the piece and it is good."""
    return change_card(session, card_id, GOOD_PRINT, actor=actor, now=now)


def spoil_card(
    session: Session, card_id: UUID, *, reason: SpoilReason, actor: Doer, now: datetime
) -> Card:
    """Take a spoiled piece out of use and put its application back to approved.

    The next card has a new number, a new place in the status list and a new token. A card that was
    revoked or replaced in the meantime stays so, and its application stays as it is.

    Raises:
        ConflictError: `card_is_` and its state: it is spoiled already, paused, or handed over.
    """
    session.write()
    card = CardRepository(session).lock(card_id, site=actor.site)
    if card.state in {CardState.REVOKED, CardState.REPLACED}:
        return card
    change = CardChange(
        act=Act.CARD_SPOILED,
        sources=sources_of(CARD_MOVES, CardState.SPOILED),
        target=CardState.SPOILED,
        reason=reason.value,
    )
    if CardState(card.state) in change.sources:
        applications = ApplicationRepository(session)
        applications.move(applications.lock_by_id(card.application_id), ApplicationState.APPROVED)
    return change_card(session, card_id, change, actor=actor, now=now)

"""Order another card: the old one ends and its application waits at the printer again."""

from datetime import datetime
from uuid import UUID

from app.applications import ApplicationRepository
from app.cards import ReprintReason, replace_card
from app.kit.actor import Actor
from app.kit.db import Session
from app.vault import Vault


def reprint_card(
    session: Session,
    card_id: UUID,
    *,
    reason: ReprintReason,
    vault: Vault,
    actor: Actor,
    now: datetime,
) -> str:
    """Return the number of the application of which the next card is to be made.

    For what is refused see `replace_card`.
    """
    card = replace_card(session, card_id, reason=reason, vault=vault, actor=actor, now=now)
    return ApplicationRepository(session).get_by_id(card.application_id).number

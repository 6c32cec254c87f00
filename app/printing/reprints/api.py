"""The JSON route that orders another card."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict

from app.cards import CardRepository, ReprintReason
from app.core.permissions import Permission
from app.kit.actor import Actor
from app.kit.guard import Requires
from app.kit.http import DbSession, Now, from_state, private
from app.kit.problems import PROBLEMS
from app.printing.reprints.reprint_card import reprint_card
from app.vault import Vault


class ReprintCreate(BaseModel):
    """Why another card is made."""

    model_config = ConfigDict(extra="forbid")

    reason: ReprintReason


class ReprintRead(BaseModel):
    """Where the old card stands now, and the application that waits for its next card."""

    card_id: UUID
    state: str
    application: str


router = APIRouter(
    prefix="/api/cards", tags=["cards"], dependencies=[Depends(private)], responses=PROBLEMS
)


@router.post("/{card_id}/reprint")
def create_reprint(
    card_id: UUID,
    body: ReprintCreate,
    actor: Annotated[Actor, Depends(Requires(Permission.CARD_REPRINT))],
    session: DbSession,
    vault: Annotated[Vault, Depends(from_state("vault"))],
    now: Now,
) -> ReprintRead:
    """End a card for a coded reason, so that the next one can be made under a new number."""
    number = reprint_card(session, card_id, reason=body.reason, vault=vault, actor=actor, now=now)
    card = CardRepository(session).get(card_id, site=actor.site)
    return ReprintRead(card_id=card.id, state=card.state, application=number)

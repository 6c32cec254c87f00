"""The form on a card's page that orders another card."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request, Response

from app.cards import ReprintReason
from app.cards.pages import show_registered
from app.core.permissions import Permission
from app.kit.actor import Actor
from app.kit.errors import RefusedError
from app.kit.guard import Requires
from app.kit.html import see_other
from app.kit.http import DbSession, Now, attempt, from_state
from app.printing.reprints.reprint_card import reprint_card
from app.vault import Vault

router = APIRouter(include_in_schema=False)


@router.post("/cards/{card_id}/reprint")
def reprint(
    request: Request,
    card_id: UUID,
    actor: Annotated[Actor, Depends(Requires(Permission.CARD_REPRINT))],
    session: DbSession,
    vault: Annotated[Vault, Depends(from_state("vault"))],
    now: Now,
    reason: Annotated[str, Form()] = "",
) -> Response:
    """End a card for a coded reason and go on to the list of cards to make."""

    def act() -> None:
        if reason not in set(ReprintReason):
            raise RefusedError("unknown_reason")
        chosen = ReprintReason(reason)
        reprint_card(session, card_id, reason=chosen, vault=vault, actor=actor, now=now)

    refusal = attempt(request, session, act)
    if refusal is not None:
        return show_registered(
            request, session, card_id, actor=actor, refusal=refusal, field="reprint_reason"
        )
    may_make = actor.may(Permission.CARD_PRINT)
    return see_other("/print?state=approved" if may_make else f"/cards/{card_id}")

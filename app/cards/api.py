"""JSON routes for cards."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Query, Request, Response, status
from pydantic import BaseModel, ConfigDict, Field

from app.cards.draw_receipt import draw_receipt
from app.cards.issue_card import Issuing, issue_card
from app.cards.lift_card import lift_card
from app.cards.models import Card
from app.cards.pause_lost_card import LostCardAnswer, pause_lost_card
from app.cards.reasons import RevocationReason, SuspensionReason
from app.cards.repository import CardRepository
from app.cards.revoke_card import revoke_card
from app.cards.suspend_card import suspend_card
from app.core.lifecycle import CardState
from app.core.permissions import Permission
from app.keys import FindSigningKey
from app.kit.actor import Actor
from app.kit.guard import Requires
from app.kit.html import render
from app.kit.http import DbSession, Now, from_state, private
from app.kit.idempotency import Repeatable, once
from app.kit.problems import PROBLEMS
from app.vault import SystemKey, Vault

InVault = Annotated[Vault, Depends(from_state("vault"))]
SigningKeys = Annotated[FindSigningKey, Depends(from_state("find_signing_key"))]
IdempotencyKey = Annotated[str | None, Header(max_length=200)]


def holder_of(permission: Permission) -> object:
    """Return the dependency that lets holders of a permission through."""
    return Depends(Requires(permission))


class Closed(BaseModel):
    """A body in which unknown fields are refused."""

    model_config = ConfigDict(extra="forbid")


class CardCreate(Closed):
    """Which application to issue a card for."""

    application: Annotated[str, Field(max_length=20)]


class SuspensionCreate(Closed):
    """Why the card is paused."""

    reason: SuspensionReason


class RevocationCreate(Closed):
    """Why the card is out of use for good."""

    reason: RevocationReason


class LostReportCreate(Closed):
    """The tear-off code of a receipt."""

    tear_off_code: Annotated[str, Field(max_length=100)]


class LostReportRead(BaseModel):
    """What became of the card; which card it was is not said."""

    answer: LostCardAnswer


class CardRead(BaseModel):
    """A register entry; nothing about the holder."""

    id: UUID
    number: str
    state: str
    reason: str
    site: str
    expires_month: str
    paused_on: date | None


router = APIRouter(
    prefix="/api/cards", tags=["cards"], dependencies=[Depends(private)], responses=PROBLEMS
)


@router.get("")
def list_cards(
    actor: Annotated[Actor, holder_of(Permission.CARD_LIST)],
    session: DbSession,
    state: Annotated[CardState, Query()] = CardState.ISSUED,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> list[CardRead]:
    """List cards of this desk in one state."""
    return [
        card_read(card) for card in CardRepository(session).at_site(actor.site, state, limit=limit)
    ]


@router.post("", status_code=status.HTTP_201_CREATED)
def create_card(
    body: CardCreate,
    actor: Annotated[Actor, holder_of(Permission.CARD_ISSUE)],
    session: DbSession,
    vault: InVault,
    find_signing_key: SigningKeys,
    now: Now,
    idempotency_key: IdempotencyKey = None,
) -> CardRead:
    """Issue the card of an approved application. A repeated `Idempotency-Key` issues nothing."""
    repeatable = Repeatable(
        key=idempotency_key,
        actor=actor,
        request=["cards", body.application],
        mac_key=vault.keyring.system_key(SystemKey.IDEMPOTENCY),
    )

    def make() -> str:
        issuing = Issuing(vault=vault, find_signing_key=find_signing_key)
        number = body.application
        return str(
            issue_card(session, application_number=number, with_=issuing, actor=actor, now=now)
        )

    card_id = once(session, repeatable, now=now, code=status.HTTP_201_CREATED, make=make)
    return card_read(CardRepository(session).get(UUID(card_id), site=actor.site))


@router.post("/lost-reports")
def create_lost_report(
    body: LostReportCreate,
    actor: Annotated[Actor, holder_of(Permission.CARD_PAUSE_BY_CODE)],
    session: DbSession,
    now: Now,
) -> LostReportRead:
    """Pause the card of a tear-off code for somebody without a phone, whatever desk it is of."""
    return LostReportRead(answer=pause_lost_card(session, body.tear_off_code, by=actor, now=now))


@router.get("/{card_id}")
def read_card(
    card_id: UUID, actor: Annotated[Actor, holder_of(Permission.CARD_LIST)], session: DbSession
) -> CardRead:
    """Say where a card of this desk stands."""
    return card_read(CardRepository(session).get(card_id, site=actor.site))


@router.post("/{card_id}/suspension")
def create_suspension(
    card_id: UUID,
    body: SuspensionCreate,
    actor: Annotated[Actor, holder_of(Permission.CARD_SUSPEND)],
    session: DbSession,
    now: Now,
) -> CardRead:
    """Pause a card; checks answer `suspended` within seconds."""
    return card_read(suspend_card(session, card_id, reason=body.reason, actor=actor, now=now))


@router.delete("/{card_id}/suspension")
def delete_suspension(
    card_id: UUID,
    actor: Annotated[Actor, holder_of(Permission.CARD_LIFT)],
    session: DbSession,
    now: Now,
) -> CardRead:
    """Lift a pause on sight of card and face."""
    return card_read(lift_card(session, card_id, actor=actor, now=now))


@router.post("/{card_id}/revocation")
def create_revocation(
    card_id: UUID,
    body: RevocationCreate,
    actor: Annotated[Actor, holder_of(Permission.CARD_REVOKE)],
    session: DbSession,
    now: Now,
) -> CardRead:
    """Take a card out of use for good."""
    return card_read(revoke_card(session, card_id, reason=body.reason, actor=actor, now=now))


@router.post(
    "/{card_id}/receipt",
    response_class=Response,
    responses={200: {"content": {"text/html": {}}, "description": "One page, to be printed"}},
)
def create_receipt(
    request: Request,
    card_id: UUID,
    actor: Annotated[Actor, holder_of(Permission.CARD_RECEIPT)],
    session: DbSession,
    vault: InVault,
    now: Now,
) -> Response:
    """Draw the receipt: one page in the holder's language with a new tear-off code."""
    receipt = draw_receipt(session, card_id, vault=vault, actor=actor, now=now)
    return render(request, "print/receipt.html", receipt, language=receipt.language)


def card_read(card: Card) -> CardRead:
    """Return the entry of a card as routes answer it."""
    return CardRead(
        id=card.id,
        number=card.number,
        state=card.state,
        reason=card.reason,
        site=card.site,
        expires_month=card.expires_month,
        paused_on=card.paused_on,
    )

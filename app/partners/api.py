"""JSON routes for partners and their keys."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, status
from pydantic import BaseModel, ConfigDict, Field

from app.core.permissions import Permission
from app.kit.actor import Actor
from app.kit.guard import Requires
from app.kit.http import DbSession, Now, private
from app.kit.lines import Line
from app.kit.problems import PROBLEMS
from app.partners.add_partner import Agreement, add_partner
from app.partners.close_partner import close_partner
from app.partners.models import MAX_DAILY_QUOTA, AnswerField
from app.partners.repository import PartnerRepository
from app.partners.rotate_partner_key import rotate_partner_key

PartnerManager = Annotated[Actor, Depends(Requires(Permission.PARTNER_MANAGE))]


class PartnerCreate(BaseModel):
    """An agreement; `contact_role` is a role or an office, never a person's name."""

    model_config = ConfigDict(extra="forbid")

    name: Line
    contact_role: Line
    agreed_on: date
    fields: frozenset[AnswerField] = frozenset()
    daily_quota: Annotated[int, Field(ge=1, le=MAX_DAILY_QUOTA)]


class PartnerCreated(BaseModel):
    """The partner just registered; its key is shown this once."""

    id: UUID
    key: str


class PartnerKey(BaseModel):
    """A partner's new key, shown this once."""

    key: str


class PartnerRead(BaseModel):
    """One partner."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    name: str
    contact_role: str
    agreed_on: date
    fields: frozenset[AnswerField]
    daily_quota: int
    is_closed: bool


router = APIRouter(
    prefix="/api/partners", tags=["partners"], dependencies=[Depends(private)], responses=PROBLEMS
)


@router.get("")
def list_partners(actor: PartnerManager, session: DbSession) -> list[PartnerRead]:
    """List every partner by name."""
    del actor
    return [PartnerRead.model_validate(row) for row in PartnerRepository(session).everybody()]


@router.post("", status_code=status.HTTP_201_CREATED)
def create_partner(
    body: PartnerCreate, actor: PartnerManager, session: DbSession, now: Now
) -> PartnerCreated:
    """Register a partner; its key goes into `Authorization: Bearer` of its checks."""
    agreement = Agreement(
        name=body.name,
        contact_role=body.contact_role,
        agreed_on=body.agreed_on,
        fields=body.fields,
        daily_quota=body.daily_quota,
    )
    made = add_partner(session, agreement, by=actor, now=now)
    return PartnerCreated(id=made.id, key=made.key)


@router.post("/{partner_id}/key", status_code=status.HTTP_201_CREATED)
def create_partner_key(
    partner_id: UUID, actor: PartnerManager, session: DbSession, now: Now
) -> PartnerKey:
    """Make another key; the one before ends within seconds."""
    return PartnerKey(key=rotate_partner_key(session, partner_id, by=actor, now=now))


@router.post("/{partner_id}/closure", status_code=status.HTTP_204_NO_CONTENT)
def create_partner_closure(
    partner_id: UUID, actor: PartnerManager, session: DbSession, now: Now
) -> None:
    """End the agreement; the partner's key answers no more within seconds."""
    close_partner(session, partner_id, by=actor, now=now)

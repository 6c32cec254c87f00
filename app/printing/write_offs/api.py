"""JSON routes for write-offs: two people settle a card that a bureau cannot find."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, status
from pydantic import BaseModel, ConfigDict

from app.cards import SpoilReason
from app.core.permissions import Permission
from app.kit.actor import Actor
from app.kit.guard import Requires
from app.kit.http import DbSession, Now, private
from app.kit.problems import PROBLEMS
from app.printing.bureaus.api import BalanceRead
from app.printing.write_offs.confirm_write_off import confirm_write_off
from app.printing.write_offs.missing_rows import missing_rows
from app.printing.write_offs.open_write_off import open_write_off

Printer = Annotated[Actor, Depends(Requires(Permission.CARD_PRINT))]


class MissingCard(BaseModel):
    """A card that nobody can account for; `reason` is empty until somebody has signed first."""

    model_config = ConfigDict(from_attributes=True)

    bundle_id: UUID
    job_id: UUID
    card_number: str
    reason: str
    is_own: bool


class WriteOffCreate(BaseModel):
    """Why the piece counts as spoiled."""

    model_config = ConfigDict(extra="forbid")

    reason: SpoilReason = SpoilReason.LOST


router = APIRouter(
    prefix="/api/bundles", tags=["bureaus"], dependencies=[Depends(private)], responses=PROBLEMS
)


@router.get("/missing")
def list_missing(actor: Printer, session: DbSession, now: Now) -> list[MissingCard]:
    """List the cards of this desk that a bureau reported as missing, or nothing of in time."""
    return [MissingCard.model_validate(row) for row in missing_rows(session, actor=actor, now=now)]


@router.post(
    "/{bundle_id}/cards/{job_id}/write-off",
    status_code=status.HTTP_204_NO_CONTENT,
)
def create_write_off(
    bundle_id: UUID,
    job_id: UUID,
    body: WriteOffCreate,
    actor: Printer,
    session: DbSession,
    now: Now,
) -> None:
    """Sign first that this card is not to be found."""
    open_write_off(session, bundle_id, job_id, reason=body.reason, actor=actor, now=now)


@router.post("/{bundle_id}/cards/{job_id}/write-off/confirmation")
def create_write_off_confirmation(
    bundle_id: UUID, job_id: UUID, actor: Printer, session: DbSession, now: Now
) -> BalanceRead:
    """Sign second: the card is spoiled, its number out of use."""
    balance = confirm_write_off(session, bundle_id, job_id, actor=actor, now=now)
    return BalanceRead.model_validate(balance)

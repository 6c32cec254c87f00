"""JSON routes for what two people destroy; they sign one after the other."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, status
from pydantic import BaseModel, ConfigDict, Field

from app.core.permissions import Permission
from app.kit.actor import Actor
from app.kit.guard import Requires
from app.kit.http import DbSession, Now, private
from app.kit.problems import PROBLEMS
from app.printing.disposals.call_off_disposal import call_off_disposal
from app.printing.disposals.models import Disposal
from app.printing.pick_up import discard_pieces
from app.printing.pick_up.discard_view import discard_rows
from app.printing.wipes import sign_second

Signer = Annotated[Actor, Depends(Requires(Permission.DISPOSAL_SIGN))]


class DisposalCreate(BaseModel):
    """The cards that are destroyed."""

    model_config = ConfigDict(extra="forbid")

    cards: Annotated[list[UUID], Field(min_length=1, max_length=200)]


class DiscardRead(BaseModel):
    """A card that is to be destroyed, why, and since when it lies here."""

    card_id: UUID
    number: str
    why: str
    since: date | None


class DisposalRead(BaseModel):
    """A paper and where it stands."""

    id: UUID
    kind: str
    count: int
    name: str
    state: str
    opened_on: date
    done_on: date | None


router = APIRouter(
    prefix="/api/disposals",
    tags=["printing"],
    dependencies=[Depends(private)],
    responses=PROBLEMS,
)


@router.get("")
def list_waiting(actor: Signer, session: DbSession, now: Now) -> list[DiscardRead]:
    """List the cards of this desk that two people have to destroy."""
    return [
        DiscardRead(card_id=UUID(row.card_id), number=row.number, why=row.why, since=row.since)
        for row in discard_rows(session, actor=actor, now=now)
    ]


@router.post("", status_code=status.HTTP_201_CREATED)
def create_disposal(
    body: DisposalCreate, actor: Signer, session: DbSession, now: Now
) -> DisposalRead:
    """Sign first for cards that are destroyed; the number of an unfetched one ends here."""
    return disposal_read(discard_pieces(session, body.cards, actor=actor, now=now))


@router.post("/{disposal_id}/confirmation")
def create_confirmation(
    disposal_id: UUID, actor: Signer, session: DbSession, now: Now
) -> DisposalRead:
    """Sign second, as another person; a printer that was wiped is closed with it."""
    return disposal_read(sign_second(session, disposal_id, actor=actor, now=now))


@router.post("/{disposal_id}/call-off")
def create_call_off(disposal_id: UUID, actor: Signer, session: DbSession, now: Now) -> DisposalRead:
    """Take a first signature back: nothing was destroyed."""
    return disposal_read(call_off_disposal(session, disposal_id, actor=actor, now=now))


def disposal_read(disposal: Disposal) -> DisposalRead:
    """Return a paper as routes answer it."""
    return DisposalRead(
        id=disposal.id,
        kind=disposal.kind,
        count=disposal.count,
        name=disposal.name,
        state=disposal.state,
        opened_on=disposal.opened_on,
        done_on=disposal.done_on,
    )

"""JSON routes for ribbon and film."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, status
from pydantic import BaseModel, ConfigDict, Field

from app.core.permissions import Permission
from app.core.print_stock import RollKind
from app.kit.actor import Actor
from app.kit.guard import Requires
from app.kit.http import DbSession, Now, private
from app.kit.problems import PROBLEMS
from app.printing.disposals.api import DisposalRead, Signer, disposal_read
from app.printing.rolls.discard_rolls import AT_A_TIME, discard_rolls
from app.printing.rolls.install_roll import install_roll
from app.printing.rolls.models import Roll
from app.printing.rolls.remove_roll import remove_roll
from app.printing.rolls.repository import RollRepository

PrintRoom = Annotated[Actor, Depends(Requires(Permission.CARD_PRINT))]
MOST_ROLLS = 200


class RollCreate(BaseModel):
    """A roll that goes into a printer, and the label that its supplier gave it."""

    model_config = ConfigDict(extra="forbid")

    printer_id: UUID
    kind: RollKind
    label: Annotated[str, Field(min_length=1, max_length=40)]


class RollDisposalCreate(BaseModel):
    """The rolls that two people destroy."""

    model_config = ConfigDict(extra="forbid")

    rolls: Annotated[list[UUID], Field(min_length=1, max_length=AT_A_TIME)]


class RollRead(BaseModel):
    """One roll and where it is."""

    id: UUID
    printer_id: UUID
    kind: str
    label: str
    state: str
    installed_on: date
    removed_on: date | None


router = APIRouter(
    prefix="/api/rolls", tags=["printing"], dependencies=[Depends(private)], responses=PROBLEMS
)


@router.get("")
def list_rolls(actor: PrintRoom, session: DbSession) -> list[RollRead]:
    """List the rolls of this desk that are in printers or wait to be destroyed."""
    found = RollRepository(session).in_house(actor.site, limit=MOST_ROLLS)
    return [_read(roll) for roll, _ in found]


@router.post("", status_code=status.HTTP_201_CREATED)
def create_roll(body: RollCreate, actor: PrintRoom, session: DbSession, now: Now) -> RollRead:
    """Put a roll into a printer."""
    roll = install_roll(
        session, body.printer_id, kind=body.kind, label=body.label, actor=actor, now=now
    )
    return _read(roll)


@router.post("/{roll_id}/removal")
def create_removal(roll_id: UUID, actor: PrintRoom, session: DbSession, now: Now) -> RollRead:
    """Take a roll out of its printer, for good."""
    return _read(remove_roll(session, roll_id, actor=actor, now=now))


@router.post("/disposals", status_code=status.HTTP_201_CREATED)
def create_roll_disposal(
    body: RollDisposalCreate, actor: Signer, session: DbSession, now: Now
) -> DisposalRead:
    """Sign first for rolls that are destroyed."""
    return disposal_read(discard_rolls(session, body.rolls, actor=actor, now=now))


def _read(roll: Roll) -> RollRead:
    return RollRead.model_validate(roll, from_attributes=True)

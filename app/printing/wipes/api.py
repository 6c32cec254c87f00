"""The JSON route for printers that leave."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, status
from pydantic import BaseModel, ConfigDict, Field

from app.core.disposal import WipeItem
from app.kit.http import DbSession, Now, private
from app.kit.problems import PROBLEMS
from app.printing.disposals.api import DisposalRead, Signer, disposal_read
from app.printing.wipes.wipe_printer import wipe_printer


class WipeCreate(BaseModel):
    """The lines of the list that were done; all of them are needed."""

    model_config = ConfigDict(extra="forbid")

    items: Annotated[list[WipeItem], Field(min_length=1, max_length=len(WipeItem))]


router = APIRouter(
    prefix="/api/printers", tags=["printing"], dependencies=[Depends(private)], responses=PROBLEMS
)


@router.post("/{printer_id}/wipe", status_code=status.HTTP_201_CREATED)
def create_wipe(
    printer_id: UUID, body: WipeCreate, actor: Signer, session: DbSession, now: Now
) -> DisposalRead:
    """Sign first for a printer that leaves; it is closed once another person signs too."""
    return disposal_read(wipe_printer(session, printer_id, items=body.items, actor=actor, now=now))

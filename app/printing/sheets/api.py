"""JSON route for sheets of cards."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel, ConfigDict, Field

from app.core.permissions import Permission
from app.core.rendering.imposition import Flip, Paper
from app.core.rendering.sheet import SheetSetting
from app.kit.actor import Actor
from app.kit.guard import Requires
from app.kit.html import inline_pdf
from app.kit.http import DbSession, Now, from_state, private
from app.kit.problems import PROBLEMS
from app.printing.printers import PrinterKind, printer_setting
from app.printing.sheets.draw_print_sheets import CARDS_PER_FILE, draw_print_sheets
from app.vault import Vault

InVault = Annotated[Vault, Depends(from_state("vault"))]
Printer = Annotated[Actor, Depends(Requires(Permission.CARD_PRINT))]


class PrintSheetsCreate(BaseModel):
    """Which prints go on the sheets, in this order, and how the sheets are printed."""

    model_config = ConfigDict(extra="forbid")

    job_ids: Annotated[list[UUID], Field(min_length=1, max_length=CARDS_PER_FILE)]
    paper: Paper = Paper.LETTER
    flip: Flip = Flip.LONG_EDGE
    printer_id: UUID | None = None
    """A sheet printer of this desk: it says how the sheets are moved, coloured and turned."""


router = APIRouter(
    prefix="/api/print-sheets",
    tags=["printing"],
    dependencies=[Depends(private)],
    responses=PROBLEMS,
)


@router.post(
    "",
    response_class=Response,
    responses={200: {"content": {"application/pdf": {}}, "description": "Fronts and backs"}},
)
def create_sheets(
    body: PrintSheetsCreate, actor: Printer, session: DbSession, vault: InVault, now: Now
) -> Response:
    """Draw cards eight on a sheet, front page and back page in turn; kept nowhere.

    A card that fails its proof is on no sheet and stays queued.
    """
    kind, site = PrinterKind.SHEET, actor.site
    printer = body.printer_id and printer_setting(session, body.printer_id, kind=kind, site=site)
    pdf = draw_print_sheets(
        session,
        body.job_ids,
        setting=SheetSetting(body.paper, body.flip),
        vault=vault,
        actor=actor,
        now=now,
        printer=printer or None,
    )
    return inline_pdf(pdf, file_name="sheets.pdf")

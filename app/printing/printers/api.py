"""JSON routes for printers: for administrators."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response, status
from pydantic import BaseModel

from app.core.permissions import Permission
from app.core.rendering.imposition import Paper
from app.kit.actor import Actor
from app.kit.guard import Requires
from app.kit.html import inline_pdf
from app.kit.http import DbSession, Now, private
from app.kit.problems import PROBLEMS
from app.printing.printers.add_printer import add_printer
from app.printing.printers.change_printer import change_printer
from app.printing.printers.close_printer import close_printer
from app.printing.printers.draw_test_page import draw_test_page
from app.printing.printers.models import Printer
from app.printing.printers.printer_form import PrinterForm
from app.printing.printers.repository import PrinterRepository

PrinterManager = Annotated[Actor, Depends(Requires(Permission.PRINTER_MANAGE))]


class PrinterRead(BaseModel):
    """One printer; offsets in millimetres to the right and down."""

    id: UUID
    site: str
    name: str
    kind: str
    offset_x: float
    offset_y: float
    scale: float
    profile: str
    flip: str
    is_closed: bool


router = APIRouter(
    prefix="/api/printers", tags=["printing"], dependencies=[Depends(private)], responses=PROBLEMS
)


@router.get("")
def list_printers(actor: PrinterManager, session: DbSession) -> list[PrinterRead]:
    """List every printer by desk and name."""
    del actor
    return [_read(printer) for printer in PrinterRepository(session).all_of_them()]


@router.post("", status_code=status.HTTP_201_CREATED)
def create_printer(
    body: PrinterForm, actor: PrinterManager, session: DbSession, now: Now
) -> PrinterRead:
    """Enter a printer of a desk."""
    printer_id = add_printer(session, body, by=actor, now=now)
    return _read(PrinterRepository(session).get(printer_id, site=""))


@router.put("/{printer_id}")
def update_printer(
    printer_id: UUID, body: PrinterForm, actor: PrinterManager, session: DbSession, now: Now
) -> PrinterRead:
    """Change all that is known of a printer; what is left out is as for a new one."""
    change_printer(session, printer_id, body, by=actor, now=now)
    return _read(PrinterRepository(session).get(printer_id, site=""))


@router.post("/{printer_id}/closure")
def create_closure(
    printer_id: UUID, actor: PrinterManager, session: DbSession, now: Now
) -> PrinterRead:
    """Take a printer out of use for good."""
    close_printer(session, printer_id, by=actor, now=now)
    return _read(PrinterRepository(session).get(printer_id, site=""))


@router.get(
    "/{printer_id}/test-page",
    response_class=Response,
    responses={200: {"content": {"application/pdf": {}}, "description": "Front and back"}},
)
def read_test_page(
    printer_id: UUID,
    actor: PrinterManager,
    session: DbSession,
    now: Now,
    paper: Paper = Paper.LETTER,
) -> Response:
    """Draw the test page: a frame 5 mm inside every edge; a card printer's has a card's size."""
    del actor
    pdf = draw_test_page(session, printer_id, paper=paper, now=now)
    return inline_pdf(pdf, file_name="test-page.pdf")


def _read(printer: Printer) -> PrinterRead:
    adjustment = printer.adjustment
    return PrinterRead(
        id=printer.id,
        site=printer.site,
        name=printer.name,
        kind=printer.kind,
        offset_x=adjustment.offset_x,
        offset_y=adjustment.offset_y,
        scale=adjustment.scale,
        profile=printer.profile,
        flip=printer.flip,
        is_closed=printer.is_closed,
    )

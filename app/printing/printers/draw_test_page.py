"""Draw the test page of a printer: front and back, moved and scaled as its cards are."""

from datetime import datetime
from uuid import UUID

from app.core.rendering.alignment_page import draw_alignment_pages
from app.core.rendering.imposition import SIZES, Paper
from app.core.rendering.template import CARD_HEIGHT, CARD_WIDTH
from app.kit.db import Session
from app.printing.printers.models import PrinterKind
from app.printing.printers.require_open import require_open
from app.programs import active_program, program_text


def draw_test_page(session: Session, printer_id: UUID, *, paper: Paper, now: datetime) -> bytes:
    """Return a PDF of two pages: of a card for a card printer, else of a sheet of this paper.

    Raises:
        NotFoundError: `no_such_printer`.
        ConflictError: `printer_closed`.
    """
    printer = require_open(session, printer_id, site="")
    is_card = printer.kind == PrinterKind.CARD
    size = (CARD_WIDTH, CARD_HEIGHT) if is_card else SIZES[paper]
    program = program_text(active_program(session, now).profile, on=now.date())
    return draw_alignment_pages(size, adjustment=printer.adjustment, program=program)

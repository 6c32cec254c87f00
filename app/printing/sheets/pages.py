"""The form of the print list that puts waiting cards on sheets."""

import re
from typing import Annotated

from fastapi import APIRouter, Form, Response

from app.core.rendering.imposition import Flip, Paper
from app.core.rendering.sheet import SheetSetting
from app.kit.errors import RefusedError
from app.kit.html import inline_pdf
from app.kit.http import attempt
from app.printing.bureaus.repository import BundleRepository
from app.printing.pages import AtPrinter, chosen_printer
from app.printing.printers import PrinterKind
from app.printing.sheets.draw_print_sheets import CARDS_PER_FILE, draw_print_sheets

COUNT = re.compile(r"[0-9]{1,2}", re.ASCII)

router = APIRouter(include_in_schema=False)


@router.post("/print/sheets")
def draw_sheets_of_queue(
    work: AtPrinter,
    count: Annotated[str, Form()] = "",
    paper: Annotated[str, Form()] = Paper.LETTER.value,
    flip: Annotated[str, Form()] = Flip.LONG_EDGE.value,
    printer: Annotated[str, Form()] = "",
) -> Response:
    """Draw the cards that have waited longest on sheets; their prints count as sent from here."""
    drawn: list[bytes] = []

    def act() -> None:
        setting = _setting(paper, flip)
        chosen = chosen_printer(work, printer, kind=PrinterKind.SHEET)
        size = int(count) if COUNT.fullmatch(count) else 0
        if not 1 <= size <= CARDS_PER_FILE:
            raise RefusedError("sheet_count_unusable")
        jobs = BundleRepository(work.session).waiting(work.actor.site, limit=size)
        if not jobs:
            raise RefusedError("nothing_to_print")
        pdf = draw_print_sheets(
            work.session,
            [job.id for job in jobs],
            setting=setting,
            vault=work.vault,
            actor=work.actor,
            now=work.now,
            printer=chosen,
        )
        drawn.append(pdf)

    refusal = attempt(work.request, work.session, act)
    return (
        work.show_queue(refusal=refusal)
        if refusal
        else inline_pdf(drawn[0], file_name="sheets.pdf")
    )


def _setting(paper: str, flip: str) -> SheetSetting:
    if paper not in set(Paper) or flip not in set(Flip):
        raise RefusedError("unknown_paper")
    return SheetSetting(Paper(paper), Flip(flip))

"""One card at the printer: draw it, say that it is good or spoiled."""

from functools import partial
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Response

from app.cards import (
    SpoilReason,
)
from app.kit.errors import AppError, RefusedError
from app.kit.html import inline_pdf, see_other
from app.printing.draw_card import draw_card_of_job
from app.printing.pages.work import AtPrinter, InVault, back_to, chosen_printer
from app.printing.printers import (
    PrinterKind,
)
from app.printing.queue_print import queue_print
from app.printing.repository import PrintJobRepository
from app.printing.settle_print import confirm_print, spoil_print

router = APIRouter(include_in_schema=False)


@router.get("/print/cards/{card_id}")
def show_card(work: AtPrinter, card_id: UUID) -> Response:
    """Show where a card stands at the printer."""
    return work.show_card(card_id)


@router.post("/print/cards/{card_id}/drawing")
def draw(
    work: AtPrinter, card_id: UUID, vault: InVault, printer: Annotated[str, Form()] = ""
) -> Response:
    """Draw front and back as a PDF, shown in place; from here the print counts as sent."""
    chosen = chosen_printer(work, printer, kind=PrinterKind.CARD)
    if PrintJobRepository(work.session).open_job_of(card_id) is None:
        queue_print(work.session, card_id, actor=work.actor, now=work.now)
        # Drawing takes its time and must not hold the write lock that queueing has taken.
        work.session.finish()
    job_id = work.open_job(card_id)
    pdf = draw_card_of_job(
        work.session, job_id, vault=vault, actor=work.actor, now=work.now, printer=chosen
    )
    return inline_pdf(pdf, file_name="card.pdf")


@router.post("/print/cards/{card_id}/confirmation")
def confirm(work: AtPrinter, card_id: UUID) -> Response:
    """Say that the printed card was looked at and is good."""
    act = partial(confirm_print, work.session, actor=work.actor, now=work.now)
    refusal = work.settle(card_id, act)
    return work.show_card(card_id, refusal=refusal) if refusal else back_to(card_id)


@router.post("/print/cards/{card_id}/spoil")
def spoil(work: AtPrinter, card_id: UUID, reason: Annotated[str, Form()] = "") -> Response:
    """Say that the piece is spoiled; the card can then be made again under a new number."""
    if reason not in set(SpoilReason):
        refusal: AppError | None = RefusedError("unknown_reason")
        return work.show_card(card_id, refusal=refusal, field="spoil_reason")
    act = partial(
        spoil_print, work.session, reason=SpoilReason(reason), actor=work.actor, now=work.now
    )
    refusal = work.settle(card_id, act)
    return work.show_card(card_id, refusal=refusal) if refusal else see_other("/print")

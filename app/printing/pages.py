"""Pages of the printer: make a card, print it, say it is good or spoiled, hand it over."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Query, Request, Response

from app.applications import ApplicationRepository
from app.cards import (
    CardRepository,
    Issuing,
    SpoilReason,
    draw_receipt,
    issue_card,
)
from app.cards.library import library_number_of
from app.core.permissions import Permission
from app.keys import FindSigningKey
from app.kit.actor import Actor
from app.kit.errors import AppError, ConflictError, NotFoundError, RefusedError, reason_fault
from app.kit.guard import Requires
from app.kit.html import inline_pdf, render, see_other
from app.kit.http import DbSession, Now, attempt, from_state
from app.kit.paging import FIRST, Part
from app.kit.problems import status_of
from app.printing.bureaus.repository import BundleRepository
from app.printing.card_view import Stand, print_card_view
from app.printing.draw_card import draw_card_of_job
from app.printing.pick_up import PieceRepository, asks_scan, hand_over_piece
from app.printing.printers import (
    PrinterKind,
    PrinterSetting,
    printer_choices,
    printer_setting,
)
from app.printing.queue_print import queue_print
from app.printing.queue_view import print_queue_view
from app.printing.repository import PrintJobRepository
from app.printing.settle_print import confirm_print, spoil_print
from app.programs import active_program
from app.vault import Vault

InVault = Annotated[Vault, Depends(from_state("vault"))]
SigningKeys = Annotated[FindSigningKey, Depends(from_state("find_signing_key"))]
PartNumber = Annotated[int, Query(ge=1, le=1_000_000)]


@dataclass(frozen=True, slots=True)
class Work:
    """One request of a member of staff."""

    request: Request
    actor: Actor
    session: DbSession
    now: Now
    vault: InVault

    def show_queue(
        self, *, state: str = "", part: Part = FIRST, refusal: AppError | None = None
    ) -> Response:
        """Show the list, with the reason why an act was refused."""
        view = print_queue_view(
            self.session,
            actor=self.actor,
            now=self.now,
            state=state,
            part=part,
            errors=[] if refusal is None else [("", refusal.reason)],
        )
        return render(self.request, "print/queue.html", view, status=_status(refusal))

    def show_card(
        self, card_id: UUID, *, refusal: AppError | None = None, field: str = ""
    ) -> Response:
        """Show a card, with the reason why an act was refused."""
        card = CardRepository(self.session).get(card_id, site=self.actor.site)
        application = ApplicationRepository(self.session).get_by_id(card.application_id)
        job = PrintJobRepository(self.session).open_job_of(card_id)
        stand = Stand(
            job,
            PieceRepository(self.session).of_card(card_id),
            is_away=job is not None and BundleRepository(self.session).is_away(job.id),
            needs_scan=asks_scan(
                self.session, card, program=active_program(self.session, self.now)
            ),
        )
        view = print_card_view(
            card,
            stand,
            library_number=library_number_of(self.session, card.id, vault=self.vault),
            application_number=application.number,
            actor=self.actor,
            errors=[] if refusal is None else [reason_fault(refusal, field)],
        )
        printers = printer_choices(self.session, site=self.actor.site, kind=PrinterKind.CARD)
        view = replace(view, printers=printers)
        return render(self.request, "print/card.html", view, status=_status(refusal))

    def open_job(self, card_id: UUID) -> UUID:
        """Return the unfinished print of a card of this desk.

        Raises:
            NotFoundError: no such card here.
            ConflictError: it has no unfinished print.
        """
        card = CardRepository(self.session).get(card_id, site=self.actor.site)
        job = PrintJobRepository(self.session).open_job_of(card.id)
        if job is None:
            raise ConflictError(f"card_is_{card.state}")
        return job.id

    def settle(self, card_id: UUID, act: Callable[[UUID], None]) -> AppError | None:
        """Carry an act out on the unfinished print of a card; see `attempt`."""
        return attempt(self.request, self.session, lambda: act(self.open_job(card_id)))


@dataclass(frozen=True, slots=True)
class PrintWork(Work):
    """A request of somebody who prints."""

    actor: Annotated[Actor, Depends(Requires(Permission.CARD_PRINT))]


@dataclass(frozen=True, slots=True)
class IssueWork(Work):
    """A request of somebody who issues cards."""

    actor: Annotated[Actor, Depends(Requires(Permission.CARD_ISSUE))]


@dataclass(frozen=True, slots=True)
class HandOverWork(Work):
    """A request of somebody who hands cards over."""

    actor: Annotated[Actor, Depends(Requires(Permission.CARD_HAND_OVER))]


@dataclass(frozen=True, slots=True)
class ReceiptWork(Work):
    """A request of somebody who makes receipts."""

    actor: Annotated[Actor, Depends(Requires(Permission.CARD_RECEIPT))]


AtPrinter = Annotated[PrintWork, Depends()]

router = APIRouter(include_in_schema=False)


@router.get("/print")
def show_queue(work: AtPrinter, state: str = "", part: PartNumber = 1) -> Response:
    """List what is to be made, to be printed and to be handed over at this desk."""
    return work.show_queue(state=state, part=Part(part))


@router.post("/print/applications/{number}/card")
@router.post("/desk/applications/{number}/card")
def make_card(
    work: Annotated[IssueWork, Depends()],
    number: str,
    vault: InVault,
    find_signing_key: SigningKeys,
) -> Response:
    """Issue the card of an approved application, queue its print and go on to it."""
    made: list[UUID] = []

    def issue() -> None:
        issuing = Issuing(vault=vault, find_signing_key=find_signing_key)
        card_id = issue_card(
            work.session,
            application_number=number,
            with_=issuing,
            actor=work.actor,
            now=work.now,
        )
        queue_print(work.session, card_id, actor=work.actor, now=work.now)
        made.append(card_id)

    refusal = attempt(work.request, work.session, issue)
    return work.show_queue(refusal=refusal) if refusal else back_to(made[0])


@router.get("/print/applications/{number}/card")
def find_card(work: AtPrinter, number: str) -> Response:
    """Lead to the card that answers an application."""
    application = ApplicationRepository(work.session).get(number, site=work.actor.site)
    card = CardRepository(work.session).newest_of(application.id)
    if card is None:
        raise NotFoundError("no_such_card")
    return back_to(card.id)


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


@router.post("/print/cards/{card_id}/hand-over")
def hand_over(work: Annotated[HandOverWork, Depends()], card_id: UUID) -> Response:
    """Note that the holder has the card."""
    act = partial(hand_over_piece, work.session, card_id, actor=work.actor, now=work.now)
    refusal = attempt(work.request, work.session, act)
    return work.show_card(card_id, refusal=refusal) if refusal else back_to(card_id)


@router.post("/print/cards/{card_id}/receipt")
def make_receipt(
    work: Annotated[ReceiptWork, Depends()], card_id: UUID, vault: InVault
) -> Response:
    """Show the receipt in the holder's language; its new tear-off code is shown this once."""
    receipt = draw_receipt(work.session, card_id, vault=vault, actor=work.actor, now=work.now)
    return render(work.request, "print/receipt.html", receipt, language=receipt.language)


def chosen_printer(work: Work, printer: str, *, kind: PrinterKind) -> PrinterSetting | None:
    """Return the setting of the printer that a form names; None when it names none.

    Raises:
        NotFoundError: `no_such_printer` of this kind at this desk.
        ConflictError: `printer_closed`.
    """
    if not printer:
        return None
    try:
        printer_id = UUID(printer)
    except ValueError as error:
        raise NotFoundError("no_such_printer") from error
    return printer_setting(work.session, printer_id, kind=kind, site=work.actor.site)


def _status(refusal: AppError | None) -> HTTPStatus:
    return HTTPStatus.OK if refusal is None else status_of(refusal)


def back_to(card_id: UUID) -> Response:
    """Lead back to the page of a card at the printer."""
    return see_other(f"/print/cards/{card_id}")

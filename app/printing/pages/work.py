"""What every request of the print room's pages has: who asks, and where a card stands."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request, Response

from app.applications import ApplicationRepository
from app.cards import (
    CardRepository,
)
from app.cards.library import library_number_of
from app.core.permissions import Permission
from app.kit.actor import Actor
from app.kit.errors import AppError, ConflictError, NotFoundError, reason_fault
from app.kit.guard import Requires
from app.kit.html import render, see_other
from app.kit.http import DbSession, Now, attempt, from_state
from app.kit.paging import FIRST, Part
from app.kit.problems import status_of
from app.printing.bureaus.repository import BundleRepository
from app.printing.card_view import Stand, print_card_view
from app.printing.pick_up import PieceRepository, asks_scan
from app.printing.printers import (
    PrinterKind,
    PrinterSetting,
    printer_choices,
    printer_setting,
)
from app.printing.queue_view import print_queue_view
from app.printing.repository import PrintJobRepository
from app.programs import active_program
from app.vault import Vault

InVault = Annotated[Vault, Depends(from_state("vault"))]


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


def back_to(card_id: UUID) -> Response:
    """Lead back to the page of a card at the printer."""
    return see_other(f"/print/cards/{card_id}")


def _status(refusal: AppError | None) -> HTTPStatus:
    return HTTPStatus.OK if refusal is None else status_of(refusal)

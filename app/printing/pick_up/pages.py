"""Pages after the printer: scan a card, the drawer, the mail, and what two people destroy."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Query, Request, Response

from app.cards import CardRepository
from app.core.permissions import Permission
from app.kit.actor import Actor
from app.kit.errors import AppError
from app.kit.guard import Requires
from app.kit.html import render, see_other
from app.kit.http import DbSession, Now, attempt
from app.kit.problems import status_of
from app.printing.disposals import call_off_disposal
from app.printing.pages import AtPrinter, HandOverWork, InVault, back_to
from app.printing.pick_up.discard_pieces import discard_pieces
from app.printing.pick_up.discard_view import disposals_view
from app.printing.pick_up.drawer_view import drawer_view
from app.printing.pick_up.mail_piece import mail_piece
from app.printing.pick_up.scan_piece import scan_piece
from app.printing.pick_up.take_back_piece import take_back_piece
from app.printing.wipes import sign_second

AtDesk = Annotated[HandOverWork, Depends()]
DISPOSALS = "/print/disposals"


@dataclass(frozen=True, slots=True)
class ScanView:
    """The page that scans; `expected` is the number of the one card that is meant, if any."""

    card_id: str = ""
    expected: str = ""
    ready: str = ""
    errors: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SignWork:
    """One request of somebody who signs for what is destroyed."""

    request: Request
    actor: Annotated[Actor, Depends(Requires(Permission.DISPOSAL_SIGN))]
    session: DbSession
    now: Now

    def show(self, refusal: AppError | None = None) -> Response:
        """Show the page, with the reason why an act was refused."""
        errors = [] if refusal is None else [("", refusal.reason)]
        view = disposals_view(self.session, actor=self.actor, now=self.now, errors=errors)
        status = HTTPStatus.OK if refusal is None else status_of(refusal)
        return render(self.request, "print/disposals.html", view, status=status)

    def settle(self, act: Callable[[], object]) -> Response:
        """Carry an act out and show the page."""
        refusal = attempt(self.request, self.session, act)
        return self.show(refusal) if refusal else see_other(DISPOSALS)


Signing = Annotated[SignWork, Depends()]

router = APIRouter(include_in_schema=False)


@router.get("/print/scan")
def show_scan(work: AtPrinter, card: Annotated[UUID | None, Query()] = None) -> Response:
    """Show the field that a hand scanner types into."""
    return render(work.request, "print/scan.html", _meant(work, card))


@router.post("/print/scan")
def scan(
    work: AtPrinter,
    vault: InVault,
    text: Annotated[str, Form()] = "",
    card: Annotated[UUID | None, Form()] = None,
) -> Response:
    """Compare a printed code with what was signed; the text is kept nowhere."""
    ready: list[str] = []

    def act() -> None:
        found = scan_piece(
            work.session, text, expected=card, vault=vault, actor=work.actor, now=work.now
        )
        ready.append(found.number)

    refusal = attempt(work.request, work.session, act)
    if refusal is None:
        return render(work.request, "print/scan.html", ScanView(ready=ready[0]))
    view = _meant(work, card, errors=[("text", refusal.reason)])
    return render(work.request, "print/scan.html", view, status=status_of(refusal))


@router.get("/print/pick-up")
def show_drawer(work: AtPrinter) -> Response:
    """List what waits for its holder at this desk, and what is in the mail."""
    view = drawer_view(work.session, actor=work.actor)
    return render(work.request, "print/drawer.html", view)


@router.post("/print/cards/{card_id}/mailing")
def mail(work: AtDesk, card_id: UUID) -> Response:
    """Note that the mail has the card."""
    act = partial(mail_piece, work.session, card_id, actor=work.actor, now=work.now)
    refusal = attempt(work.request, work.session, act)
    return work.show_card(card_id, refusal=refusal) if refusal else back_to(card_id)


@router.post("/print/cards/{card_id}/return")
def take_back(work: AtDesk, card_id: UUID) -> Response:
    """Note that the mail brought the card back."""
    act = partial(take_back_piece, work.session, card_id, actor=work.actor, now=work.now)
    refusal = attempt(work.request, work.session, act)
    return work.show_card(card_id, refusal=refusal) if refusal else back_to(card_id)


@router.get(DISPOSALS)
def show_disposals(work: Signing) -> Response:
    """List what two people have to destroy, and what waits for the second of them."""
    return work.show()


@router.post(DISPOSALS)
def discard(work: Signing, cards: Annotated[list[UUID] | None, Form()] = None) -> Response:
    """Sign first for cards that are destroyed."""
    return work.settle(
        partial(discard_pieces, work.session, cards or [], actor=work.actor, now=work.now)
    )


@router.post("/print/disposals/{disposal_id}/confirmation")
def confirm(work: Signing, disposal_id: UUID) -> Response:
    """Sign second."""
    return work.settle(
        partial(sign_second, work.session, disposal_id, actor=work.actor, now=work.now)
    )


@router.post("/print/disposals/{disposal_id}/call-off")
def call_off(work: Signing, disposal_id: UUID) -> Response:
    """Take a first signature back."""
    return work.settle(
        partial(call_off_disposal, work.session, disposal_id, actor=work.actor, now=work.now)
    )


def _meant(
    work: AtPrinter, card_id: UUID | None, errors: list[tuple[str, str]] | None = None
) -> ScanView:
    if card_id is None:
        return ScanView(errors=errors or [])
    card = CardRepository(work.session).get(card_id, site=work.actor.site)
    return ScanView(card_id=str(card.id), expected=card.number, errors=errors or [])

"""The page of the print room: make a bundle, take it along once, hand in what came back."""

import re
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, File, Form, Request, Response

from app.cards import SpoilReason
from app.core.bureau import CARDS_PER_BUNDLE, Balance
from app.core.permissions import Permission
from app.kit.actor import Actor
from app.kit.errors import AppError, NotFoundError, RefusedError, faults_of
from app.kit.guard import Requires
from app.kit.html import attached_file, render, see_other
from app.kit.http import DbSession, Now, attempt, from_state
from app.kit.problems import status_of
from app.printing.bureaus.accept_receipt import accept_receipt
from app.printing.bureaus.bundle_rows import BundleRow, bundle_rows
from app.printing.bureaus.cancel_bundle import cancel_bundle
from app.printing.bureaus.draw_bundle import draw_bundle
from app.printing.bureaus.open_bundle import open_bundle
from app.printing.bureaus.repository import BundleRepository, BureauRepository
from app.printing.write_offs.missing_rows import MissingRow, missing_rows
from app.vault import Vault

InVault = Annotated[Vault, Depends(from_state("vault"))]
PATH = "/print/bureaus"
MAX_RECEIPT_BYTES = 200_000
WRITE_OFF_REASONS = [SpoilReason.LOST, SpoilReason.DAMAGED, SpoilReason.PRINT_FAULT]
COUNT = re.compile(r"[0-9]{1,3}", re.ASCII)


@dataclass(frozen=True, slots=True)
class BureausView:
    """The page: bureaus to choose from, cards that wait, bundles that are open."""

    bureaus: list[tuple[str, str]]
    waiting: int
    bundles: list[BundleRow]
    missing: list[MissingRow]
    write_off_reasons: list[SpoilReason]
    balance: Balance | None
    values: dict[str, str]
    errors: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class BundleWork:
    """One request of somebody who prints."""

    request: Request
    actor: Annotated[Actor, Depends(Requires(Permission.CARD_PRINT))]
    session: DbSession
    now: Now

    def show(
        self, *, refusal: AppError | None = None, field: str = "", balance: Balance | None = None
    ) -> Response:
        """Show the page, with the reason why an act was refused or with a balance."""
        site = self.actor.site
        waiting = len(BundleRepository(self.session).waiting(site, limit=CARDS_PER_BUNDLE))
        bureaus = BureauRepository(self.session).open_ones()
        view = BureausView(
            bureaus=[(str(bureau.id), bureau.name) for bureau in bureaus],
            waiting=waiting,
            bundles=bundle_rows(self.session, site=site, now=self.now),
            missing=missing_rows(self.session, actor=self.actor, now=self.now),
            write_off_reasons=WRITE_OFF_REASONS,
            balance=balance,
            values={"count": str(waiting)},
            errors=[] if refusal is None else _faults(refusal, field),
        )
        status = HTTPStatus.OK if refusal is None else status_of(refusal)
        return render(self.request, "print/bureaus.html", view, status=status)


Work = Annotated[BundleWork, Depends()]

router = APIRouter()


@router.get(PATH)
def show_bureaus(work: Work) -> Response:
    """Show what waits, what is at a bureau, and what is overdue there."""
    return work.show()


@router.post(f"{PATH}/bundles")
def make_bundle(
    work: Work, bureau: Annotated[str, Form()] = "", count: Annotated[str, Form()] = ""
) -> Response:
    """Put the oldest waiting cards of this desk into a bundle."""

    def act() -> None:
        size = int(count) if COUNT.fullmatch(count) else 0
        open_bundle(work.session, _bureau_id(bureau), count=size, actor=work.actor, now=work.now)

    refusal = attempt(work.request, work.session, act)
    return work.show(refusal=refusal, field="count") if refusal else see_other(PATH)


@router.post(f"{PATH}/bundles/{{bundle_id}}/drawing")
def draw(work: Work, bundle_id: UUID, vault: InVault) -> Response:
    """Draw the cards and seal them; the browser keeps the file where it is told."""
    content = draw_bundle(work.session, bundle_id, vault=vault, actor=work.actor, now=work.now)
    return attached_file(content, file_name=f"{bundle_id}.bundle")


@router.post(f"{PATH}/bundles/{{bundle_id}}/cancellation")
def cancel(work: Work, bundle_id: UUID) -> Response:
    """Give a bundle up that was never drawn."""
    act = partial(cancel_bundle, work.session, bundle_id, actor=work.actor, now=work.now)
    refusal = attempt(work.request, work.session, act)
    return work.show(refusal=refusal) if refusal else see_other(PATH)


@router.post(f"{PATH}/receipts")
def hand_in(work: Work, receipt: Annotated[bytes, File()] = b"") -> Response:
    """Reconcile with a purge receipt and show what is still open."""
    balances: list[Balance] = []

    def act() -> None:
        if len(receipt) > MAX_RECEIPT_BYTES:
            raise RefusedError("receipt_unreadable")
        accepted = accept_receipt(work.session, receipt, actor=work.actor, now=work.now)
        balances.append(accepted)

    refusal = attempt(work.request, work.session, act)
    if refusal is None:
        return work.show(balance=balances[0])
    return work.show(refusal=refusal, field="receipt")


def _faults(refusal: AppError, field: str) -> list[tuple[str, str]]:
    """Return what is wrong; on this page each fault of a receipt leads to the receipt."""
    found = [(field, refusal.reason), *((field, reason) for _, reason in faults_of(refusal, field))]
    return list(dict.fromkeys(found))


def _bureau_id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFoundError("no_such_bureau") from error

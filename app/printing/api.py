"""JSON routes for print jobs."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response, status
from pydantic import BaseModel, ConfigDict

from app.cards import SpoilReason
from app.core.permissions import Permission
from app.kit.actor import Actor
from app.kit.guard import Requires
from app.kit.html import inline_pdf
from app.kit.http import DbSession, Now, from_state, private
from app.kit.problems import PROBLEMS
from app.printing.draw_card import draw_card_of_job
from app.printing.models import PrintJob
from app.printing.printers import PrinterKind, printer_setting
from app.printing.queue_print import queue_print
from app.printing.repository import PrintJobRepository
from app.printing.settle_print import confirm_print, miss_print, spoil_print
from app.vault import Vault

InVault = Annotated[Vault, Depends(from_state("vault"))]
Printer = Annotated[Actor, Depends(Requires(Permission.CARD_PRINT))]


class PrintJobCreate(BaseModel):
    """Which card to print."""

    model_config = ConfigDict(extra="forbid")

    card_id: UUID


class SpoilCreate(BaseModel):
    """Why the piece cannot be handed over."""

    model_config = ConfigDict(extra="forbid")

    reason: SpoilReason


class PrintJobRead(BaseModel):
    """Where a print stands."""

    id: UUID
    card_id: UUID
    site: str
    state: str
    reason: str
    queued_at: datetime


router = APIRouter(
    prefix="/api/print-jobs", tags=["printing"], dependencies=[Depends(private)], responses=PROBLEMS
)


@router.get("")
def list_print_jobs(
    actor: Printer, session: DbSession, limit: Annotated[int, Query(ge=1, le=200)] = 50
) -> list[PrintJobRead]:
    """List the unfinished prints of this desk, oldest first."""
    return [_read(job) for job in PrintJobRepository(session).queue(actor.site, limit=limit)]


@router.post("", status_code=status.HTTP_201_CREATED)
def create_print_job(
    body: PrintJobCreate, actor: Printer, session: DbSession, now: Now
) -> PrintJobRead:
    """Queue the print of an issued card; the open job where there is one already."""
    job_id = queue_print(session, body.card_id, actor=actor, now=now)
    return _read(PrintJobRepository(session).get(job_id, site=actor.site))


@router.get("/{job_id}")
def read_print_job(job_id: UUID, actor: Printer, session: DbSession) -> PrintJobRead:
    """Say where a print of this desk stands."""
    return _read(PrintJobRepository(session).get(job_id, site=actor.site))


@router.post(
    "/{job_id}/drawing",
    response_class=Response,
    responses={200: {"content": {"application/pdf": {}}, "description": "Front and back"}},
)
def create_drawing(
    job_id: UUID,
    actor: Printer,
    session: DbSession,
    vault: InVault,
    now: Now,
    printer_id: UUID | None = None,
) -> Response:
    """Draw the card: a PDF of two pages, 85.60 x 53.98 mm, shown in place and kept nowhere.

    With a printer of this desk it is moved, scaled and coloured as that printer asks.
    """
    kind, site = PrinterKind.CARD, actor.site
    printer = printer_id and printer_setting(session, printer_id, kind=kind, site=site)
    pdf = draw_card_of_job(
        session, job_id, vault=vault, actor=actor, now=now, printer=printer or None
    )
    return inline_pdf(pdf, file_name="card.pdf")


@router.post("/{job_id}/confirmation")
def create_confirmation(job_id: UUID, actor: Printer, session: DbSession, now: Now) -> PrintJobRead:
    """Say that the printed card was looked at and is good."""
    confirm_print(session, job_id, actor=actor, now=now)
    return _read(PrintJobRepository(session).get(job_id, site=actor.site))


@router.post("/{job_id}/spoil")
def create_spoil(
    job_id: UUID, body: SpoilCreate, actor: Printer, session: DbSession, now: Now
) -> PrintJobRead:
    """Say that the piece is spoiled; its number goes out of use and the card can be made again."""
    spoil_print(session, job_id, reason=body.reason, actor=actor, now=now)
    return _read(PrintJobRepository(session).get(job_id, site=actor.site))


@router.post("/{job_id}/missing")
def create_missing(job_id: UUID, actor: Printer, session: DbSession, now: Now) -> PrintJobRead:
    """Say that the piece is not there; found later, it is confirmed or spoiled."""
    miss_print(session, job_id, actor=actor, now=now)
    return _read(PrintJobRepository(session).get(job_id, site=actor.site))


def _read(job: PrintJob) -> PrintJobRead:
    return PrintJobRead(
        id=job.id,
        card_id=job.card_id,
        site=job.site,
        state=job.state,
        reason=job.reason,
        queued_at=job.queued_at,
    )

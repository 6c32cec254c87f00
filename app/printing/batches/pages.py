"""Pages of the print room: batches, what their printers say, and cards that are looked for."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Query, Request, Response

from app.cards import SpoilReason
from app.core.permissions import Permission
from app.core.print_room import PrintPriority
from app.kit.actor import Actor
from app.kit.errors import AppError, RefusedError
from app.kit.guard import Requires
from app.kit.html import render, see_other
from app.kit.http import DbSession, Now, attempt
from app.kit.paging import FIRST, Part
from app.kit.problems import status_of
from app.printing.batches.batch_list_view import batch_list_view
from app.printing.batches.batch_view import batch_view
from app.printing.batches.change_position import set_priority, take_out
from app.printing.batches.close_batch import close_batch
from app.printing.batches.hold_batch import hold_batch
from app.printing.batches.make_batch import MAX_SIZE, make_batch
from app.printing.batches.release_batch import release_batch
from app.printing.batches.resume_batch import resume_batch
from app.printing.settle_print import confirm_print, miss_print, spoil_print

PATH = "/print/batches"
PartNumber = Annotated[int, Query(ge=1, le=1_000_000)]


@dataclass(frozen=True, slots=True)
class BatchWork:
    """One request of a member of staff."""

    request: Request
    actor: Actor
    session: DbSession
    now: Now

    def show_list(self, *, size: str = "", refusal: AppError | None = None) -> Response:
        """Show all batches, with the reason why an act was refused."""
        errors = [] if refusal is None else [(_field_of(refusal), refusal.reason)]
        view = batch_list_view(
            self.session,
            actor=self.actor,
            now=self.now,
            values={"size": size} if size.isdigit() else {},
            errors=errors,
        )
        return render(self.request, "print/batches.html", view, status=_status(refusal))

    def show(
        self,
        batch_id: UUID,
        *,
        state: str = "",
        part: Part = FIRST,
        refusal: AppError | None = None,
    ) -> Response:
        """Show a batch, with the reason why an act was refused."""
        view = batch_view(
            self.session,
            batch_id,
            actor=self.actor,
            now=self.now,
            state=state,
            part=part,
            errors=[] if refusal is None else [("", refusal.reason)],
        )
        return render(self.request, "print/batch.html", view, status=_status(refusal))

    def act(self, batch_id: UUID, act: Callable[..., object], *args: object) -> Response:
        """Carry out an act on a batch or on a print of it, and show the batch."""
        call = partial(act, self.session, *args, actor=self.actor, now=self.now)
        refusal = attempt(self.request, self.session, call)
        return self.show(batch_id, refusal=refusal) if refusal else see_other(f"{PATH}/{batch_id}")


@dataclass(frozen=True, slots=True)
class ViewWork(BatchWork):
    """A request of somebody who sees batches."""

    actor: Annotated[Actor, Depends(Requires(Permission.BATCH_VIEW))]


@dataclass(frozen=True, slots=True)
class PrintRoomWork(BatchWork):
    """A request of somebody who prints."""

    actor: Annotated[Actor, Depends(Requires(Permission.CARD_PRINT))]


@dataclass(frozen=True, slots=True)
class ReleaseWork(BatchWork):
    """A request of somebody who releases batches."""

    actor: Annotated[Actor, Depends(Requires(Permission.PRINT_RELEASE))]


Viewing = Annotated[ViewWork, Depends()]
Printing = Annotated[PrintRoomWork, Depends()]

_SIZE = re.compile("[0-9]{1,4}")
router = APIRouter(prefix=PATH, include_in_schema=False)


@router.get("")
def show_batches(work: Viewing) -> Response:
    """List the batches of this desk."""
    return work.show_list()


@router.post("")
def make(work: Printing, size: Annotated[str, Form()] = "") -> Response:
    """Make a batch of the prints that wait and go on to it."""
    made: list[UUID] = []

    def act() -> None:
        if not (_SIZE.fullmatch(size) and 1 <= int(size) <= MAX_SIZE):
            raise RefusedError("batch_size_unfit")
        made.append(make_batch(work.session, size=int(size), actor=work.actor, now=work.now))

    refusal = attempt(work.request, work.session, act)
    return work.show_list(size=size, refusal=refusal) if refusal else see_other(f"{PATH}/{made[0]}")


@router.get("/{batch_id}")
def show_batch(work: Viewing, batch_id: UUID, state: str = "", part: PartNumber = 1) -> Response:
    """Show where a batch stands and which cards are looked for."""
    return work.show(batch_id, state=state, part=Part(part))


@router.post("/{batch_id}/release")
def release(work: Annotated[ReleaseWork, Depends()], batch_id: UUID) -> Response:
    """Let a batch that somebody else has made be printed."""
    return work.act(batch_id, release_batch, batch_id)


@router.post("/{batch_id}/hold")
def hold(work: Printing, batch_id: UUID) -> Response:
    """Stop a batch."""
    return work.act(batch_id, hold_batch, batch_id)


@router.post("/{batch_id}/resumption")
def resume(work: Printing, batch_id: UUID) -> Response:
    """Go on with a batch that was stopped."""
    return work.act(batch_id, resume_batch, batch_id)


@router.post("/{batch_id}/closure")
def close(work: Printing, batch_id: UUID) -> Response:
    """Close a batch that adds up."""
    return work.act(batch_id, close_batch, batch_id)


@router.post("/{batch_id}/cards/{job_id}/rush")
def rush(work: Printing, batch_id: UUID, job_id: UUID) -> Response:
    """Let a card that waits come first."""
    act = partial(set_priority, priority=PrintPriority.RUSH)
    return work.act(batch_id, act, batch_id, job_id)


@router.post("/{batch_id}/cards/{job_id}/removal")
def remove(work: Printing, batch_id: UUID, job_id: UUID) -> Response:
    """Take a card that waits out of the batch."""
    return work.act(batch_id, take_out, batch_id, job_id)


@router.post("/{batch_id}/cards/{job_id}/confirmation")
def confirm(work: Printing, batch_id: UUID, job_id: UUID) -> Response:
    """Say that the card is in the tray and good."""
    return work.act(batch_id, confirm_print, job_id)


@router.post("/{batch_id}/cards/{job_id}/missing")
def miss(work: Printing, batch_id: UUID, job_id: UUID) -> Response:
    """Say that the card is not there."""
    return work.act(batch_id, miss_print, job_id)


@router.post("/{batch_id}/cards/{job_id}/spoil")
def spoil(
    work: Printing, batch_id: UUID, job_id: UUID, reason: Annotated[str, Form()] = ""
) -> Response:
    """Say that the card is spoiled, or lost for good."""
    if reason not in set(SpoilReason):
        return work.show(batch_id, refusal=RefusedError("unknown_reason"))
    return work.act(batch_id, partial(spoil_print, reason=SpoilReason(reason)), job_id)


def _status(refusal: AppError | None) -> HTTPStatus:
    return HTTPStatus.OK if refusal is None else status_of(refusal)


def _field_of(refusal: AppError) -> str:
    return "size" if refusal.reason == "batch_size_unfit" else ""

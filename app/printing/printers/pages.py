"""The page of administrators: printers, their test pages, and what was measured on those."""

from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from pydantic import ValidationError

from app.core.permissions import Permission
from app.core.rendering.imposition import Paper
from app.kit.actor import Actor
from app.kit.errors import AppError, NotFoundError, RefusedError, faults_of
from app.kit.guard import Requires
from app.kit.html import inline_pdf, render, see_other
from app.kit.http import DbSession, FormValues, Now, attempt
from app.kit.problems import status_of
from app.printing.printers.add_printer import add_printer
from app.printing.printers.change_printer import change_printer
from app.printing.printers.close_printer import close_printer
from app.printing.printers.draw_test_page import draw_test_page
from app.printing.printers.printer_form import PrinterForm
from app.printing.printers.printers_view import printers_view

PATH = "/admin/printers"
ONE = f"{PATH}/{{printer_id}}"


@dataclass(frozen=True, slots=True)
class PrinterWork:
    """One request of an administrator."""

    request: Request
    actor: Annotated[Actor, Depends(Requires(Permission.PRINTER_MANAGE))]
    session: DbSession
    now: Now

    def show(
        self,
        printer_id: UUID | None = None,
        *,
        refusal: AppError | None = None,
        values: dict[str, str] | None = None,
    ) -> Response:
        """Show the page, with what was sent and why it was refused."""
        view = printers_view(
            self.session,
            printer_id=printer_id,
            now=self.now,
            values=values,
            errors=[] if refusal is None else faults_of(refusal),
        )
        status = HTTPStatus.OK if refusal is None else status_of(refusal)
        return render(self.request, "admin/printers.html", view, status=status)


Work = Annotated[PrinterWork, Depends()]

router = APIRouter(include_in_schema=False)


@router.get(PATH)
def show_printers(work: Work) -> Response:
    """Show the printers and the form for another one."""
    return work.show()


@router.post(PATH)
def add(work: Work, form: FormValues) -> Response:
    """Enter a printer and go on to it, where its test page is."""
    values, made = _values(form), list[UUID]()

    def act() -> None:
        made.append(add_printer(work.session, _printer(values), by=work.actor, now=work.now))

    refusal = attempt(work.request, work.session, act)
    return work.show(refusal=refusal, values=values) if refusal else see_other(f"{PATH}/{made[0]}")


@router.get(ONE)
def show_printer(work: Work, printer_id: UUID) -> Response:
    """Show the form of one printer."""
    return work.show(printer_id)


@router.post(ONE)
def change(work: Work, printer_id: UUID, form: FormValues) -> Response:
    """Change what is known of a printer."""
    values = _values(form)

    def act() -> None:
        filled = _printer(values)
        change_printer(work.session, printer_id, filled, by=work.actor, now=work.now)

    return _answer(work, printer_id, attempt(work.request, work.session, act), values)


@router.post(f"{ONE}/closure")
def close(work: Work, printer_id: UUID) -> Response:
    """Take a printer out of use."""
    act = partial(close_printer, work.session, printer_id, by=work.actor, now=work.now)
    return _answer(work, printer_id, attempt(work.request, work.session, act))


@router.get(f"{ONE}/test-page")
def show_test_page(work: Work, printer_id: UUID, paper: str = Paper.LETTER.value) -> Response:
    """Show the test page, in a window of its own."""
    size = Paper(paper) if paper in set(Paper) else Paper.LETTER
    pdf = draw_test_page(work.session, printer_id, paper=size, now=work.now)
    return inline_pdf(pdf, file_name="test-page.pdf")


def _answer(
    work: Work, printer_id: UUID, refusal: AppError | None, values: dict[str, str] | None = None
) -> Response:
    if refusal is None:
        return see_other(f"{PATH}/{printer_id}")
    if isinstance(refusal, NotFoundError):
        raise refusal
    return work.show(printer_id, refusal=refusal, values=values)


def _values(form: FormValues) -> dict[str, str]:
    return {name: form.get(name, "").strip() for name in PrinterForm.model_fields}


def _printer(values: dict[str, str]) -> PrinterForm:
    try:
        return PrinterForm.model_validate(values)
    except ValidationError as error:
        fields = tuple((str(fault["loc"][0]), "printer_field_unusable") for fault in error.errors())
        raise RefusedError("printer_field_unusable", fields=fields) from error

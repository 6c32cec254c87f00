"""The intake form: a new application, or one that is changed; and the points while it is filled."""

from http import HTTPStatus

from fastapi import APIRouter, Depends, Response

from app.applications.change_application import change_application
from app.applications.intake import Intake
from app.applications.open_application import open_application
from app.applications.pages.intake_form import ReadForm, form_faults, read_form, typed_again
from app.applications.pages.intake_view import IntakeView, intake_view
from app.applications.pages.papers_form import Fault, Form
from app.applications.pages.work import AtDesk, Work
from app.applications.require_open import require_open
from app.applications.view_application import ViewReason
from app.core.permissions import Permission
from app.kit.errors import RefusedError, faults_of
from app.kit.guard import Requires
from app.kit.html import render, see_other
from app.kit.http import FormValues, write_refusal
from app.kit.problems import status_of
from app.programs import active_program

JUST_COUNT = "points"

router = APIRouter()


@router.get("/desk/applications", dependencies=[Depends(Requires(Permission.APPLICATION_INTAKE))])
def lead_to_form() -> Response:
    """Lead to the empty form: the address of a form that was refused has no page of its own."""
    return see_other("/desk/applications/new")


@router.get("/desk/applications/new")
def show_form(work: AtDesk) -> Response:
    """Show the empty form."""
    offered = active_program(work.session, work.now).profile.languages.offered
    return _form(work, {"language": offered[0]})


@router.post("/desk/applications")
def open_draft(work: AtDesk, form: FormValues) -> Response:
    """Open a draft and go on to the photo, or show the form again with what is to be mended."""
    if form.get("act") == JUST_COUNT:
        return _form(work, form)
    try:
        intake = _intake(_read(work, form))
        number = open_application(
            work.session, intake, vault=work.vault, actor=work.actor, now=work.now
        )
    except RefusedError as error:
        return _refused(work, form, error)
    return see_other(f"/desk/applications/{number}")


@router.get("/desk/applications/{number}/edit")
def show_draft(work: AtDesk, number: str) -> Response:
    """Show an open intake in the form, to be changed."""
    opened = work.view(number, ViewReason.INTAKE)
    require_open(opened.application)
    intake = Intake(
        person=opened.person,
        documents=opened.papers or (),
        language=opened.language,
        fee_waiver=opened.fee_waiver,
    )
    return _form(work, typed_again(intake), number=number)


@router.post("/desk/applications/{number}/edit")
def change_draft(work: AtDesk, number: str, form: FormValues) -> Response:
    """Write an open intake again, or show the form again with what is to be mended."""
    if form.get("act") == JUST_COUNT:
        return _form(work, form, number=number)
    try:
        intake = _intake(_read(work, form))
        change_application(
            work.session, number, intake, vault=work.vault, actor=work.actor, now=work.now
        )
    except RefusedError as error:
        return _refused(work, form, error, number=number)
    return see_other(f"/desk/applications/{number}")


@router.post("/desk/documents")
def count_points(work: AtDesk, form: FormValues) -> Response:
    """Answer with the points so far and what is missing; nothing is stored."""
    return render(work.request, "desk/_documents.html", _view(work, form))


def _read(work: Work, form: Form) -> ReadForm:
    program = active_program(work.session, work.now)
    return read_form(form, policy=program.profile.documents)


def _intake(read: ReadForm) -> Intake:
    if read.intake is None:
        raise RefusedError("intake_not_acceptable", fields=tuple(read.faults))
    return read.intake


def _refused(work: Work, form: Form, error: RefusedError, number: str | None = None) -> Response:
    work.session.abandon()
    write_refusal(work.request, error)
    errors = form_faults(faults_of(error))
    return _form(work, form, number=number, errors=errors, status=status_of(error))


def _form(
    work: Work,
    values: Form,
    *,
    number: str | None = None,
    errors: list[Fault] | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> Response:
    view = _view(work, values, number=number, errors=errors)
    return render(work.request, "desk/intake.html", view, status=status)


def _view(
    work: Work,
    values: Form,
    *,
    number: str | None = None,
    errors: list[Fault] | None = None,
) -> IntakeView:
    program = active_program(work.session, work.now)
    read = read_form(values, policy=program.profile.documents)
    return intake_view(values, read, program=program, number=number, errors=errors or [])

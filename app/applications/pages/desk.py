"""The desk: its list, one application, photo, submission and withdrawal."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, File, Form, Response

from app.applications.pages.application_view import application_view
from app.applications.pages.queue_view import queue_view
from app.applications.pages.work import AtDesk, Looking, PartNumber
from app.applications.repository import ApplicationRepository
from app.applications.require_open import OPEN_STATES
from app.applications.submit_application import submit_application
from app.applications.take_photo import take_photo
from app.applications.view_application import ViewReason, view_photo
from app.applications.withdraw_application import withdraw_application
from app.core.card_number import CardNumberError, parse_application_number
from app.kit.errors import AppError, NotFoundError, RefusedError, TooLargeError, faults_of
from app.kit.html import inline_picture, render, see_other
from app.kit.http import MAX_PHOTO_BYTES
from app.kit.paging import Part
from app.kit.problems import status_of

router = APIRouter()


@router.get("/desk")
def show_desk(work: AtDesk, state: str = "", part: PartNumber = 1) -> Response:
    """List what is open at this desk, oldest first."""
    return render(work.request, "desk/queue.html", queue_view(work, state=state, part=Part(part)))


@router.post("/desk/find")
def find_application(work: AtDesk, number: Annotated[str, Form()] = "") -> Response:
    """Open an application by its number, which travels in the body."""
    try:
        site = work.actor.site
        found = ApplicationRepository(work.session).get(_as_printed(number), site=site)
    except AppError as error:
        view = queue_view(work, errors=faults_of(error, "number"))
        return render(work.request, "desk/queue.html", view, status=status_of(error))
    return see_other(_url(found.number))


@router.get("/desk/applications/{number}")
def show_application(work: AtDesk, number: str) -> Response:
    """Show one application; that it was looked at goes on record."""
    return _show(work, number)


@router.get("/desk/applications/{number}/photo")
def show_photo(work: Looking, number: str) -> Response:
    """Show the photo; that it was looked at goes on record."""
    photo = view_photo(work.session, number, vault=work.vault, actor=work.actor, now=work.now)
    if photo is None:
        raise NotFoundError("not_found")
    return inline_picture(photo)


@router.post("/desk/applications/{number}/photo")
def keep_photo(work: AtDesk, number: str, photo: Annotated[bytes, File()] = b"") -> Response:
    """Keep a photo, or show the application again with what is wrong about the picture."""
    if len(photo) > MAX_PHOTO_BYTES:
        return _show(work, number, refusal=TooLargeError("photo_too_large"), field="photo")
    refusal = work.attempt(take_photo, number, photo)
    return _show(work, number, refusal=refusal, field="photo") if refusal else _back_to(number)


@router.post("/desk/applications/{number}/submission")
def submit(work: AtDesk, number: str) -> Response:
    """Hand the application to the second person, or show it again with what is missing."""
    refusal = work.attempt(submit_application, number)
    return _show(work, number, refusal=refusal) if refusal else _back_to(number)


@router.post("/desk/applications/{number}/withdrawal")
def withdraw(work: AtDesk, number: str) -> Response:
    """Close an application that the applicant does not want any more."""
    refusal = work.attempt(withdraw_application, number)
    return _show(work, number, refusal=refusal) if refusal else _back_to(number)


def _show(
    work: AtDesk, number: str, *, refusal: AppError | None = None, field: str = ""
) -> Response:
    opened = work.view(number, ViewReason.INTAKE)
    is_open = opened.application.state in OPEN_STATES
    errors = [] if refusal is None else [(field if is_open else "", refusal.reason)]
    view = application_view(opened, actor=work.actor, errors=errors)
    status = HTTPStatus.OK if refusal is None else status_of(refusal)
    return render(work.request, "desk/application.html", view, status=status)


def _as_printed(typed: str) -> str:
    try:
        return parse_application_number(typed)
    except CardNumberError as error:
        raise RefusedError("number_malformed") from error


def _back_to(number: str) -> Response:
    return see_other(_url(number))


def _url(number: str) -> str:
    return f"/desk/applications/{number}"

"""The review: the second person looks at person and papers, then approves, returns or refuses."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Response

from app.applications.decide_application import Verdict, decide_application
from app.applications.pages.review_view import review_queue_view, review_view
from app.applications.pages.work import InReview, PartNumber
from app.applications.reasons import DecisionOutcome
from app.applications.view_application import ViewReason
from app.kit.errors import AppError, reason_fault
from app.kit.html import render, see_other
from app.kit.paging import Part
from app.kit.problems import status_of

Reason = Annotated[str, Form()]

router = APIRouter()


@router.get("/review")
def show_review(work: InReview, part: PartNumber = 1) -> Response:
    """List what waits for a second person, the longest wait first."""
    return render(work.request, "review/queue.html", review_queue_view(work, Part(part)))


@router.get("/review/{number}")
def show_application(work: InReview, number: str) -> Response:
    """Show person, photo and papers; that they were looked at goes on record."""
    return _show(work, number)


@router.post("/review/{number}/approval")
def approve(work: InReview, number: str) -> Response:
    """Approve an application; never one's own intake."""
    return _decide(work, number, Verdict(DecisionOutcome.APPROVED), field="")


@router.post("/review/{number}/return")
def return_to_desk(work: InReview, number: str, reason: Reason = "") -> Response:
    """Return an application to the desk for a coded reason."""
    return _decide(work, number, Verdict(DecisionOutcome.RETURNED, reason), field="return_reason")


@router.post("/review/{number}/refusal")
def refuse(work: InReview, number: str, reason: Reason = "") -> Response:
    """Refuse an application for a coded reason."""
    return _decide(work, number, Verdict(DecisionOutcome.REFUSED, reason), field="refuse_reason")


def _decide(work: InReview, number: str, verdict: Verdict, *, field: str) -> Response:
    refusal = work.attempt(decide_application, number, verdict)
    return _show(work, number, refusal=refusal, field=field) if refusal else see_other("/review")


def _show(
    work: InReview, number: str, *, refusal: AppError | None = None, field: str = ""
) -> Response:
    opened = work.view(number, ViewReason.REVIEW)
    errors = [] if refusal is None else [reason_fault(refusal, field)]
    view = review_view(work, opened, errors=errors)
    status = HTTPStatus.OK if refusal is None else status_of(refusal)
    return render(work.request, "review/application.html", view, status=status)

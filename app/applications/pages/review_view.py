"""What the second person sees: the list of what waits, and one application to decide on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from app.applications.pages.application_view import photo_url, points_of
from app.applications.pages.papers_form import Fault
from app.applications.pages.person_view import PaperView, PersonView, paper_views, person_view
from app.applications.pages.points_view import PointsView
from app.applications.pages.work import Work
from app.applications.reasons import RefusalReason, ReturnReason
from app.applications.repository import ApplicationRepository
from app.applications.view_application import OpenApplication
from app.core.lifecycle import ApplicationState
from app.kit.errors import ConflictError
from app.kit.paging import ROWS, Part
from app.programs import active_program

PATH = "/review"
NEIGHBOURS = 500  # how far down the list previous and next are looked for


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One application that waits; `is_own`: the reader wrote in it and may not decide."""

    number: str
    site: str
    waiting: timedelta
    is_own: bool


@dataclass(frozen=True, slots=True)
class ReviewQueueView:
    """The list, the longest wait first."""

    rows: list[ReviewRow]
    previous_url: str | None
    next_url: str | None


@dataclass(frozen=True, slots=True)
class ReviewView:
    """One application with the decisions that are possible."""

    number: str
    made_on: date
    waiting: timedelta
    actions: frozenset[str]
    is_own: bool
    person: PersonView
    papers: list[PaperView]
    points: PointsView
    photo_url: str | None
    previous_number: str | None
    next_number: str | None
    errors: list[Fault]
    values: Mapping[str, str] = field(default_factory=dict)
    return_reasons: list[str] = field(default_factory=lambda: [*ReturnReason])
    refuse_reasons: list[str] = field(default_factory=lambda: [*RefusalReason])


def review_queue_view(work: Work, part: Part) -> ReviewQueueView:
    """Return a part of what waits at the actor's desk."""
    applications = ApplicationRepository(work.session)
    found = applications.review_queue(work.actor.site, limit=part.limit, offset=part.offset)
    own = applications.written_by(work.actor.person_id, [row.id for row in found])
    program = active_program(work.session, work.now)
    return ReviewQueueView(
        rows=[
            ReviewRow(
                number=row.number,
                site=program.site_name(row.site),
                waiting=work.now - (row.submitted_at or row.opened_at),
                is_own=row.id in own,
            )
            for row in found[:ROWS]
        ],
        previous_url=part.previous_url(PATH, {}),
        next_url=part.next_url(PATH, {}, found=len(found)),
    )


def review_view(work: Work, opened: OpenApplication, *, errors: list[Fault]) -> ReviewView:
    """Return the page of an application that was just opened.

    Raises:
        ConflictError: it does not wait for a decision.
    """
    application, points = opened.application, points_of(opened)
    if application.state != ApplicationState.SUBMITTED or points is None:
        raise ConflictError(f"application_is_{application.state}")
    previous_number, next_number = _neighbours(work, application.number)
    return ReviewView(
        number=application.number,
        made_on=application.opened_at.astimezone(opened.program.profile.zone).date(),
        waiting=work.now - (application.submitted_at or application.opened_at),
        actions=_actions(opened),
        is_own=opened.is_own_intake,
        person=person_view(opened),
        papers=paper_views(opened),
        points=points,
        photo_url=photo_url(opened),
        previous_number=previous_number,
        next_number=next_number,
        errors=errors,
    )


def _actions(opened: OpenApplication) -> frozenset[str]:
    if opened.is_own_intake:
        return frozenset()
    is_enough = opened.decision is not None and opened.decision.satisfied
    return frozenset({"return", "refuse"} | ({"approve"} if is_enough else set()))


def _neighbours(work: Work, number: str) -> tuple[str | None, str | None]:
    rows = ApplicationRepository(work.session).review_queue(work.actor.site, limit=NEIGHBOURS)
    numbers = [row.number for row in rows]
    if number not in numbers:
        return None, None
    place = numbers.index(number)
    following = numbers[place + 1] if place + 1 < len(numbers) else None
    return (numbers[place - 1] if place else None), following

"""One application as the desk shows it, with the acts that its state and the actor allow."""

from dataclasses import dataclass
from datetime import date

from app.applications.pages.papers_form import Fault
from app.applications.pages.person_view import PaperView, PersonView, paper_views, person_view
from app.applications.pages.points_view import PointsView, points_view
from app.applications.require_open import OPEN_STATES
from app.applications.view_application import OpenApplication
from app.core.lifecycle import APPLICATION_MOVES, ApplicationState
from app.core.permissions import Permission
from app.kit.actor import Actor


@dataclass(frozen=True, slots=True)
class ApplicationView:
    """The page of one application; `reason` says why it came back or was refused."""

    number: str
    state: str
    made_on: date
    actions: frozenset[str]
    person: PersonView
    papers: list[PaperView]
    points: PointsView | None
    photo_url: str | None
    reason: str | None
    is_own: bool
    errors: list[Fault]


def application_view(
    opened: OpenApplication, *, actor: Actor, errors: list[Fault]
) -> ApplicationView:
    """Return the page of an application that was just opened."""
    application = opened.application
    return ApplicationView(
        number=application.number,
        state=application.state,
        made_on=application.opened_at.astimezone(opened.program.profile.zone).date(),
        actions=_actions(opened, actor),
        person=person_view(opened),
        papers=paper_views(opened),
        points=points_of(opened),
        photo_url=photo_url(opened),
        reason=application.reason or None,
        is_own=opened.is_own_intake,
        errors=errors,
    )


def points_of(opened: OpenApplication) -> PointsView | None:
    """Return the points of an application that is still open."""
    if opened.papers is None:
        return None
    program = opened.program
    return points_view(
        program.profile.documents,
        opened.papers,
        birth_date=opened.person.birth_date,
        today=program.today,
    )


def photo_url(opened: OpenApplication) -> str | None:
    """Return where the photo is, if there is one."""
    number = opened.application.number
    return f"/desk/applications/{number}/photo" if opened.has_photo else None


def _actions(opened: OpenApplication, actor: Actor) -> frozenset[str]:
    state = ApplicationState(opened.application.state)
    is_open = state in OPEN_STATES
    is_enough = opened.has_photo and opened.decision is not None and opened.decision.satisfied
    offered = {
        "edit": is_open,
        "photo": is_open,
        "submit": is_open and is_enough,
        "withdraw": ApplicationState.WITHDRAWN in APPLICATION_MOVES[state],
        "issue": state is ApplicationState.APPROVED and actor.may(Permission.CARD_ISSUE),
        "card": state is ApplicationState.ISSUED and actor.may(Permission.CARD_PRINT),
    }
    return frozenset(act for act, is_offered in offered.items() if is_offered)

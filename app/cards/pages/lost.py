"""The public page that pauses a lost card: a code, no account, no name, in the visitor's language.

Right and wrong codes get the same page with the same work behind it; only its sentence differs, as
whoever has lost a card must know whether it is paused.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response

from app.cards.pause_lost_card import LostCardAnswer, pause_own_lost_card
from app.kit.attempts import Attempts
from app.kit.errors import AppError, faults_of
from app.kit.guard import require_own_origin
from app.kit.html import render
from app.kit.http import DbSession, Now, client_key, from_state
from app.kit.problems import say_when, status_of

# Sixteen symbols, with whatever people put between them.
MAX_TYPED = 100

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class LostView:
    """The page; what was typed is not shown again."""

    answer: LostCardAnswer | None = None
    errors: list[tuple[str, str]] = field(default_factory=list)
    values: Mapping[str, str] = field(default_factory=dict)


@router.get("/lost")
def show_lost(request: Request) -> Response:
    """Ask for the code of the slip."""
    return render(request, "lost.html", LostView())


# A page of somebody else must not let its visitors guess codes for it.
@router.post("/lost", dependencies=[Depends(require_own_origin)])
def pause_lost(
    request: Request,
    session: DbSession,
    now: Now,
    attempts: Annotated[Attempts, Depends(from_state("lost_attempts"))],
    code: Annotated[str, Form()] = "",
) -> Response:
    """Pause the card of a code at once."""
    try:
        attempts.take(client_key(request), now=now)
        answer = pause_own_lost_card(session, code[:MAX_TYPED], now=now)
    except AppError as error:
        session.abandon()
        view = LostView(errors=faults_of(error, "code"))
        return say_when(_page(request, view, status_of(error)), error)
    return _page(request, LostView(answer=answer))


def _page(request: Request, view: LostView, status: int = HTTPStatus.OK) -> Response:
    return render(request, "lost.html", view, status=status)

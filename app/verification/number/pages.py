"""The public page that checks a typed number: an online question, answered with the word alone.

It lies outside the verifier page's service worker, since it sends what was typed. Nothing is kept:
a day, "anyone" and the word are counted.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request, Response

from app.kit.attempts import Attempts
from app.kit.errors import TooManyAttemptsError, faults_of
from app.kit.guard import require_own_origin
from app.kit.html import render
from app.kit.http import DbSession, Now, client_key, from_state
from app.kit.problems import say_when, status_of
from app.verification.counts import ANYONE, CheckCounts
from app.verification.number.check_number import TypedNumber, check_number
from app.verification.snapshot import SnapshotKeeper

# Eleven and six symbols, with whatever people put between them.
MAX_TYPED = 100

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class NumberView:
    """The page; what was typed is not shown again. Green is only a card in use on a fresh list."""

    word: str = ""
    freshness: str = ""
    errors: list[tuple[str, str]] = field(default_factory=list)
    values: Mapping[str, str] = field(default_factory=dict)


@router.get("/number")
def show_number(request: Request) -> Response:
    """Ask for number and check code."""
    return render(request, "number.html", NumberView())


def read_typed(
    number: Annotated[str, Form()] = "", check_code: Annotated[str, Form()] = ""
) -> TypedNumber:
    """Return the form's two fields."""
    return TypedNumber(number[:MAX_TYPED], check_code[:MAX_TYPED])


# A page of somebody else must not let its visitors try codes for it.
@router.post("/number", dependencies=[Depends(require_own_origin)])
def check(
    request: Request,
    session: DbSession,
    now: Now,
    typed: Annotated[TypedNumber, Depends(read_typed)],
    attempts: Annotated[Attempts, Depends(from_state("number_attempts"))],
) -> Response:
    """Check a card by its number and check code."""
    try:
        attempts.take(client_key(request), now=now)
    except TooManyAttemptsError as error:
        view = NumberView(errors=faults_of(error))
        return say_when(render(request, "number.html", view, status=status_of(error)), error)
    state = request.app.state
    snapshots: SnapshotKeeper = state.snapshots
    counts: CheckCounts = state.check_counts
    key: bytes = state.check_code_key
    answer = check_number(session, typed, key=key, snapshot=snapshots.get(), now=now)
    counts.add(now.astimezone(UTC).date(), ANYONE, answer.verdict.word)
    view = NumberView(word=answer.verdict.word.value, freshness=answer.freshness.value)
    return render(request, "number.html", view)

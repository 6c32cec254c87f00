"""The page on which staff check a card: the text comes in the body, and nothing is stored."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Form, Request, Response

from app.core.permissions import Permission
from app.kit.actor import Actor
from app.kit.guard import Requires
from app.kit.html import picture_inside, render, wants_fragment
from app.kit.http import DbSession, Now, from_state
from app.verification.check_card import Check, check_card
from app.verification.counts import CheckCounts
from app.verification.snapshot import SnapshotKeeper

DESK = "desk"

Checker = Annotated[Actor, Depends(Requires(Permission.CARD_CHECK))]

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The answer; name, number and day are there for `valid` and for nothing else."""

    word: str
    freshness: str
    status_as_of: datetime | None
    please_visit: bool
    name: str
    number: str
    valid_until: date | None
    face: str = ""
    """The picture in the code as `data:`, where there is one."""


@dataclass(frozen=True, slots=True)
class CheckView:
    """The page; no result before a card was checked."""

    result: CheckResult | None = None


@router.get("/desk/check")
def show_check(request: Request, actor: Checker) -> Response:
    """Show the form."""
    del actor
    return render(request, "desk/check.html", CheckView(), carries_pictures=True)


@router.post("/desk/check")
def check(
    request: Request,
    actor: Checker,
    session: DbSession,
    now: Now,
    snapshots: Annotated[SnapshotKeeper, Depends(from_state("snapshots"))],
    counts: Annotated[CheckCounts, Depends(from_state("check_counts"))],
    text: Annotated[str, Form()] = "",
) -> Response:
    """Check a card and show the answer; only the day, the desk and the word are counted."""
    del actor
    answer = check_card(text.strip(), snapshot=snapshots.get(), now=now)
    counts.add(now.astimezone(UTC).date(), DESK, answer.verdict.word)
    view = CheckView(_result(answer, ZoneInfo(session.seals.time_zone)))
    template = "desk/_result.html" if wants_fragment(request) else "desk/check.html"
    return render(request, template, view, carries_pictures=True)


def _result(check: Check, zone: ZoneInfo) -> CheckResult:
    verdict = check.verdict
    claims = verdict.claims
    has_end = claims is not None and not claims.no_end
    return CheckResult(
        word=verdict.word.value,
        freshness=check.freshness.value,
        status_as_of=check.status_as_of.astimezone(zone) if verdict.status_known else None,
        please_visit=verdict.please_visit,
        name="" if claims is None else claims.name or "",
        number="" if claims is None else claims.card_number,
        valid_until=_last_day(claims.expires_at, zone) if claims and has_end else None,
        face=picture_inside(claims.face, kind="webp") if claims and claims.face else "",
    )


def _last_day(expires_at: int, zone: ZoneInfo) -> date:
    # The claim is the first second after the card's last day.
    return datetime.fromtimestamp(expires_at - 1, UTC).astimezone(zone).date()

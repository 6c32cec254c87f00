"""The JSON route for checking a card: answered from memory, one word, no person, no record."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, ConfigDict, Field

from app.core.credential import Freshness, ResultWord
from app.kit.attempts import Attempts
from app.kit.http import Now, client_key, from_state
from app.kit.problems import PROBLEMS
from app.verification.check_card import check_card
from app.verification.counts import CheckCounts
from app.verification.snapshot import SnapshotKeeper

# The most letters a QR code can hold; anything longer is `unreadable` and not looked at.
MAX_TEXT = 4296
ANYONE = "anyone"


class VerificationCreate(BaseModel):
    """The text a verifier read from a card's code."""

    model_config = ConfigDict(extra="forbid")

    credential: Annotated[str, Field(max_length=MAX_TEXT + 1)]


class VerificationRead(BaseModel):
    """The answer: a word, and how old the register's state behind it is."""

    result: ResultWord
    status_as_of: datetime
    freshness: Freshness
    please_visit: bool = False


router = APIRouter(prefix="/api/verifications", tags=["verification"], responses=PROBLEMS)


@router.post("", response_model=VerificationRead)
async def create_verification(
    request: Request,
    body: VerificationCreate,
    now: Now,
    snapshots: Annotated[SnapshotKeeper, Depends(from_state("snapshots"))],
    counts: Annotated[CheckCounts, Depends(from_state("check_counts"))],
    attempts: Annotated[Attempts, Depends(from_state("check_attempts"))],
) -> Response:
    """Say whether a scanned card is good right now. 200 for every card, good or bad."""
    attempts.take(client_key(request), now=now)
    check = check_card(body.credential, snapshot=snapshots.get(), now=now)
    counts.add(now.astimezone(UTC).date(), ANYONE, check.verdict.word)
    answer: dict[str, object] = {
        "result": check.verdict.word.value,
        "status_as_of": check.status_as_of.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "freshness": check.freshness.value,
        "please_visit": check.verdict.please_visit,
    }
    return JSONResponse(answer, headers={"Cache-Control": "no-store"})

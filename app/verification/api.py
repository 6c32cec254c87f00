"""The JSON route for checking a card: answered from memory, one word, no person, no record.

This is the route that a whole city asks. It reads its request by hand, since the framework's
handling of parameters takes longer than checking a card does.
"""

from datetime import UTC, datetime
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, ConfigDict, ValidationError

from app.core.credential import Freshness, ResultWord
from app.kit.attempts import Attempts
from app.kit.errors import TooLargeError, UnreadableRequestError
from app.kit.http import client_key, get_now
from app.kit.problems import PROBLEMS
from app.verification.check_card import Check, check_card
from app.verification.counts import CheckCounts
from app.verification.snapshot import SnapshotKeeper

# A code holds at most 4,296 letters; with every letter escaped, its request is less than half this.
MAX_REQUEST_BYTES = 65_536
ANYONE = "anyone"


class VerificationCreate(BaseModel):
    """The text a verifier read from a card's code."""

    model_config = ConfigDict(extra="forbid")

    credential: str


class VerificationRead(BaseModel):
    """The answer: a word, and how old the register's state behind it is."""

    result: ResultWord
    status_as_of: datetime
    freshness: Freshness
    please_visit: bool = False


REQUEST_BODY: dict[str, Any] = {
    "required": True,
    "content": {"application/json": {"schema": VerificationCreate.model_json_schema()}},
}

router = APIRouter(prefix="/api/verifications", tags=["verification"], responses=PROBLEMS)


@router.post("", response_model=VerificationRead, openapi_extra={"requestBody": REQUEST_BODY})
async def create_verification(request: Request) -> Response:
    """Say whether a scanned card is good right now. 200 for every card, good or bad."""
    state, now = request.app.state, get_now(request)
    attempts: Attempts = state.check_attempts
    snapshots: SnapshotKeeper = state.snapshots
    counts: CheckCounts = state.check_counts
    attempts.take(client_key(request), now=now)
    asked = await _read(request)
    check = check_card(asked.credential, snapshot=snapshots.get(), now=now)
    counts.add(now.astimezone(UTC).date(), ANYONE, check.verdict.word)
    return JSONResponse(_written(check), headers={"Cache-Control": "no-store"})


async def _read(request: Request) -> VerificationCreate:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_REQUEST_BYTES:
            raise TooLargeError("too_large")
    try:
        return VerificationCreate.model_validate_json(bytes(body))
    except ValidationError as error:
        # Where and of what kind the fault is; never what was sent.
        faults = error.errors(include_url=False, include_context=False, include_input=False)
        is_ours = any(fault["loc"] == ("credential",) for fault in faults)
        fields = (("body.credential", "unusable"),) if is_ours else (("body", "unusable"),)
        raise UnreadableRequestError("unreadable_request", fields=fields) from None


def _written(check: Check) -> dict[str, object]:
    return {
        "result": check.verdict.word.value,
        "status_as_of": f"{check.status_as_of.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "freshness": check.freshness.value,
        "please_visit": check.verdict.please_visit,
    }

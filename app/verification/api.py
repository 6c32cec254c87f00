"""The JSON route for checking a card: answered with one word, no person, no record.

This is the route that a whole city asks. It reads its request by hand, since the framework's
handling of parameters takes longer than checking a card does. A scanned text is answered from
memory; for a typed number one register row is read. Pages of any site may ask, without credentials:
a page sends nothing here that its visitor could not type (decisions/0016).
"""

from datetime import UTC, datetime
from typing import Any

from anyio.to_thread import run_sync
from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, ConfigDict, ValidationError

from app.core.credential import Freshness, ResultWord
from app.kit.attempts import Attempts
from app.kit.errors import TooLargeError, UnauthenticatedError, UnreadableRequestError
from app.kit.guard import require_own_origin
from app.kit.http import client_key, get_now
from app.kit.problems import PROBLEMS
from app.partners import KEY_PREFIX, AnswerField, PartnerAccess, partner_key_digest
from app.verification.check_card import Check, check_card
from app.verification.counts import ANYONE, CheckCounts
from app.verification.number import TypedNumber, check_number
from app.verification.snapshot import Snapshot, SnapshotKeeper

# A code holds at most 4,296 letters; with every letter escaped, its request is less than half this.
MAX_REQUEST_BYTES = 65_536
ANY_ORIGIN = {"Access-Control-Allow-Origin": "*"}
PREFLIGHT = ANY_ORIGIN | {
    "Access-Control-Allow-Methods": "POST",
    "Access-Control-Allow-Headers": "content-type",
    "Access-Control-Max-Age": "86400",
    "Vary": "Access-Control-Request-Headers",
}
EVERY_FIELD = frozenset(AnswerField)


class VerificationCreate(BaseModel):
    """The text a verifier read from a card's code."""

    model_config = ConfigDict(extra="forbid")

    credential: str


class NumberVerificationCreate(BaseModel):
    """What is printed on a card whose code cannot be scanned."""

    model_config = ConfigDict(extra="forbid")

    number: str
    check_code: str


class VerificationRead(BaseModel):
    """The answer: a word, and how old the register's state behind it is."""

    result: ResultWord
    status_as_of: datetime
    freshness: Freshness
    please_visit: bool = False


Asked = VerificationCreate | NumberVerificationCreate
BODIES = (VerificationCreate, NumberVerificationCreate)
REQUEST_BODY: dict[str, Any] = {
    "required": True,
    "content": {
        "application/json": {"schema": {"oneOf": [body.model_json_schema() for body in BODIES]}}
    },
}

router = APIRouter(prefix="/api/verifications", tags=["verification"], responses=PROBLEMS)


@router.post(
    "",
    response_model=VerificationRead,
    openapi_extra={"requestBody": REQUEST_BODY},
)
async def create_verification(request: Request) -> Response:
    """Say whether a card is good right now. 200 for every card, good or bad.

    Partners send `Authorization: Bearer tp_…`; anyone else may ask sixty times a minute.
    """
    request.state.answer_headers = ANY_ORIGIN
    state, now = request.app.state, get_now(request)
    snapshots: SnapshotKeeper = state.snapshots
    counts: CheckCounts = state.check_counts
    snapshot = snapshots.get()
    partner = _let_in(request, snapshot, now)
    asked = await _read(request)
    if isinstance(asked, VerificationCreate):
        check = check_card(asked.credential, snapshot=snapshot, now=now)
    else:
        _let_number_in(request, partner, now)
        check = await _check_number(request, asked, snapshot, now)
    asker = ANYONE if partner is None else str(partner.id)
    counts.add(now.astimezone(UTC).date(), asker, check.verdict.word)
    answer = _written(check, EVERY_FIELD if partner is None else partner.fields)
    return JSONResponse(answer, headers=ANY_ORIGIN | {"Cache-Control": "no-store"})


@router.options("", include_in_schema=False)
async def allow_any_origin() -> Response:
    """Let pages of any site ask; never with a key, which would be read by every visitor."""
    return Response(status_code=204, headers=PREFLIGHT)


def _let_in(request: Request, snapshot: Snapshot, now: datetime) -> PartnerAccess | None:
    """Count the request against the partner's quota, or against what anyone may ask."""
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and key.startswith(KEY_PREFIX):
        partner = snapshot.partners.get(partner_key_digest(key))
        if partner is not None:
            request.app.state.partner_quotas.take(partner, now=now)
            return partner
    attempts: Attempts = request.app.state.check_attempts
    attempts.take(client_key(request), now=now)
    if key.startswith(KEY_PREFIX):
        raise UnauthenticatedError("partner_key_unknown")
    return None


def _let_number_in(request: Request, partner: PartnerAccess | None, now: datetime) -> None:
    """Let nobody's page use its visitors to try check codes, and nobody, no partner, try many."""
    if partner is None:
        require_own_origin(request)
    attempts: Attempts = request.app.state.number_attempts
    attempts.take(client_key(request) if partner is None else str(partner.id), now=now)


async def _check_number(
    request: Request, asked: NumberVerificationCreate, snapshot: Snapshot, now: datetime
) -> Check:
    state = request.app.state
    typed = TypedNumber(asked.number, asked.check_code)

    def check() -> Check:
        with state.new_session() as session:
            return check_number(
                session, typed, key=state.check_code_key, snapshot=snapshot, now=now
            )

    return await run_sync(check)


async def _read(request: Request) -> Asked:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_REQUEST_BYTES:
            raise TooLargeError("too_large")
    try:
        return VerificationCreate.model_validate_json(bytes(body))
    except ValidationError as error:
        places = {fault["loc"][:1] for fault in _faults(error)}
    if not {("number",), ("check_code",)} & places:
        raise _unreadable({"credential"} if ("credential",) in places else set())
    try:
        return NumberVerificationCreate.model_validate_json(bytes(body))
    except ValidationError as error:
        named = {fault["loc"][0] for fault in _faults(error) if fault["loc"]}
        raise _unreadable(named & {"number", "check_code"}) from None


def _faults(error: ValidationError) -> list[Any]:
    # Where and of what kind the fault is; never what was sent.
    return error.errors(include_url=False, include_context=False, include_input=False)


def _unreadable(places: set[object]) -> UnreadableRequestError:
    fields = tuple((f"body.{place}", "unusable") for place in sorted(map(str, places)))
    return UnreadableRequestError("unreadable_request", fields=fields or (("body", "unusable"),))


def _written(check: Check, fields: frozenset[AnswerField]) -> dict[str, object]:
    answer: dict[str, object] = {
        "result": check.verdict.word.value,
        "status_as_of": f"{check.status_as_of.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "freshness": check.freshness.value,
    }
    if AnswerField.PLEASE_VISIT in fields:
        answer["please_visit"] = check.verdict.please_visit
    return answer

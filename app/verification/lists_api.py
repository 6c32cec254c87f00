"""The published status lists (Token Status List, draft 21, sections 8 and 9): nothing personal.

CWT unless JWT is preferred. Everybody gets the same bytes, whoever asks and for whatever card.
"""

from typing import Annotated

from fastapi import APIRouter, Header, Path, Query, Request, Response
from fastapi.responses import JSONResponse

from app.core.credential import aggregation_uri
from app.kit.accept import preferred_type
from app.kit.errors import NotFoundError, NotSupportedError
from app.kit.http import DbSession, Now, published
from app.kit.problems import PROBLEMS
from app.programs import active_program
from app.verification.models import SignedList
from app.verification.repository import SignedListRepository

CWT = "application/statuslist+cwt"
JWT = "application/statuslist+jwt"
CACHE_SECONDS = 60

router = APIRouter(prefix="/s", tags=["status lists"], responses=PROBLEMS)


@router.get("")
def list_status_lists(request: Request, session: DbSession, now: Now) -> Response:
    """Name every status list, so that a verifier fetches all and tells nobody which it needs."""
    base = aggregation_uri(active_program(session, now).profile.issuer.url)
    numbers = SignedListRepository(session).numbers()
    body = JSONResponse({"status_lists": [f"{base}/{number}" for number in numbers]}).body
    return published(request, bytes(body), "application/json", seconds=CACHE_SECONDS)


@router.get(
    "/{number}",
    response_class=Response,
    responses={
        200: {"content": {CWT: {}, JWT: {}}, "description": "The signed list."},
        501: {"description": "Lists of the past are not kept."},
    },
)
def read_status_list(
    request: Request,
    session: DbSession,
    number: Annotated[int, Path(ge=0, le=999_999_999)],
    time: Annotated[str | None, Query(include_in_schema=False)] = None,
    accept: Annotated[str, Header()] = "*/*",
) -> Response:
    """Return the newest signed form of a status list; `time`, for one of the past, is refused."""
    if time is not None:
        raise NotSupportedError("no_lists_of_the_past")
    signed = SignedListRepository(session).find(number)
    if signed is None:
        raise NotFoundError("no_such_list")
    media_type = preferred_type(accept, (CWT, JWT))
    answer = published(request, _form(signed, media_type), media_type, seconds=CACHE_SECONDS)
    answer.headers["Vary"] = "Accept"
    return answer


def _form(signed: SignedList, media_type: str) -> bytes:
    return signed.cwt if media_type == CWT else signed.jwt

"""Routes for operators and machines: alive, ready, and the description of the API."""

from http import HTTPStatus

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from app.kit.db import ping
from app.kit.guard import Requires, get_actor
from app.kit.migrations import is_at_head

router = APIRouter(include_in_schema=False)

TOO_OLD_SECONDS = 60


@router.get("/healthz")
def healthz() -> dict[str, str]:
    """Say that the process is alive."""
    return {"answer": "alive"}


@router.get("/readyz")
def readyz(request: Request) -> Response:
    """Say whether requests can be served: database at head, register read lately, space left."""
    checks = {
        "database": _database_answers(request),
        "register": _register_is_fresh(request),
        "storage": request.app.state.storage.has_space(),
    }
    code = HTTPStatus.OK if all(checks.values()) else HTTPStatus.SERVICE_UNAVAILABLE
    return JSONResponse(checks, code, headers={"Cache-Control": "no-store"})


@router.get("/openapi.json")
async def openapi(request: Request) -> Response:
    """Describe the API; in production for members of staff only."""
    if request.app.state.is_production:
        Requires(None)(await get_actor(request))
    return JSONResponse(request.app.openapi(), headers={"Cache-Control": "no-store"})


def _database_answers(request: Request) -> bool:
    try:
        with request.app.state.new_session() as session:
            ping(session)
        return is_at_head(request.app.state.deployment.engine)
    except Exception:  # noqa: BLE001 - whatever it is, the answer is "not ready"
        return False


def _register_is_fresh(request: Request) -> bool:
    try:
        return bool(request.app.state.snapshots.age_seconds() <= TOO_OLD_SECONDS)
    except Exception:  # noqa: BLE001 - whatever it is, the answer is "not ready"
        return False

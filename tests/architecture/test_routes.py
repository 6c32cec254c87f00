"""Every route states who may use it; the open ones are these and no others."""

from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI

from app.core.permissions import Permission
from app.kit.guard import Requires
from tests.architecture.routes import routes_of


def test_the_rules_of_included_routers_are_found() -> None:
    """A list of routes that misses included routers would pass on nothing."""
    inner = APIRouter()
    guarded = APIRouter(dependencies=[Depends(Requires(Permission.AUDIT_READ))])
    signed_in = APIRouter(dependencies=[Depends(Requires(None))])

    @inner.get("/open")
    def read_open() -> None: ...

    @inner.post("/own")
    def change(actor: Annotated[object, Depends(Requires(Permission.CARD_ISSUE))]) -> None: ...

    @guarded.get("/log")
    def read_log() -> None: ...

    @signed_in.get("/me")
    def read_me() -> None: ...

    app = FastAPI(openapi_url=None)
    app.include_router(inner, prefix="/api")
    app.include_router(guarded)
    app.include_router(signed_in)
    found = {route.name: route.permissions for route in routes_of(app)}
    assert found == {
        "GET /api/open": frozenset(),
        "POST /api/own": {Permission.CARD_ISSUE},
        "GET /log": {Permission.AUDIT_READ},
        "GET /me": frozenset(),
    }
    assert [route.name for route in routes_of(app) if not route.rules] == ["GET /api/open"]

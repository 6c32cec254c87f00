"""Every route states who may use it; the open ones are these and no others."""

from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI

from app.core.permissions import PERMISSIONS_OF, Permission
from app.kit.guard import Requires
from app.kit.html import static_files
from app.main import ROUTERS
from tests.architecture.routes import routes_of

OPEN = {
    "GET /healthz",
    "GET /readyz",
    "GET /openapi.json",  # asks for a sign-in in production, see below
    "GET /sign-in",
    "POST /sign-in",
    "POST /api/sessions",
    "POST /api/verifications",
    "OPTIONS /api/verifications",
    "GET /number",
    "POST /number",
    "GET /lost",
    "POST /lost",
    "GET /v",
    "GET /v/",
    "GET /v/{path:path}",
    "GET /s",
    "GET /s/{number}",
    "GET /.well-known/cose-keys",
    "GET /.well-known/jwks.json",
    "MOUNT /static",
    # These ask for the key of a print agent, see tests/printing/leases/test_api.py.
    "POST /api/print-agents/next",
    "POST /api/print-agents/sign",
    "GET /api/print-agents/leases/{lease_id}",
    "POST /api/print-agents/leases/{lease_id}/sent",
    "POST /api/print-agents/leases/{lease_id}/drawing",
    "POST /api/print-agents/leases/{lease_id}/report",
}
SIGN_IN_IS_ENOUGH = {"GET /", "POST /sign-out", "DELETE /api/sessions/current"}
# Acts that are done by commands so far, or by no route yet.
NOT_OVER_HTTP = {
    Permission.DOCUMENTS_EXPLAIN,
    Permission.AUDIT_READ,
    Permission.PROGRAM_MANAGE,
    Permission.KEY_MANAGE,
}


def composed() -> FastAPI:
    """Return the application's routes, without a deployment behind them."""
    app = FastAPI(openapi_url=None)
    for router in ROUTERS:
        app.include_router(router)
    app.mount("/static", static_files())
    return app


def test_the_open_routes_are_these_and_no_others() -> None:
    assert {route.name for route in routes_of(composed()) if not route.rules} == OPEN


def test_the_routes_for_everybody_who_works_here_are_these() -> None:
    found = {route.name for route in routes_of(composed()) if route.rules and not route.permissions}
    assert found == SIGN_IN_IS_ENOUGH


def test_no_route_asks_for_two_permissions_at_once() -> None:
    """A table of one permission each can be read; a clash of two would be a mistake."""
    assert [route.name for route in routes_of(composed()) if len(route.permissions) > 1] == []


def test_every_permission_is_asked_for_and_given() -> None:
    asked = frozenset[Permission]().union(*(route.permissions for route in routes_of(composed())))
    given = frozenset[Permission]().union(*PERMISSIONS_OF.values())
    assert asked == set(Permission) - NOT_OVER_HTTP
    assert given == set(Permission)


def test_no_two_routes_answer_the_same_request() -> None:
    names = [route.name for route in routes_of(composed())]
    assert len(names) == len(set(names))


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

"""The guard: tokens, permissions, origins and form tokens."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import httpx
import pytest
from fastapi import Depends, FastAPI, Request

from app.core.permissions import Permission
from app.kit.actor import Actor
from app.kit.guard import Requires, form_token
from app.kit.problems import install_problem_handlers
from tests.clocks import MovableClock
from tests.http import NewClient
from tests.kit.test_problems import show

ID = UUID("3f2c1e9a-0000-4000-8000-000000000001")
TOKEN = "a-session-token"  # noqa: S105 - of an invented session
COOKIE = {"cookie": f"__Host-tessera={TOKEN}"}
BEARER = {"authorization": f"Bearer {TOKEN}"}
CLERK = Actor(
    account_id=ID,
    person_id=ID,
    site="main",
    email="clerk@riverbend.example",
    permissions=frozenset({Permission.CARD_PRINT}),
)


def find_actor(token: str, now: datetime) -> Actor | None:
    del now
    return CLERK if token == TOKEN else None


@pytest.fixture
def app() -> FastAPI:
    app = FastAPI()
    app.state.find_actor = find_actor
    app.state.clock = MovableClock()
    app.state.secure_cookies = True
    app.state.base_url = "https://cards.riverbend.example/base"

    @app.get("/api/anybody")
    def read(actor: Annotated[Actor, Depends(Requires(None))]) -> str:
        return actor.email

    @app.post("/api/prints")
    def create_print(
        actor: Annotated[Actor, Depends(Requires(Permission.CARD_PRINT))], request: Request
    ) -> list[str]:
        return [actor.site, request.state.session_token, request.state.csrf_token]

    @app.post("/api/decisions")
    def create_decision(
        actor: Annotated[Actor, Depends(Requires(Permission.APPLICATION_DECIDE))],
    ) -> str:
        return actor.site

    install_problem_handlers(app, show)
    return app


@pytest.fixture
def client(app: FastAPI, new_client: NewClient) -> httpx.Client:
    return new_client(app)


def outcome(answer: httpx.Response) -> tuple[int, str]:
    body = answer.json()
    return answer.status_code, body["reason"] if isinstance(body, dict) else ""


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        pytest.param({}, (401, "sign_in_needed"), id="nothing"),
        pytest.param({"authorization": "Bearer "}, (401, "sign_in_needed"), id="empty"),
        pytest.param({"authorization": "Bearer x"}, (401, "session_ended"), id="unknown token"),
        pytest.param({"authorization": f"Basic {TOKEN}"}, (401, "sign_in_needed"), id="basic"),
        pytest.param({"cookie": f"tessera={TOKEN}"}, (401, "sign_in_needed"), id="plain cookie"),
        pytest.param({"cookie": "__Host-tessera=x"}, (401, "session_ended"), id="old cookie"),
        pytest.param(BEARER, (200, ""), id="token"),
        pytest.param({"authorization": f"bearer {TOKEN}"}, (200, ""), id="small letters"),
        pytest.param(COOKIE, (200, ""), id="cookie"),
    ],
)
def test_reading_needs_a_session(
    client: httpx.Client, headers: dict[str, str], expected: tuple[int, str]
) -> None:
    assert outcome(client.get("/api/anybody", headers=headers)) == expected


def test_a_permission_that_is_not_held_is_refused(client: httpx.Client) -> None:
    answer = client.post("/api/decisions", headers=BEARER)
    assert outcome(answer) == (403, "not_permitted")


def test_a_script_with_a_token_needs_no_form_token(client: httpx.Client) -> None:
    answer = client.post("/api/prints", headers=BEARER | {"origin": "https://elsewhere.test"})
    assert answer.json() == ["main", TOKEN, form_token(TOKEN)]


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        pytest.param({}, (200, ""), id="no browser"),
        pytest.param({"sec-fetch-site": "same-origin"}, (200, ""), id="own page"),
        pytest.param({"origin": "https://tessera.test"}, (200, ""), id="own origin"),
        pytest.param({"origin": "https://cards.riverbend.example"}, (200, ""), id="base address"),
        pytest.param(
            {"sec-fetch-site": "same-origin", "origin": "null"}, (200, ""), id="no referrer"
        ),
        pytest.param({"origin": "null"}, (403, "other_origin"), id="hidden origin"),
        pytest.param({"origin": "https://x.test"}, (403, "other_origin"), id="other origin"),
        pytest.param({"sec-fetch-site": "cross-site"}, (403, "other_origin"), id="cross-site"),
        pytest.param({"sec-fetch-site": "same-site"}, (403, "other_origin"), id="sister host"),
        pytest.param(
            {"sec-fetch-site": "same-origin", "origin": "https://x.test"},
            (403, "other_origin"),
            id="they disagree",
        ),
    ],
)
def test_a_change_with_a_cookie_comes_from_an_own_page(
    client: httpx.Client, headers: dict[str, str], expected: tuple[int, str]
) -> None:
    sent = COOKIE | {"x-form-token": form_token(TOKEN)} | headers
    assert outcome(client.post("/api/prints", headers=sent)) == expected


@pytest.mark.parametrize(
    ("headers", "form", "expected"),
    [
        pytest.param({}, {"csrf_token": form_token(TOKEN)}, (200, ""), id="in the form"),
        pytest.param({}, {}, (403, "form_out_of_date"), id="missing"),
        pytest.param({}, {"csrf_token": form_token("x")}, (403, "form_out_of_date"), id="other"),
        pytest.param({"x-form-token": "x"}, {}, (403, "form_out_of_date"), id="wrong header"),
        pytest.param({}, {"csrf_token": TOKEN}, (403, "form_out_of_date"), id="the token itself"),
    ],
)
def test_a_change_with_a_cookie_needs_the_form_token(
    client: httpx.Client,
    headers: dict[str, str],
    form: dict[str, str],
    expected: tuple[int, str],
) -> None:
    answer = client.post("/api/prints", headers=COOKIE | headers, data=form)
    assert outcome(answer) == expected


def test_json_cannot_be_sent_with_a_cookie_alone(client: httpx.Client) -> None:
    answer = client.post("/api/prints", headers=COOKIE, json={"csrf_token": form_token(TOKEN)})
    assert outcome(answer) == (403, "form_out_of_date")


def test_the_form_token_tells_nothing_of_the_session_token() -> None:
    assert TOKEN not in form_token(TOKEN)
    assert form_token(TOKEN) != form_token(TOKEN + "x")


def test_without_tls_the_cookie_has_a_plain_name(app: FastAPI, client: httpx.Client) -> None:
    app.state.secure_cookies = False
    assert client.get("/api/anybody", headers={"cookie": f"tessera={TOKEN}"}).status_code == 200
    assert client.get("/api/anybody", headers=COOKIE).status_code == 401

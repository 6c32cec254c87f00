"""Errors as HTTP: stable reasons, RFC 9457 documents, and nothing of what was sent."""

import logging

import httpx
import pytest
from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, Response
from pydantic import BaseModel, ConfigDict

from app.kit import errors
from app.kit.errors import AppError
from app.kit.problems import STATUS_OF, install_problem_handlers, status_of
from tests.http import NewClient

CANARY = "Zqxwiana"


class Person(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str
    age: int


class CardGoneError(errors.ConflictError):
    """A refusal of a feature."""


@pytest.fixture
def client(new_client: NewClient) -> httpx.Client:
    app = FastAPI()

    @app.post("/api/people")
    def create_person(body: Person) -> int:
        return body.age

    @app.get("/api/people/{number}")
    def read_person(number: int) -> int:
        return number

    @app.get("/api/{kind}")
    def refuse(kind: str) -> None:
        if kind == "gone":
            raise CardGoneError("card_gone", detail="It was replaced.")
        if kind == "fields":
            raise errors.RefusedError("not_complete", fields=(("birth_date", "too_young"),))
        raise RuntimeError(CANARY)

    @app.get("/page/{kind}")
    def refuse_page(kind: str) -> None:
        if kind == "sign-in":
            raise errors.UnauthenticatedError("sign_in_needed")
        raise CardGoneError("card_gone")

    @app.post("/page/{number}/approval")
    def approve(number: str) -> str:
        return number

    install_problem_handlers(app, show)
    return new_client(app, raise_errors=False)


def show(request: Request, status: int, reason: str) -> Response:
    del request
    return HTMLResponse(f"<h1>{reason}</h1>", status)


def test_every_kind_of_refusal_has_a_status_of_its_own() -> None:
    kinds = {
        kind
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, AppError) and kind is not AppError
    }
    assert kinds == set(STATUS_OF)
    assert status_of(CardGoneError("card_gone")) == 409
    assert status_of(AppError("other")) == 400


def test_a_refusal_is_a_problem_document(client: httpx.Client) -> None:
    answer = client.get("/api/gone")
    assert answer.status_code == 409
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.json() == {
        "type": "about:blank#card_gone",
        "title": "This has changed in the meantime",
        "status": 409,
        "reason": "card_gone",
        "detail": "It was replaced.",
    }


def test_a_refusal_names_the_fields(client: httpx.Client) -> None:
    answer = client.get("/api/fields")
    assert answer.json()["fields"] == [{"field": "birth_date", "reason": "too_young"}]


@pytest.mark.parametrize(
    ("content", "fields"),
    [
        pytest.param(b"{Zqxwiana", [("body", "json_invalid")], id="not JSON"),
        pytest.param(b'{"name": "Zqxwiana"}', [("body.age", "missing")], id="a field is missing"),
        pytest.param(
            b'{"name": "Zqxwiana", "age": "Zqxwiana"}',
            [("body.age", "int_parsing")],
            id="another type",
        ),
        pytest.param(
            b'{"name": "x", "age": 1, "Zqxwiana": 1}', [("body", "extra_forbidden")], id="extra"
        ),
        pytest.param(b'["Zqxwiana"]', [("body", "model_attributes_type")], id="a list"),
    ],
)
def test_a_malformed_body_is_named_by_place_and_kind_and_never_repeated(
    client: httpx.Client, content: bytes, fields: list[tuple[str, str]]
) -> None:
    headers = {"content-type": "application/json"}
    answer = client.post("/api/people", content=content, headers=headers)
    assert (answer.status_code, answer.json()["reason"]) == (422, "unreadable_request")
    assert [(row["field"], row["reason"]) for row in answer.json()["fields"]] == fields
    assert CANARY not in answer.text


def test_a_body_that_is_not_text_has_a_reason(client: httpx.Client) -> None:
    headers = {"content-type": "application/json"}
    answer = client.post("/api/people", content=b'{"name": "\xff"}', headers=headers)
    assert (answer.status_code, answer.json()["reason"]) == (400, "unreadable_request")


@pytest.mark.parametrize(
    ("method", "path", "status", "reason"),
    [
        pytest.param("GET", f"/api/people/{CANARY}", 422, "unreadable_request", id="parameter"),
        pytest.param("GET", f"/api/people/1/{CANARY}", 404, "not_found", id="no such route"),
        pytest.param("PUT", "/api/people", 405, "method_not_allowed", id="other method"),
    ],
)
def test_what_the_framework_refuses_has_a_reason_too(
    client: httpx.Client, method: str, path: str, status: int, reason: str
) -> None:
    answer = client.request(method, path)
    assert (answer.status_code, answer.json()["reason"]) == (status, reason)
    assert CANARY not in answer.text


def test_an_unexpected_error_tells_a_correlation_id_and_nothing_else(
    client: httpx.Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="tessera"):
        answer = client.get("/api/unexpected")
    assert (answer.status_code, answer.json()["reason"]) == (500, "unexpected_error")
    assert answer.json()["detail"] in caplog.text
    assert CANARY not in answer.text
    assert CANARY not in caplog.text


def test_a_page_shows_the_reason_to_a_person(client: httpx.Client) -> None:
    answer = client.get("/page/gone")
    assert (answer.status_code, answer.text) == (409, "<h1>card_gone</h1>")
    assert client.get(f"/page/a/{CANARY}").text == "<h1>not_found</h1>"


def test_a_page_that_needs_a_sign_in_leads_there(client: httpx.Client) -> None:
    answer = client.get("/page/sign-in")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")


@pytest.mark.parametrize(
    ("query", "page"),
    [
        pytest.param("", "/page/7", id="typed by hand"),
        pytest.param("?lang=es", "/page/7?lang=es", id="a link to another language"),
        pytest.param("?lang=//x&name=Zqxwiana", "/page/7", id="anything else"),
        pytest.param("?lang=Zqxwiana", "/page/7", id="no code of a language"),
    ],
)
def test_the_address_of_a_form_leads_to_the_page_above(
    client: httpx.Client, query: str, page: str
) -> None:
    answer = client.get(f"/page/7/approval{query}")

    assert (answer.status_code, answer.headers["location"]) == (303, page)


def test_the_address_of_a_form_is_repeated_where_it_names_an_id_only(client: httpx.Client) -> None:
    assert client.get(f"/page/{CANARY}/approval").headers["location"] == "/"

"""The route that checks a card reads its request by hand: what it takes, and what it refuses."""

import json

import httpx
import pytest

from app.main import CHECKS_PER_MINUTE
from app.verification.api import MAX_REQUEST_BYTES
from tests.town import Town

CHECK = "/api/verifications"
CANARY = "Zqxwiana"


@pytest.fixture
def anyone(sqlite_town: Town) -> httpx.Client:
    """Return a client of somebody who is not signed in."""
    return sqlite_town.new_client(sqlite_town.app)


def test_garbage_has_an_answer_and_stays_in_no_cache(anyone: httpx.Client) -> None:
    answer = anyone.post(CHECK, json={"credential": CANARY})
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert answer.json() == {
        "result": "unreadable",
        "status_as_of": "2026-11-24T18:00:00Z",
        "freshness": "fresh",
        "please_visit": False,
    }


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("9" * 5000, id="longer than a code can be"),
        pytest.param("", id="nothing"),
        pytest.param("\0\u202e", id="no letters"),
    ],
)
def test_every_text_has_an_answer(anyone: httpx.Client, text: str) -> None:
    assert anyone.post(CHECK, json={"credential": text}).json()["result"] == "unreadable"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        pytest.param(b"", "body", id="empty"),
        pytest.param(b"{" + CANARY.encode(), "body", id="not JSON"),
        pytest.param(json.dumps([CANARY]).encode(), "body", id="a list"),
        pytest.param(json.dumps({CANARY: CANARY}).encode(), "body.credential", id="no credential"),
        pytest.param(b'{"credential": 7}', "body.credential", id="a number"),
        pytest.param(b'{"credential": "\\ud800"}', "body", id="half a character"),
        pytest.param(b'{"credential": "\xff"}', "body", id="not UTF-8"),
        pytest.param(b'{"credential": "", "x": "Zqxwiana"}', "body", id="another field"),
    ],
)
def test_a_malformed_request_is_a_problem_that_repeats_nothing(
    anyone: httpx.Client, body: bytes, field: str
) -> None:
    answer = anyone.post(CHECK, content=body, headers={"content-type": "application/json"})
    assert (answer.status_code, answer.json()["reason"]) == (422, "unreadable_request")
    assert answer.json()["fields"] == [{"field": field, "reason": "unusable"}]
    assert CANARY not in answer.text


def test_a_body_larger_than_any_code_is_not_read(anyone: httpx.Client) -> None:
    answer = anyone.post(CHECK, json={"credential": "9" * MAX_REQUEST_BYTES})
    assert (answer.status_code, answer.json()["reason"]) == (413, "too_large")


def test_one_client_asks_only_so_often(sqlite_town: Town, anyone: httpx.Client) -> None:
    ask = [anyone.post(CHECK, json={"credential": ""}) for _ in range(CHECKS_PER_MINUTE + 1)]
    assert {answer.status_code for answer in ask[:-1]} == {200}
    assert (ask[-1].status_code, ask[-1].json()["reason"]) == (429, "too_many_attempts")
    sqlite_town.clock.move(minutes=1)
    assert anyone.post(CHECK, json={"credential": ""}).status_code == 200

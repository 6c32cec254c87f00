"""The edge: one transaction per request, what outlives a refusal, capped bodies, quiet logs."""

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import httpx
import pytest
from fastapi import FastAPI, Request
from sqlalchemy import text

from app.kit.db import Session, SessionFactory
from app.kit.errors import ConflictError
from app.kit.http import (
    MAX_BODY_BYTES,
    MAX_PHOTO_BYTES,
    BodyLimit,
    DbSession,
    Now,
    PhotoBody,
    RequestLog,
    client_key,
)
from app.kit.problems import install_problem_handlers
from tests.clocks import NOON, MovableClock
from tests.databases import Database
from tests.http import NewClient
from tests.kit.test_problems import show

# Whether the note answered by a note exists is looked at when the transaction is committed.
NOTE_TABLE = """
    CREATE TABLE note (
        word TEXT UNIQUE,
        answers TEXT REFERENCES note (word) DEFERRABLE INITIALLY DEFERRED
    )
"""


@dataclass(frozen=True)
class NoteRefused:
    """What a refused request leaves behind."""

    word: str


def write_note(session: Session, word: str, *, answers: str | None = None) -> None:
    session.write()
    values = {"word": word, "answers": answers}
    session.execute(text("INSERT INTO note VALUES (:word, :answers)"), values)


def record_note(session: Session, event: object, now: datetime) -> None:
    assert isinstance(event, NoteRefused)
    write_note(session, f"{event.word} {now:%H:%M}")


def notes(new_session: SessionFactory) -> list[str]:
    with new_session() as session:
        return list(session.scalars(text("SELECT word FROM note ORDER BY word")))


@pytest.fixture
def done() -> list[str]:
    return []


@pytest.fixture
def app(empty_database: Database, done: list[str]) -> FastAPI:
    with empty_database.new_session() as session:
        session.execute(text(NOTE_TABLE))
        session.commit()
    app = FastAPI()
    app.state.new_session = empty_database.new_session
    app.state.clock = MovableClock()
    app.state.refusal_writers = {NoteRefused: record_note}

    @app.post("/api/notes/{word}")
    def create_note(word: str, session: DbSession, now: Now) -> str:
        write_note(session, word, answers="nobody" if word == "answer" else None)
        session.after_commit(lambda: done.append(word))
        if word == "refused":
            raise ConflictError("note_refused", event=NoteRefused("asked"))
        if word == "plain":
            raise ConflictError("note_refused")
        if word == "broken":
            raise RuntimeError(word)
        return now.isoformat()

    @app.put("/api/photo")
    def put_photo(photo: PhotoBody) -> int:
        return len(photo)

    @app.post("/api/json")
    def post_json(body: list[str]) -> int:
        return len(body)

    install_problem_handlers(app, show)
    app.add_middleware(BodyLimit)
    app.add_middleware(RequestLog)
    return app


@pytest.fixture
def client(app: FastAPI, new_client: NewClient) -> httpx.Client:
    return new_client(app, raise_errors=False)


def test_a_request_is_committed_before_it_is_answered(
    client: httpx.Client, empty_database: Database, done: list[str]
) -> None:
    answer = client.post("/api/notes/kept")
    assert (answer.status_code, answer.json()) == (200, NOON.isoformat())
    assert notes(empty_database.new_session) == ["kept"]
    assert done == ["kept"]


def test_a_refusal_leaves_nothing_but_its_event(
    client: httpx.Client, empty_database: Database, done: list[str]
) -> None:
    answer = client.post("/api/notes/refused")
    assert (answer.status_code, answer.json()["reason"]) == (409, "note_refused")
    assert notes(empty_database.new_session) == ["asked 18:00"]
    assert done == []


@pytest.mark.parametrize(
    ("word", "status"),
    [pytest.param("plain", 409, id="a refusal"), pytest.param("broken", 500, id="an accident")],
)
def test_what_fails_leaves_nothing(
    client: httpx.Client, empty_database: Database, done: list[str], word: str, status: int
) -> None:
    assert client.post(f"/api/notes/{word}").status_code == status
    assert notes(empty_database.new_session) == []
    assert done == []


def test_a_commit_that_fails_is_never_answered_as_a_success(
    client: httpx.Client, empty_database: Database, done: list[str]
) -> None:
    assert client.post("/api/notes/answer").status_code == 500
    assert notes(empty_database.new_session) == []
    assert done == []


def stream(size: int) -> Iterator[bytes]:
    for start in range(0, size, 65536):
        yield bytes(min(65536, size - start))


@pytest.mark.parametrize(
    ("size", "status"),
    [
        pytest.param(MAX_PHOTO_BYTES, 200, id="8 MB"),
        pytest.param(MAX_PHOTO_BYTES + 1, 413, id="+1"),
    ],
)
def test_a_picture_has_a_largest_size(client: httpx.Client, size: int, status: int) -> None:
    answer = client.put("/api/photo", content=stream(size))
    assert answer.status_code == status
    assert status == 200 or answer.json()["reason"] == "photo_too_large"


def test_a_declared_body_above_the_limit_is_not_read(client: httpx.Client) -> None:
    headers = {"content-length": str(MAX_BODY_BYTES + 1)}
    answer = client.post("/api/json", content=iter([b"["]), headers=headers)
    assert (answer.status_code, answer.json()["reason"]) == (413, "too_large")


def test_an_undeclared_body_above_the_limit_is_stopped(client: httpx.Client) -> None:
    headers = {"content-type": "application/json"}
    answer = client.post("/api/json", content=stream(MAX_BODY_BYTES + 1), headers=headers)
    assert (answer.status_code, answer.json()["reason"]) == (413, "too_large")


def test_the_log_names_the_route_and_never_the_address(
    client: httpx.Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="tessera"):
        client.post("/api/notes/Zqxwiana?name=Zqxwiana")
        client.get("/Zqxwiana")
    lines = [json.loads(record.message) for record in caplog.records]
    assert lines == [
        {"event": "request", "method": "POST", "route": "/api/notes/{word}", "code": 200},
        {"event": "request", "method": "GET", "route": "unrouted", "code": 404},
    ]


@pytest.mark.parametrize(
    ("client_address", "key"),
    [
        pytest.param(("192.0.2.7", 1), "192.0.2.7", id="IPv4"),
        pytest.param(("2001:db8:1:2:3:4:5:6", 1), "2001:db8:1:2::/64", id="IPv6"),
        pytest.param(("::ffff:192.0.2.7", 1), "192.0.2.7", id="IPv4 as a server on :: sees it"),
        pytest.param(("testclient", 1), "unknown", id="not an address"),
        pytest.param(None, "unknown", id="nothing"),
    ],
)
def test_a_limit_counts_by_household(client_address: tuple[str, int] | None, key: str) -> None:
    scope: dict[str, Any] = {"type": "http", "client": client_address, "headers": []}
    assert client_key(Request(scope)) == key

import json
import logging
from uuid import UUID

import pytest

from app.kit.logging import configure_logging, log

AN_ID = UUID("3f2c1e9a-0000-4000-8000-000000000001")


@pytest.mark.parametrize(
    ("fact", "written"),
    [
        pytest.param("/api/cards/{number}", "/api/cards/{number}", id="a route"),
        pytest.param(AN_ID, str(AN_ID), id="an id"),
        pytest.param(7, 7, id="a count"),
        pytest.param(True, True, id="a flag"),
        pytest.param(None, None, id="nothing"),
        pytest.param("Maria Gutierrez", "***", id="a name"),
        pytest.param("Gutiérrez", "***", id="a name with an accent"),
        pytest.param("a@x.test", "***", id="an address"),
        pytest.param("a\nb", "***", id="a line break"),
        pytest.param("x" * 201, "***", id="a long text"),
    ],
)
def test_only_words_of_machines_pass(
    caplog: pytest.LogCaptureFixture, fact: str | int | UUID | None, written: object
) -> None:
    with caplog.at_level(logging.INFO, logger="tessera"):
        log("something", fact=fact)
    assert json.loads(caplog.records[-1].message) == {"event": "something", "fact": written}


def test_what_others_say_about_requests_is_silenced(capfd: pytest.CaptureFixture[str]) -> None:
    configure_logging()
    try:
        logging.getLogger("uvicorn.access").error("GET /people?name=Zqxwiana")
        logging.getLogger("sqlalchemy.engine").error("Zqxwiana")
        log("something")
    finally:
        logging.getLogger("tessera").propagate = True
        logging.getLogger("tessera").handlers = []
    error = capfd.readouterr().err
    assert "Zqxwiana" not in error
    assert '{"event": "something"}' in error

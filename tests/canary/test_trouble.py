"""What goes wrong unexpectedly says nothing either: no answer, no log, no error's message."""

import logging
import traceback
from collections.abc import Callable

import pytest
from sqlalchemy import text

from app.core.permissions import Role
from tests.canary import person
from tests.canary.search import Search
from tests.town import Town

SEARCH = Search(person.WORDS)
Break = Callable[[Town], None]


def lose_a_table(town: Town) -> None:
    """Let every write of personal data meet a database without its table."""
    with town.app.state.deployment.engine.begin() as connection:
        connection.execute(text("ALTER TABLE sealed_values RENAME TO elsewhere"))


def lose_the_keys(town: Town) -> None:
    """Let every unsealing meet an empty keyring."""
    for path in town.settings.keyring_dir.glob("keyring.sqlite"):
        path.unlink()


def lose_the_program(town: Town) -> None:
    """Let the active program be none that can be read."""
    with town.app.state.deployment.engine.begin() as connection:
        connection.execute(text("DELETE FROM program_versions"))


@pytest.mark.parametrize("break_it", [lose_a_table, lose_the_keys, lose_the_program])
def test_an_unexpected_error_says_nothing(
    town: Town, caplog: pytest.LogCaptureFixture, break_it: Break
) -> None:
    token = town.script(Role.CLERK).headers["authorization"]
    browser = town.browser(Role.CLERK)
    break_it(town)
    client = town.new_client(town.app, raise_errors=False)
    client.headers["authorization"] = token
    with caplog.at_level(logging.INFO):
        logging.getLogger("tessera").addHandler(caplog.handler)
        answer = client.post("/api/applications", json=person.INTAKE)
        logging.getLogger("tessera").removeHandler(caplog.handler)
    assert answer.status_code in {500, 503}
    assert answer.json()["reason"] in {"unexpected_error", "no_program"}
    assert SEARCH.in_bytes("answer", answer.content) == set()
    assert SEARCH.in_bytes("log", caplog.text.encode()) == set()
    assert f'"code": {answer.status_code}' in caplog.text
    form = {"csrf_token": browser.form_token} | person.FORM
    page = town.new_client(town.app, raise_errors=False)
    page.cookies = browser.client.cookies
    shown = page.post("/desk/applications", data=form)
    assert shown.status_code == answer.status_code
    assert SEARCH.in_bytes("page", shown.content) == set()


@pytest.mark.parametrize("break_it", [lose_a_table, lose_the_keys])
def test_nor_does_the_error_itself(town: Town, break_it: Break) -> None:
    """A server may print its message: a driver's message can quote a row."""
    clerk = town.script(Role.CLERK)
    break_it(town)
    with pytest.raises(Exception) as caught:  # noqa: PT011 - whatever it is, its text is looked at
        clerk.post("/api/applications", json=person.INTAKE)
    told = "".join(traceback.format_exception(caught.value))
    assert SEARCH.in_bytes("traceback", told.encode()) == set()

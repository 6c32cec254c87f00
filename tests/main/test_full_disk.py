"""A full disk is named, nothing is half done, and work goes on when there is space."""

import errno
import sqlite3
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError

from app.core.permissions import Role
from app.kit.db import is_passing, is_storage_full
from app.kit.storage import FULL_BYTES, Storage, free_bytes
from tests.applications.pages.forms import ROSALBA
from tests.full_disk import no_space
from tests.journeys.desks import PAPERS, RESIDENT, done, refused
from tests.town import Town

INTAKE = RESIDENT | {"documents": list(PAPERS)}


def intakes(town: Town) -> int:
    with town.app.state.new_session() as session:
        return int(session.execute(text("SELECT count(*) FROM card_applications")).scalar_one())


def fill(town: Town) -> None:
    """Take intakes until one no longer fits."""
    client = town.script(Role.CLERK)
    for _ in range(200):
        answer = client.post("/api/applications", json=INTAKE)
        if answer.status_code != 201:
            assert refused(answer) == (507, "storage_full")
            return
    raise AssertionError("the database did not fill up")


def test_a_full_disk_is_named_and_work_goes_on_when_there_is_space(sqlite_town: Town) -> None:
    town = sqlite_town
    with no_space(town):
        fill(town)
        before = intakes(town)
        clerk = town.script(Role.CLERK)
        assert refused(clerk.post("/api/applications", json=INTAKE)) == (507, "storage_full")
        assert intakes(town) == before
        ready = town.new_client(town.app).get("/readyz")
        assert (ready.status_code, ready.json()["storage"]) == (503, False)
    done(town.script(Role.CLERK).post("/api/applications", json=INTAKE))
    assert intakes(town) == before + 1


def test_a_page_says_so_in_words(sqlite_town: Town) -> None:
    town = sqlite_town
    clerk = town.browser(Role.CLERK)
    with no_space(town):
        fill(town)
        answers = (clerk.post("/desk/applications", ROSALBA) for _ in range(200))
        answer = next(answer for answer in answers if answer.status_code != 303)
    assert answer.status_code == 507
    assert "The disk of this service is full. Nothing was saved." in answer.text


def full(error: BaseException) -> OperationalError:
    return OperationalError("INSERT", {}, error)


@pytest.mark.parametrize(
    "error",
    [
        pytest.param(full(psycopg.errors.DiskFull("no space")), id="PostgreSQL"),
        pytest.param(OSError(errno.ENOSPC, "no space"), id="file"),
        pytest.param(OSError(errno.EDQUOT, "quota"), id="quota"),
    ],
)
def test_every_way_to_say_full_is_known_and_passes(error: BaseException) -> None:
    assert is_storage_full(error)
    assert is_passing(error)


def test_an_error_that_came_from_a_full_disk_is_one_too() -> None:
    error = RuntimeError("the key was not written")
    error.__cause__ = OSError(errno.ENOSPC, "no space")
    assert is_storage_full(error)


@pytest.mark.parametrize(
    "error",
    [
        pytest.param(IntegrityError("INSERT", {}, sqlite3.IntegrityError("UNIQUE")), id="unique"),
        pytest.param(full(psycopg.errors.AdminShutdown("stopped")), id="stopped"),
        pytest.param(OSError(errno.EACCES, "no"), id="not allowed"),
        pytest.param(ValueError(), id="something else"),
    ],
)
def test_another_error_is_no_full_disk(error: BaseException) -> None:
    assert not is_storage_full(error)


def test_space_is_looked_at_where_a_folder_will_lie(tmp_path: Path) -> None:
    missing = tmp_path / "not" / "yet"
    assert free_bytes(missing) == free_bytes(tmp_path) > FULL_BYTES
    storage = Storage({"data": missing})
    assert storage.has_space()
    storage.note_full()
    assert not storage.has_space()

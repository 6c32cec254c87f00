"""Fixtures that give a test a town of its own; see tests/town.py for what is in it.

One town is made per test run and kind of database. Every test gets a copy of its files and of its
database, thrown away afterwards.
"""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import URL

from tests.databases import BOTH, Home, SQLiteHome, text_of
from tests.http import NewClient

if TYPE_CHECKING:
    from tests.town import Town


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where the files of the towns lie that are copied."""
    return tmp_path_factory.mktemp("models")


@pytest.fixture(params=BOTH)
def town(
    request: pytest.FixtureRequest,
    home_of: Callable[[str], Home],
    models: Path,
    tmp_path: Path,
    new_client: NewClient,
) -> "Iterator[Town]":
    """Return a town; the test runs on SQLite and on PostgreSQL."""
    yield from _copy(home_of(request.param), models / request.param, tmp_path, new_client)


@pytest.fixture
def sqlite_town(
    sqlite_home: SQLiteHome, models: Path, tmp_path: Path, new_client: NewClient
) -> "Iterator[Town]":
    """Return a town on SQLite, for what no database can change."""
    yield from _copy(sqlite_home, models / "sqlite", tmp_path, new_client)


def _copy(home: Home, model: Path, folder: Path, new_client: NewClient) -> "Iterator[Town]":
    from tests.town import make_town, open_town, settings_of  # noqa: PLC0415 - tests of the core load no application

    def make(url: URL) -> None:
        make_town(model, text_of(url), new_client).close()

    url = home.copy("town", make)
    shutil.copytree(model, folder, dirs_exist_ok=True)
    town = open_town(settings_of(folder, text_of(url)), new_client)
    yield town
    town.close()
    home.drop(url)

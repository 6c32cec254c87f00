"""Fixtures that give a test a town of its own; see tests/town.py for what is in it."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.databases import Database
from tests.http import NewClient

if TYPE_CHECKING:
    from tests.town import Town


@pytest.fixture
def town(tmp_path: Path, database: Database, new_client: NewClient) -> "Iterator[Town]":
    """Return a town; the test runs on SQLite and on PostgreSQL."""
    yield from _town(tmp_path, database, new_client)


@pytest.fixture
def sqlite_town(
    tmp_path: Path, sqlite_database: Database, new_client: NewClient
) -> "Iterator[Town]":
    """Return a town on SQLite, for what no database can change."""
    yield from _town(tmp_path, sqlite_database, new_client)


def _town(folder: Path, database: Database, new_client: NewClient) -> "Iterator[Town]":
    from tests.town import make_town  # noqa: PLC0415 - tests of the core load no application

    made = make_town(folder, database, new_client)
    yield made
    made.close()

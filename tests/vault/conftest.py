"""A database with a vault beside it, for sealed values without a whole town."""

from pathlib import Path

import pytest

from app.kit.db import SessionFactory, make_session_factory
from app.vault import FileKeyring, Vault
from tests.databases import Database
from tests.seals import TEST_SEALS


@pytest.fixture
def new_session(database: Database) -> SessionFactory:
    return make_session_factory(database.engine, TEST_SEALS)


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(FileKeyring(tmp_path / "keyring"))

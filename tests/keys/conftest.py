"""A database that can record acts, and a folder for key files."""

from pathlib import Path

import pytest

from app.audit import AuditRepository
from app.kit.db import SessionFactory, make_session_factory, write_transaction
from app.kit.repository import RegisterVersionRepository
from tests.databases import Database
from tests.seals import TEST_SEALS


@pytest.fixture
def new_session(database: Database) -> SessionFactory:
    new_session = make_session_factory(database.engine, TEST_SEALS)
    with write_transaction(new_session) as session:
        AuditRepository(session).start()
        RegisterVersionRepository(session).start()
    return new_session


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path

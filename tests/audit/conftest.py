"""What tests of the audit log start from: an empty log, with the keys of tests."""

import pytest

from app.audit import AuditRepository
from app.kit.db import SessionFactory, make_session_factory, write_transaction
from tests.databases import Database
from tests.seals import TEST_SEALS


@pytest.fixture
def new_session(database: Database) -> SessionFactory:
    new_session = make_session_factory(database.engine, TEST_SEALS)
    with write_transaction(new_session) as session:
        AuditRepository(session).start()
    return new_session

"""What tests of the audit log start from: an empty log, with the keys of tests."""

import pytest

from app.audit import AuditRepository
from app.kit.db import Model, SessionFactory, make_session_factory, write_transaction
from tests.databases import Database
from tests.seals import TEST_SEALS


@pytest.fixture
def new_session(empty_database: Database) -> SessionFactory:
    Model.metadata.create_all(empty_database.engine)
    new_session = make_session_factory(empty_database.engine, TEST_SEALS)
    with write_transaction(new_session) as session:
        AuditRepository(session).start()
    return new_session

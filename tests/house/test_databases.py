"""The test databases themselves: one copy a test, settings read back, errors without values."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from tests.databases import Database
from tests.postgres import Cluster

SQLITE_SETTINGS = [
    pytest.param("secure_delete", 1, id="deleted data is overwritten"),
    pytest.param("journal_mode", "wal", id="write-ahead log"),
    pytest.param("synchronous", 2, id="every commit is flushed"),
    pytest.param("foreign_keys", 1, id="foreign keys are enforced"),
    pytest.param("temp_store", 2, id="temporary data stays in memory"),
]


@pytest.mark.parametrize(("name", "expected"), SQLITE_SETTINGS)
def test_sqlite_setting_is_read_back(
    sqlite_database: Database, name: str, expected: object
) -> None:
    with sqlite_database.new_session() as session:
        assert session.execute(text(f"PRAGMA {name}")).scalar() == expected


def test_what_one_session_commits_another_one_reads(empty_database: Database) -> None:
    with empty_database.new_session() as session:
        session.execute(text("CREATE TABLE note (word TEXT)"))
        session.execute(text("INSERT INTO note VALUES ('kept')"))
        session.commit()
    with empty_database.new_session() as session:
        assert session.execute(text("SELECT word FROM note")).scalar_one() == "kept"


def test_an_error_hides_the_parameters(empty_database: Database) -> None:
    with empty_database.new_session() as session:
        session.execute(text("CREATE TABLE note (word TEXT PRIMARY KEY)"))
        statement = text("INSERT INTO note VALUES (:word)").bindparams(word="Zqxwiana")
        session.execute(statement)
        with pytest.raises(IntegrityError) as caught:
            session.execute(statement)
    assert "[SQL parameters hidden" in str(caught.value)


def test_the_postgresql_server_logs_no_value(
    postgresql_database: Database, postgresql_cluster: Cluster
) -> None:
    with postgresql_database.new_session() as session:
        session.execute(text("CREATE TABLE note (word TEXT PRIMARY KEY)"))
        statement = text("INSERT INTO note VALUES (:word)").bindparams(word="Zqxwiana")
        session.execute(statement)
        with pytest.raises(IntegrityError):
            session.execute(statement)
    log = postgresql_cluster.read_log()
    assert "Zqxwiana" not in log
    assert "duplicate key" in log or postgresql_cluster.folder is None

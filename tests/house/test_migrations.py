"""Migrations there, back and there again leave exactly what the models and triggers declare."""

from collections.abc import Iterator
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import CheckConstraint, Connection, Engine, event, inspect

from app.kit.db import Model, install_triggers
from app.kit.db.trigger import Trigger
from app.kit.migrations import downgrade, is_at_head, upgrade
from tests.databases import Database, Home, opened
from tests.house.catalogue import Catalogue, catalogue
from tests.house.tables import all_tables

OPTIONS = {"compare_type": True, "compare_server_default": True, "render_as_batch": True}


def differences(engine: Engine) -> list[Any]:
    """Return what Alembic would still change."""
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts=OPTIONS)
        return list(compare_metadata(context, all_tables()))


@pytest.fixture
def declared(request: pytest.FixtureRequest, empty_database: Database) -> Iterator[Catalogue]:
    """Return the catalogue of a database made from the models alone."""
    home: Home = request.getfixturevalue(f"{empty_database.kind}_home")
    with opened(home, home.empty()) as fresh:
        all_tables().create_all(fresh.engine)
        with fresh.engine.begin() as connection:
            install_triggers(connection)
        yield catalogue(fresh.engine)


def test_upgrade_leaves_nothing_to_change(empty_database: Database) -> None:
    upgrade(empty_database.engine)
    assert is_at_head(empty_database.engine)
    assert differences(empty_database.engine) == []


def test_there_and_back_and_there_again(empty_database: Database, declared: Catalogue) -> None:
    engine = empty_database.engine
    upgrade(engine)
    assert catalogue(engine) == declared
    downgrade(engine, "base")
    assert catalogue(engine) == frozenset()
    upgrade(engine)
    assert catalogue(engine) == declared
    assert differences(engine) == []


def test_every_declared_trigger_is_there(database: Database) -> None:
    all_tables()
    found = {
        name.split(".")[-1] for kind, name, _ in catalogue(database.engine) if kind == "trigger"
    }
    assert found == Trigger.declared.keys()
    assert found


def test_every_check_is_there(database: Database) -> None:
    """Alembic does not compare CHECKs."""
    inspector = inspect(database.engine)
    for table in all_tables().tables.values():
        declared = {
            str(constraint.name)
            for constraint in table.constraints
            if isinstance(constraint, CheckConstraint)
        }
        found = {str(check["name"]) for check in inspector.get_check_constraints(table.name)}
        assert found == declared, table.name


def test_every_partial_index_is_there(database: Database) -> None:
    kind = database.kind
    partial = {
        str(index.name)
        for table in Model.metadata.tables.values()
        for index in table.indexes
        if index.dialect_options[kind]["where"] is not None
    }
    written = {
        name.split(".")[-1]
        for what, name, definition in catalogue(database.engine)
        if what == "index" and "WHERE" in definition.split()
    }
    assert written == partial
    assert written


def test_migrations_wait_for_a_lock_only_so_long(postgresql_database: Database) -> None:
    seen: dict[str, object] = {}

    def look(connection: Connection, cursor: object, statement: str, *rest: object) -> None:
        del cursor, rest
        if statement.lstrip().startswith("DROP TABLE") and not seen:
            for name in ("lock_timeout", "statement_timeout"):
                seen[name] = None  # what follows comes through here again
                seen[name] = connection.exec_driver_sql(f"SHOW {name}").scalar_one()

    event.listen(postgresql_database.engine, "before_cursor_execute", look)
    downgrade(postgresql_database.engine, "base")
    assert seen == {"lock_timeout": "4s", "statement_timeout": "1min"}

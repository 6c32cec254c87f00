"""Triggers: rows that must never come to be, said to the database itself.

Every trigger is declared once, here in one list; migrations drop and create them all after their
last step, since rebuilding a SQLite table drops its triggers silently.
"""

from dataclasses import dataclass
from typing import ClassVar, Literal

from sqlalchemy import Connection, inspect


@dataclass(frozen=True, slots=True)
class Trigger:
    """Refuse to insert or update a row for which a condition on NEW holds."""

    name: str
    table: str
    event: Literal["INSERT", "UPDATE"]
    forbidden: str
    declared: ClassVar[dict[str, "Trigger"]] = {}

    def __post_init__(self) -> None:
        """Enter the trigger in the one list."""
        Trigger.declared[self.name] = self

    def sqlite(self) -> tuple[str, ...]:
        """Return the statements for SQLite."""
        return (
            f"DROP TRIGGER IF EXISTS {self.name}",
            (
                f"CREATE TRIGGER {self.name} BEFORE {self.event} ON {self.table}"
                f" WHEN {self.forbidden} BEGIN SELECT RAISE(ABORT, '{self.name}'); END"
            ),
        )

    def postgresql(self) -> tuple[str, ...]:
        """Return the statements for PostgreSQL."""
        body = (
            f"BEGIN IF {self.forbidden} THEN RAISE EXCEPTION '{self.name}'"
            " USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END"
        )
        return (
            (
                f"CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger"
                f" LANGUAGE plpgsql AS $$ {body} $$"
            ),
            f"DROP TRIGGER IF EXISTS {self.name} ON {self.table}",
            (
                f"CREATE TRIGGER {self.name} BEFORE {self.event} ON {self.table}"
                f" FOR EACH ROW EXECUTE FUNCTION {self.name}()"
            ),
        )


def install_triggers(connection: Connection) -> None:
    """Create every declared trigger whose table exists; the last step of every migration run.

    On PostgreSQL a trigger goes with its table and its function does not: that is dropped here.
    """
    tables = set(inspect(connection).get_table_names())
    is_sqlite = connection.dialect.name == "sqlite"
    for trigger in Trigger.declared.values():
        if trigger.table in tables:
            for statement in trigger.sqlite() if is_sqlite else trigger.postgresql():
                connection.exec_driver_sql(statement)
        elif not is_sqlite:
            connection.exec_driver_sql(f"DROP FUNCTION IF EXISTS {trigger.name}()")

"""What a database itself says about its tables, checks, indexes, triggers and functions."""

import re
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Engine, text

Catalogue = frozenset[tuple[str, str, str]]

ON_SQLITE = """
SELECT type, name, sql FROM sqlite_master
WHERE sql IS NOT NULL AND name NOT LIKE 'alembic_version%'
"""
ON_POSTGRESQL = """
SELECT 'column', table_name || '.' || column_name, concat_ws(' ', data_type, is_nullable,
       column_default)
  FROM information_schema.columns WHERE table_schema = 'public'
UNION ALL
SELECT 'constraint', conrelid::regclass || '.' || conname, pg_get_constraintdef(oid)
  FROM pg_constraint WHERE connamespace = 'public'::regnamespace
UNION ALL
SELECT 'index', tablename || '.' || indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
UNION ALL
SELECT 'trigger', tgrelid::regclass || '.' || tgname, pg_get_triggerdef(oid)
  FROM pg_trigger WHERE NOT tgisinternal
UNION ALL
SELECT 'function', proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace
"""


def catalogue(engine: Engine) -> Catalogue:
    """Return kind, name and definition of everything but Alembic's own table."""
    statement = ON_SQLITE if engine.dialect.name == "sqlite" else ON_POSTGRESQL
    with engine.connect() as connection:
        rows = connection.execute(text(statement)).all()
    return frozenset(_settled(rows))


def _settled(rows: Iterable[Any]) -> Iterable[tuple[str, str, str]]:
    for kind, name, definition in rows:
        if not name.startswith("alembic_version"):
            yield kind, name, _ordered(re.sub(r'\s+|"', " ", definition))


def _ordered(definition: str) -> str:
    """Write a definition the same way whatever order its parts were declared in."""
    return " ".join(sorted(re.findall(r"[^\s,()]+", definition)))

"""Runs migrations: one transaction, lock timeouts, triggers created again as the last step.

The engine comes from whoever calls (`app.kit.migrations`), or from the settings when the `alembic`
command is used by hand.
"""

from importlib import import_module
from pathlib import Path
from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection, Engine, text

from app.kit.db import Model, install_triggers, make_engine

LOCK_TIMEOUT = "4s"
STATEMENT_TIMEOUT = "60s"


def run() -> None:
    """Run the migrations that were asked for."""
    engine: Engine | None = context.config.attributes.get("engine")
    if engine is None:
        from app.settings import Settings  # noqa: PLC0415 - only for the command used by hand

        engine = make_engine(Settings().database_url_or_default)
    with engine.connect() as connection:
        _run_on(connection)


def _render_our_types(kind: str, item: object, autogen: AutogenContext) -> str | Literal[False]:
    name = type(item).__name__
    if kind != "type" or not type(item).__module__.startswith("app.kit.db"):
        return False
    autogen.imports.add(f"from app.kit.db import {name}")
    return f"{name}()"


def _run_on(connection: Connection) -> None:
    is_postgresql = connection.dialect.name == "postgresql"
    if not is_postgresql:
        # Batch mode rebuilds tables; a rebuilt table must not take its children along.
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.rollback()
    context.configure(
        connection=connection,
        target_metadata=Model.metadata,
        render_as_batch=True,
        transaction_per_migration=False,
        compare_type=True,
        render_item=_render_our_types,
    )
    with context.begin_transaction():
        if is_postgresql:
            connection.execute(text(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'"))
            connection.execute(text(f"SET LOCAL statement_timeout = '{STATEMENT_TIMEOUT}'"))
        context.run_migrations()
        install_triggers(connection)
    connection.commit()
    if not is_postgresql:
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")
        connection.rollback()


ROOT = Path(__file__).parents[1]
for path in sorted([*ROOT.glob("app/*/models.py"), *ROOT.glob("app/*/*/models.py")]):
    import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))  # fills the metadata
run()

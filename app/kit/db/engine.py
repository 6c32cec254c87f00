"""Engines for both databases, configured so that nothing personal reaches messages or files."""

from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

BUSY_TIMEOUT_SECONDS = 30


def make_engine(url: str | URL) -> Engine:
    """Return an engine for `url`, configured so that nothing personal reaches a message."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return _sqlite_engine(parsed)
    if parsed.get_backend_name() != "postgresql":
        raise ArgumentError("the database is SQLite or PostgreSQL")
    return create_engine(
        parsed,
        hide_parameters=True,
        pool_pre_ping=True,
        pool_size=10,
        max_overflow=20,
        connect_args={"application_name": "tessera"},
    )


def _sqlite_engine(url: URL) -> Engine:
    engine = create_engine(
        url, hide_parameters=True, connect_args={"timeout": BUSY_TIMEOUT_SECONDS}
    )
    event.listen(engine, "connect", _configure_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    event.listen(engine, "reset", _end_sqlite)
    return engine


def _configure_sqlite(connection: Any, record: object) -> None:  # noqa: ANN401 - a driver object
    del record
    connection.isolation_level = None  # SQLAlchemy's "begin" event starts transactions instead
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
        "temp_store=MEMORY",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    if cursor.execute("PRAGMA secure_delete").fetchone() != (1,):
        raise RuntimeError("this SQLite cannot overwrite deleted data (secure_delete)")
    cursor.close()


def _end_sqlite(connection: Any, record: object, state: object) -> None:  # noqa: ANN401 - a driver object
    # A COMMIT that fails (a full disk) leaves SQLite's transaction open with its write lock, while
    # SQLAlchemy takes it to be over and would hand this connection to the next request.
    del record, state
    if connection.in_transaction:
        connection.rollback()


def _begin_sqlite(connection: Any) -> None:  # noqa: ANN401 - a SQLAlchemy connection
    immediate = connection.get_execution_options().get("begin_immediate", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def safe_url(url: str) -> str:
    """Return a database address without its password, for messages."""
    return make_url(url).render_as_string(hide_password=True)

"""The database: column types, the model base class, engines and sessions."""

from sqlalchemy import CheckConstraint, Engine, ForeignKey, Index, UniqueConstraint
from sqlalchemy import text as sql_text
from sqlalchemy.exc import SQLAlchemyError as DatabaseError
from sqlalchemy.orm import Mapped

from app.kit.db.column_types import Bytes, Cents, Code, Count, Day, Flag, Id, Instant
from app.kit.db.engine import make_engine, safe_url
from app.kit.db.model import DataClass, Model, column, one_of
from app.kit.db.register import (
    RegisterBrokenError,
    RegisterRow,
    check_mac,
    is_trusted,
    mac_for,
    mac_holds,
    register_rows,
    set_mac,
)
from app.kit.db.session import (
    Seals,
    Session,
    SessionFactory,
    insert_if_absent,
    lock_table,
    make_session_factory,
    ping,
    write_transaction,
)
from app.kit.db.trigger import Trigger, install_triggers
from app.kit.db.trouble import is_passing, is_storage_full, is_unfit

__all__ = [
    "Bytes",
    "Cents",
    "CheckConstraint",
    "Code",
    "Count",
    "DataClass",
    "DatabaseError",
    "Day",
    "Engine",
    "Flag",
    "ForeignKey",
    "Id",
    "Index",
    "Instant",
    "Mapped",
    "Model",
    "RegisterBrokenError",
    "RegisterRow",
    "Seals",
    "Session",
    "SessionFactory",
    "Trigger",
    "UniqueConstraint",
    "check_mac",
    "column",
    "insert_if_absent",
    "install_triggers",
    "is_passing",
    "is_storage_full",
    "is_trusted",
    "is_unfit",
    "lock_table",
    "mac_for",
    "mac_holds",
    "make_engine",
    "make_session_factory",
    "one_of",
    "ping",
    "register_rows",
    "safe_url",
    "set_mac",
    "sql_text",
    "write_transaction",
]

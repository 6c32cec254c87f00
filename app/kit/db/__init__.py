"""The database: column types, the model base class, engines and sessions."""

from sqlalchemy import CheckConstraint, Engine, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped

from app.kit.db.column_types import Bytes, Cents, Code, Count, Day, Flag, Id, Instant
from app.kit.db.engine import make_engine
from app.kit.db.model import DataClass, Model, column, one_of
from app.kit.db.register import RegisterBrokenError, check_mac, mac_for, set_mac
from app.kit.db.session import (
    Seals,
    Session,
    SessionFactory,
    make_session_factory,
    ping,
    write_transaction,
)

__all__ = [
    "Bytes",
    "Cents",
    "CheckConstraint",
    "Code",
    "Count",
    "DataClass",
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
    "Seals",
    "Session",
    "SessionFactory",
    "UniqueConstraint",
    "check_mac",
    "column",
    "mac_for",
    "make_engine",
    "make_session_factory",
    "one_of",
    "ping",
    "set_mac",
    "write_transaction",
]

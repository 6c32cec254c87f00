"""The base class of every table, and columns that say what they hold and for how long."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, MetaData, Table
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from app.kit.db.column_types import Bytes, Code, Count, Day, Flag, Id, Instant


class DataClass(StrEnum):
    """What a column tells, so that a page of holdings can be made from the schema."""

    OPERATIONAL = "operational"  # about the work or the machine, not about a resident
    REGISTER = "register"  # a card's random number and state
    LINK = "link"  # a random id that ties rows of one person together
    SEALED = "sealed"  # personal data as ciphertext
    STAFF = "staff"  # about people who work here
    SECRET_DIGEST = "secret_digest"  # noqa: S105 - the digest of a secret, or a MAC
    COUNT = "count"  # numbers without a person


class Model(DeclarativeBase):
    """Base class of every table; names constraints so that migrations can find them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads this class attribute
        UUID: Id,
        datetime: Instant,
        date: Day,
        bool: Flag,
        str: Code,
        int: Count,
        bytes: Bytes,
    }

    def __init_subclass__(cls, **options: Any) -> None:  # noqa: ANN401 - passed on to SQLAlchemy
        """Make every table a STRICT one on SQLite."""
        super().__init_subclass__(**options)
        table = cls.__dict__.get("__table__")
        if isinstance(table, Table):
            table.dialect_options["sqlite"]["strict"] = True


def column(
    *args: Any,  # noqa: ANN401 - passed on to SQLAlchemy
    purpose: str,
    data: DataClass,
    clock: str,
    **options: Any,  # noqa: ANN401 - passed on to SQLAlchemy
) -> Mapped[Any]:
    """Declare a column together with what it is for, what it tells and what ends its life."""
    info = {"purpose": purpose, "data": data, "clock": clock}
    return mapped_column(*args, info=info, **options)


def one_of(name: str, values: type[StrEnum] | tuple[str, ...]) -> CheckConstraint:
    """Return the CHECK that keeps column `name` inside a closed list of words."""
    words = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{name} IN ({words})", name=f"{name}_known")

"""Column types that mean the same on SQLite (STRICT tables) and on PostgreSQL."""

from datetime import UTC, date, datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import BigInteger, Boolean, Date, DateTime, Integer, LargeBinary, Text, Uuid
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

INSTANT_FORMAT = "%Y-%m-%dT%H:%M:%S.%fZ"


class _Portable(TypeDecorator[Any]):
    """A column type that is native on PostgreSQL and one of the STRICT types on SQLite.

    `impl` decides what operators mean: with Text, `count + 1` would be written `count || 1`.
    """

    impl: type[TypeEngine[Any]] = Text
    cache_ok = True
    native: TypeEngine[Any] = Text()
    strict: TypeEngine[Any] = Text()

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return the column type of this database."""
        return self.strict if dialect.name == "sqlite" else self.native


class Id(_Portable):
    """A UUIDv4 made before the insert; never serial, never ordered by time."""

    impl = Uuid
    native = Uuid()
    cache_ok = True

    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> object:
        """Store text on SQLite."""
        return str(value) if value is not None and dialect.name == "sqlite" else value

    def process_result_value(self, value: UUID | str | None, dialect: Dialect) -> UUID | None:
        """Return a UUID."""
        return UUID(value) if isinstance(value, str) and dialect.name == "sqlite" else value  # type: ignore[return-value]


class Instant(_Portable):
    """A moment in UTC with microseconds."""

    impl = DateTime
    native = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> object:
        """Refuse naive times; store fixed-width text on SQLite so that text order is time order."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        value = value.astimezone(UTC)
        return value.strftime(INSTANT_FORMAT) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | str | None, dialect: Dialect) -> object:
        """Return an aware datetime in UTC."""
        if value is None:
            return None
        if dialect.name == "sqlite":
            return datetime.strptime(cast("str", value), INSTANT_FORMAT).replace(tzinfo=UTC)
        return cast("datetime", value).astimezone(UTC)


class Day(_Portable):
    """A calendar day in the program's time zone."""

    impl = Date
    native = Date()
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> object:
        """Store ISO text on SQLite."""
        return value.isoformat() if value is not None and dialect.name == "sqlite" else value

    def process_result_value(self, value: date | str | None, dialect: Dialect) -> object:
        """Return a date."""
        if isinstance(value, str) and dialect.name == "sqlite":
            return date.fromisoformat(value)
        return value


class Flag(_Portable):
    """Yes or no."""

    impl = Boolean
    native = Boolean()
    strict = Integer()
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> object:  # noqa: FBT001 - SQLAlchemy's signature
        """Store 0 or 1 on SQLite."""
        return int(value) if value is not None and dialect.name == "sqlite" else value

    def process_result_value(self, value: object, dialect: Dialect) -> bool | None:
        """Return a bool."""
        del dialect
        return None if value is None else bool(value)


class Code(_Portable):
    """A word from a closed list, or a short machine text; give the column a CHECK (`one_of`)."""

    cache_ok = True


class Count(_Portable):
    """A whole number."""

    impl = BigInteger
    native = BigInteger()
    strict = Integer()
    cache_ok = True


class Cents(Count):
    """Money in cents."""

    cache_ok = True


class Bytes(_Portable):
    """Raw bytes: ciphertext, digests, keys."""

    impl = LargeBinary
    native = LargeBinary()
    strict = LargeBinary()
    cache_ok = True

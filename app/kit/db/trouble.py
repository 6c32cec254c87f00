"""What a database error means: the disk is full, or the database is away and will come back."""

import errno
import sqlite3
from collections.abc import Iterator

from sqlalchemy.exc import DataError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

FULL_ERRNOS = frozenset({errno.ENOSPC, errno.EDQUOT})
FULL_SQLITE_CODES = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE})
POSTGRESQL_DISK_FULL = "53100"  # PostgreSQL, Appendix A: class 53, insufficient resources


def is_storage_full(error: BaseException) -> bool:
    """Say whether an error, or one that it came from, says that there is no space left."""
    return any(_says_full(one) for one in _chain(error))


def is_unfit(error: BaseException) -> bool:
    """Say whether a value cannot be in the database at all: PostgreSQL knows no text with a NUL."""
    return isinstance(error, DataError)


def is_passing(error: BaseException) -> bool:
    """Say whether the same act may succeed later: the database is away, locked or full."""
    return isinstance(error, OperationalError | InterfaceError | PoolTimeoutError | OSError)


def _chain(error: BaseException) -> Iterator[BaseException]:
    one: BaseException | None = error
    while one is not None:
        yield one
        one = getattr(one, "orig", None) or one.__cause__ or one.__context__


def _says_full(error: BaseException) -> bool:
    if isinstance(error, OSError):
        return error.errno in FULL_ERRNOS
    if isinstance(error, sqlite3.Error):
        return getattr(error, "sqlite_errorcode", None) in FULL_SQLITE_CODES
    return getattr(error, "sqlstate", None) == POSTGRESQL_DISK_FULL

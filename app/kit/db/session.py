"""Sessions: one transaction each, committed by whoever opened it.

SQLite transactions begin as readers; a use case that is about to change something asks for the
write lock with `Session.write()`, after its slow work (hashing, picture decoding) is done.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol, cast

from sqlalchemy import CursorResult, Engine, Update, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session as SQLAlchemySession
from sqlalchemy.orm import sessionmaker
from sqlalchemy.orm.exc import StaleDataError

from app.kit.db.model import Model
from app.kit.logging import log


@dataclass(frozen=True, slots=True)
class Seals:
    """What a session needs beside its database to write rows that can be trusted later.

    `register_key` makes the MACs over register rows, `audit_key` returns the key of a calendar year
    under which the audit log names people, `time_zone` decides which day an act is counted on.
    """

    register_key: bytes
    audit_key: Callable[[int], bytes]
    time_zone: str


class Session(SQLAlchemySession):
    """A database session that knows when to take the write lock and what to do after the commit."""

    @property
    def seals(self) -> Seals:
        """Return the keys this session writes with.

        Raises:
            LookupError: the session was made for reading the schema only.
        """
        return cast("Seals", self.info["seals"])

    def write(self) -> None:
        """Start writing: on SQLite take the write lock now, so that no later step can meet it.

        Call it before the first read that a decision rests on; anything read earlier is dropped.
        """
        if self.info.get("writing"):
            return
        if self.in_transaction():
            if self.new or self.dirty or self.deleted:
                raise RuntimeError("write() must come before the first change")
            self.rollback()
        self.info["writing"] = True
        if self.get_bind().dialect.name == "sqlite":
            self.connection(execution_options={"begin_immediate": True})

    def snapshot(self) -> None:
        """Read everything that follows as it was at one moment, whoever writes meanwhile.

        SQLite readers do so anyway. What was read earlier is dropped.
        """
        if self.info.get("writing"):
            raise RuntimeError("a snapshot is for reading")
        self.rollback()
        if self.get_bind().dialect.name != "sqlite":
            self.connection(execution_options={"isolation_level": "REPEATABLE READ"})

    def after_commit(self, action: Callable[[], None]) -> None:
        """Run `action` once the transaction is durable; never when it was rolled back."""
        self.info.setdefault("after_commit", []).append(action)

    def finish(self) -> None:
        """Commit, then run what waited for the commit.

        What is committed is done: an action that fails is logged, the others still run, and the
        worker's sweeps do what was left. The caller must not hear of a failure that did not happen.
        """
        self.commit()
        self.info.pop("writing", None)
        for action in self.info.pop("after_commit", []):
            try:
                action()
            except Exception as error:  # noqa: BLE001 - whatever it is, the commit stands
                log("after_commit_failed", kind=type(error).__name__)

    def abandon(self) -> None:
        """Roll back and forget what waited for the commit."""
        self.rollback()
        self.info.pop("writing", None)
        self.info.pop("after_commit", None)

    def swap(self) -> bool:
        """Write changed rows by compare-and-swap on their version; False when one was overtaken."""
        try:
            self.flush()
        except StaleDataError:
            return False
        return True

    def changed(self, statement: Update) -> bool:
        """Run a compare-and-swap UPDATE and say whether it changed exactly one row."""
        result = cast("CursorResult[Any]", self.execute(statement))
        return result.rowcount == 1


class SessionFactory(Protocol):
    """Makes sessions on one database."""

    def __call__(self) -> Session:
        """Return a new session."""


def make_session_factory(engine: Engine, seals: Seals | None = None) -> SessionFactory:
    """Return the factory of sessions for `engine`."""
    info = {} if seals is None else {"seals": seals}
    return sessionmaker(engine, class_=Session, expire_on_commit=False, info=info)


@contextmanager
def write_transaction(new_session: SessionFactory) -> Iterator[Session]:
    """Open one write transaction outside a request: commit at the end, roll back on an error."""
    with new_session() as session:
        session.write()
        try:
            yield session
        except BaseException:
            session.abandon()
            raise
        session.finish()


def ping(session: Session) -> None:
    """Ask the database for nothing, to see that it answers."""
    session.execute(text("SELECT 1"))


def lock_table(session: Session, table: str) -> None:
    """Let one transaction at a time go on; SQLite writers already come one by one."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(hashtext(:name))"), {"name": table})


def insert_if_absent(session: Session, table: type[Model]) -> Any:  # noqa: ANN401 - two dialects' types
    """Return an INSERT that does nothing where a unique key is taken; ask it for RETURNING."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    return insert(table)

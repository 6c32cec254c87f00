"""Every query about staff; rows are given their MAC here and checked before they are handed out.

A row that this service did not write is treated as if it were not there, and is logged.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID, uuid4

from sqlalchemy import case, delete, literal, or_, select, update
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite

from app.core.permissions import Role
from app.kit.db import Instant, Model, Session, is_trusted, set_mac
from app.kit.logging import log
from app.staff.models import (
    RoleState,
    SignInCount,
    StaffAccount,
    StaffPerson,
    StaffRole,
    StaffSession,
)

Row = TypeVar("Row", StaffAccount, StaffRole, StaffSession)


@dataclass(frozen=True, slots=True)
class BlockRule:
    """After every `failures` in a row a `pause`; from `at_most` on no sign-in at all."""

    failures: int
    pause: timedelta
    at_most: int


class AccountRepository:
    """People, their accounts and roles."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, account_id: UUID) -> StaffAccount | None:
        """Return an account."""
        return _trusted(self._session, self._session.get(StaffAccount, account_id))

    def find_by_email(self, email: str) -> StaffAccount | None:
        """Return the account of an address."""
        statement = select(StaffAccount).where(StaffAccount.email == email)
        return _trusted(self._session, self._session.scalars(statement).one_or_none())

    def lock(self, account_id: UUID) -> StaffAccount | None:
        """Return an account as it is now; nobody else changes it or its roles before the commit."""
        statement = (
            select(StaffAccount)
            .where(StaffAccount.id == account_id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
        return _trusted(self._session, self._session.scalars(statement).one_or_none())

    def everybody(self) -> list[StaffAccount]:
        """Return all accounts by address."""
        rows = self._session.scalars(select(StaffAccount).order_by(StaffAccount.email))
        return [row for row in rows if _trusted(self._session, row) is not None]

    def broken_rows(self) -> list[tuple[str, UUID]]:
        """Return table and id of every account and role that this service did not write so."""
        rows: list[StaffAccount | StaffRole] = [
            *self._session.scalars(select(StaffAccount)),
            *self._session.scalars(select(StaffRole)),
        ]
        return [(row.register_label, row.id) for row in rows if not is_trusted(self._session, row)]

    def add_person(self) -> UUID:
        """Make a row for a human being and return its id."""
        person = StaffPerson(id=uuid4())
        self._session.add(person)
        self._session.flush()
        return person.id

    def has_person(self, person_id: UUID) -> bool:
        """Say whether this human being is known."""
        return self._session.get(StaffPerson, person_id) is not None

    def add(self, account: StaffAccount) -> bool:
        """Add an account; False when the address is taken.

        A plain INSERT would put the address into the error text of PostgreSQL and its log.
        """
        set_mac(self._session, account)
        columns = StaffAccount.__table__.columns
        statement = (
            _insert(self._session, StaffAccount)
            .values({column.key: getattr(account, column.key) for column in columns})
            .on_conflict_do_nothing(index_elements=["email"])
            .returning(StaffAccount.id)
        )
        return self._session.scalar(statement) is not None

    def set_closed(self, account: StaffAccount, *, is_closed: bool) -> None:
        """Close or open a locked account."""
        account.is_closed, account.version = is_closed, account.version + 1
        set_mac(self._session, account)

    def roles_of(self, account_id: UUID) -> frozenset[Role]:
        """Return the roles granted to an account."""
        return frozenset(
            Role(row.role)
            for row in self._role_rows(account_id)
            if row.state == RoleState.GRANTED and _trusted(self._session, row) is not None
        )

    def set_roles(self, account_id: UUID, roles: Iterable[Role]) -> None:
        """Grant exactly these roles to a locked account and withdraw the others."""
        wanted = set(roles)
        for row in self._role_rows(account_id):
            is_wanted = Role(row.role) in wanted
            wanted.discard(Role(row.role))
            self._set_role_state(row, RoleState.GRANTED if is_wanted else RoleState.WITHDRAWN)
        for role in sorted(wanted):
            row = StaffRole(
                id=uuid4(), account_id=account_id, role=role, state=RoleState.GRANTED, version=1
            )
            set_mac(self._session, row)
            self._session.add(row)

    def _set_role_state(self, row: StaffRole, state: RoleState) -> None:
        if row.state == state and _trusted(self._session, row) is not None:
            return
        row.state, row.version = state, row.version + 1
        set_mac(self._session, row)

    def _role_rows(self, account_id: UUID) -> list[StaffRole]:
        statement = select(StaffRole).where(StaffRole.account_id == account_id)
        return list(self._session.scalars(statement.order_by(StaffRole.role)))


class SessionRepository:
    """Who is signed in."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, row: StaffSession) -> None:
        """Add a session."""
        set_mac(self._session, row)
        self._session.add(row)

    def find(self, token_hash: bytes) -> StaffSession | None:
        """Return the session of a token."""
        statement = select(StaffSession).where(StaffSession.token_hash == token_hash)
        return _trusted(self._session, self._session.scalars(statement).one_or_none())

    def touch(self, session_id: UUID, *, now: datetime) -> None:
        """Note that a session is in use."""
        statement = update(StaffSession).where(
            StaffSession.id == session_id, StaffSession.seen_at < now
        )
        self._session.execute(statement.values(seen_at=now))

    def end(self, token_hash: bytes) -> None:
        """Delete the session of a token."""
        self._session.execute(delete(StaffSession).where(StaffSession.token_hash == token_hash))

    def end_all_of(self, account_id: UUID) -> None:
        """Delete every session of an account."""
        self._session.execute(delete(StaffSession).where(StaffSession.account_id == account_id))

    def delete_ended(self, *, now: datetime, idle_since: datetime) -> None:
        """Delete sessions that are over or were not used since `idle_since`."""
        is_over = or_(StaffSession.ends_at <= now, StaffSession.seen_at <= idle_since)
        self._session.execute(delete(StaffSession).where(is_over))


class SignInCountRepository:
    """Failed sign-ins, counted by the digest of the address."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, email_digest: bytes) -> SignInCount | None:
        """Return how often signing in failed, read anew."""
        return self._session.get(SignInCount, email_digest, populate_existing=True)

    def add_failure(self, email_digest: bytes, *, rule: BlockRule, now: datetime) -> None:
        """Add one failure in the database itself, so that failures at the same time all count."""
        count = SignInCount.failed_count + 1
        is_due = count.in_(range(rule.failures, rule.at_most + 1, rule.failures))
        pause_end = literal(now + rule.pause, Instant())
        blocked_until = case((is_due, pause_end), else_=SignInCount.blocked_until)
        statement = _insert(self._session, SignInCount).values(
            email_digest=email_digest, failed_count=1, blocked_until=None, failed_at=now
        )
        again = {"failed_count": count, "blocked_until": blocked_until, "failed_at": now}
        self._session.execute(
            statement.on_conflict_do_update(index_elements=["email_digest"], set_=again)
        )

    def forget(self, email_digest: bytes) -> None:
        """Start counting from nothing."""
        self._session.execute(delete(SignInCount).where(SignInCount.email_digest == email_digest))

    def delete_old(self, *, before: datetime) -> None:
        """Forget failures of which the last is older than a moment."""
        self._session.execute(delete(SignInCount).where(SignInCount.failed_at < before))


def _insert(session: Session, table: type[Model]) -> Any:  # noqa: ANN401 - two dialects' types
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    return (insert_sqlite if is_sqlite else insert_postgresql)(table)


def _trusted(session: Session, row: Row | None) -> Row | None:
    if row is None or is_trusted(session, row):
        return row
    log("register_broken", table=row.register_label, row=row.id)
    return None

"""Tables of the people who work here: accounts, roles, sessions, and counts of failed sign-ins.

Accounts, roles and sessions are register rows: one put in or changed by direct SQL lacks a matching
MAC and decides nothing.
"""

from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from uuid import UUID

from app.core.permissions import Role
from app.kit.db import (
    CheckConstraint,
    DataClass,
    ForeignKey,
    Mapped,
    Model,
    UniqueConstraint,
    column,
    one_of,
)

WHILE_EMPLOYED = "while the account is named by the audit log"
UNTIL_SESSION_ENDS = "deleted when the session has ended"
UNTIL_FORGOTTEN = "deleted 30 days after the last failure, or at a successful sign-in"


class RoleState(StrEnum):
    """Whether an account holds a role."""

    GRANTED = "granted"
    WITHDRAWN = "withdrawn"


class StaffPerson(Model):
    """A human being who works here; four eyes are counted by this row. No name is kept."""

    __tablename__ = "staff_people"

    id: Mapped[UUID] = column(
        primary_key=True,
        purpose="tells two people apart, whatever accounts they have",
        data=DataClass.STAFF,
        clock=WHILE_EMPLOYED,
    )


class StaffAccount(Model):
    """Something one can sign in with, at one desk."""

    __tablename__ = "staff_accounts"
    __table_args__ = (
        CheckConstraint("email = lower(email)", name="email_lower"),
        CheckConstraint("length(email) <= 254", name="email_length"),
    )

    id: Mapped[UUID] = column(
        primary_key=True, purpose="account", data=DataClass.STAFF, clock=WHILE_EMPLOYED
    )
    person_id: Mapped[UUID] = column(
        ForeignKey("staff_people.id"),
        index=True,
        purpose="the human being it belongs to",
        data=DataClass.STAFF,
        clock=WHILE_EMPLOYED,
    )
    email: Mapped[str] = column(
        unique=True, purpose="name to sign in with", data=DataClass.STAFF, clock=WHILE_EMPLOYED
    )
    password_hash: Mapped[str] = column(
        purpose="Argon2id, encoded with salt and parameters",
        data=DataClass.SECRET_DIGEST,
        clock=WHILE_EMPLOYED,
    )
    site: Mapped[str] = column(purpose="desk", data=DataClass.STAFF, clock=WHILE_EMPLOYED)
    is_closed: Mapped[bool] = column(
        purpose="may no longer sign in", data=DataClass.STAFF, clock=WHILE_EMPLOYED
    )
    created_at: Mapped[datetime] = column(
        purpose="when it was made", data=DataClass.STAFF, clock=WHILE_EMPLOYED
    )
    version: Mapped[int] = column(
        purpose="compare-and-swap", data=DataClass.OPERATIONAL, clock=WHILE_EMPLOYED
    )
    mac: Mapped[bytes] = column(
        purpose="proof that this service wrote the row",
        data=DataClass.SECRET_DIGEST,
        clock=WHILE_EMPLOYED,
    )

    register_label = "staff_accounts"

    @property
    def register_state(self) -> str:
        """Return what the MAC protects: whose account, password, desk, and whether it is open."""
        password = sha256(self.password_hash.encode()).hexdigest()
        return f"{self.person_id}:{self.email}:{password}:{self.site}:{int(self.is_closed)}"


class StaffRole(Model):
    """A role of an account, granted or withdrawn."""

    __tablename__ = "staff_roles"
    __table_args__ = (
        one_of("role", Role),
        one_of("state", RoleState),
        UniqueConstraint("account_id", "role"),
    )

    id: Mapped[UUID] = column(
        primary_key=True, purpose="row id", data=DataClass.STAFF, clock=WHILE_EMPLOYED
    )
    account_id: Mapped[UUID] = column(
        ForeignKey("staff_accounts.id"),
        purpose="who holds it",
        data=DataClass.STAFF,
        clock=WHILE_EMPLOYED,
    )
    role: Mapped[str] = column(
        purpose="what they are trusted with", data=DataClass.STAFF, clock=WHILE_EMPLOYED
    )
    state: Mapped[str] = column(
        purpose="granted or withdrawn", data=DataClass.STAFF, clock=WHILE_EMPLOYED
    )
    version: Mapped[int] = column(
        purpose="compare-and-swap", data=DataClass.OPERATIONAL, clock=WHILE_EMPLOYED
    )
    mac: Mapped[bytes] = column(
        purpose="proof that this service wrote the row",
        data=DataClass.SECRET_DIGEST,
        clock=WHILE_EMPLOYED,
    )

    register_label = "staff_roles"

    @property
    def register_state(self) -> str:
        """Return what the MAC protects: who, which role, and whether it is granted."""
        return f"{self.account_id}:{self.role}:{self.state}"


class StaffSession(Model):
    """Somebody signed in; the token itself is never kept."""

    __tablename__ = "staff_sessions"

    id: Mapped[UUID] = column(
        primary_key=True, purpose="row id", data=DataClass.STAFF, clock=UNTIL_SESSION_ENDS
    )
    account_id: Mapped[UUID] = column(
        ForeignKey("staff_accounts.id"),
        index=True,
        purpose="who is signed in",
        data=DataClass.STAFF,
        clock=UNTIL_SESSION_ENDS,
    )
    token_hash: Mapped[bytes] = column(
        unique=True,
        purpose="SHA-256 of a 256-bit random token",
        data=DataClass.SECRET_DIGEST,
        clock=UNTIL_SESSION_ENDS,
    )
    created_at: Mapped[datetime] = column(
        purpose="sign-in", data=DataClass.STAFF, clock=UNTIL_SESSION_ENDS
    )
    seen_at: Mapped[datetime] = column(
        purpose="last request, to the minute", data=DataClass.STAFF, clock=UNTIL_SESSION_ENDS
    )
    ends_at: Mapped[datetime] = column(
        index=True,
        purpose="end, whatever happens",
        data=DataClass.STAFF,
        clock=UNTIL_SESSION_ENDS,
    )
    version: Mapped[int] = column(
        purpose="always 1", data=DataClass.OPERATIONAL, clock=UNTIL_SESSION_ENDS
    )
    mac: Mapped[bytes] = column(
        purpose="proof that this service wrote the row",
        data=DataClass.SECRET_DIGEST,
        clock=UNTIL_SESSION_ENDS,
    )

    register_label = "staff_sessions"

    @property
    def register_state(self) -> str:
        """Return what the MAC protects: whose session, which token, and its end."""
        return f"{self.account_id}:{self.token_hash.hex()}:{self.ends_at.isoformat()}"


class SignInCount(Model):
    """Failed sign-ins under one address since the last successful one.

    Addresses that no account has are counted in the same way, so that being blocked does not tell
    whether there is an account.
    """

    __tablename__ = "staff_sign_in_counts"

    email_digest: Mapped[bytes] = column(
        primary_key=True,
        purpose="HMAC of the address under the register key",
        data=DataClass.SECRET_DIGEST,
        clock=UNTIL_FORGOTTEN,
    )
    failed_count: Mapped[int] = column(
        purpose="failures in a row", data=DataClass.COUNT, clock=UNTIL_FORGOTTEN
    )
    blocked_until: Mapped[datetime | None] = column(
        purpose="no sign-in before this", data=DataClass.STAFF, clock=UNTIL_FORGOTTEN
    )
    failed_at: Mapped[datetime] = column(
        index=True, purpose="last failure", data=DataClass.STAFF, clock=UNTIL_FORGOTTEN
    )

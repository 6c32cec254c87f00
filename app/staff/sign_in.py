"""Sign a member of staff in, with address and password.

Whoever fails learns nothing: an address without an account costs the same time, gets the same
answer, and is blocked after as many failures as one with an account.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from app.audit import Act, record_event
from app.core.permissions import Role, permissions_of
from app.kit.actor import Actor
from app.kit.db import Session
from app.kit.errors import TooManyAttemptsError, UnauthenticatedError
from app.kit.passwords import PasswordHasher
from app.staff.models import SignInCount, StaffAccount, StaffSession
from app.staff.repository import AccountRepository, SessionRepository, SignInCountRepository
from app.staff.staff_rules import BLOCK_RULE, LONGEST, email_digest, token_hash, typed_email

TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True)
class SignedIn:
    """What a successful sign-in gives; `token` exists here and at the client, nowhere else."""

    token: str
    actor: Actor
    roles: frozenset[Role]
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class FailedSignIn:
    """A sign-in that failed, to be counted after its own transaction was rolled back."""

    email_digest: bytes
    account_id: UUID | None
    site: str


def sign_in(
    session: Session,
    *,
    email: str,
    password: str,
    now: datetime,
    passwords: PasswordHasher,
    replaces: str | None = None,
) -> SignedIn:
    """Open a session with a new token; the session of the token it `replaces` ends.

    Raises:
        UnauthenticatedError: `sign_in_failed`, whatever was wrong.
        TooManyAttemptsError: `sign_in_blocked`, too many failures in a row under this address.
        UnavailableError: `sign_in_busy`, too many people are signing in at this moment.
    """
    email = typed_email(email)
    accounts = AccountRepository(session)
    digest = email_digest(session, email)
    seen = accounts.find_by_email(email)
    stored = None if seen is None else seen.password_hash
    session.rollback()  # hashing takes long; no connection and no snapshot waits for it
    is_right = passwords.matches(stored, password)

    session.write()
    account = accounts.find_by_email(email)
    _require_not_blocked(SignInCountRepository(session).find(digest), now)
    if account is None or not is_right or account.password_hash != stored or account.is_closed:
        raise UnauthenticatedError("sign_in_failed", event=_failed(digest, account))
    SignInCountRepository(session).forget(digest)
    if replaces is not None:
        SessionRepository(session).end(token_hash(replaces))
    signed_in = _open(session, account, roles=accounts.roles_of(account.id), now=now)
    record_event(session, Act.SIGNED_IN, by=signed_in.actor, now=now)
    return signed_in


def _require_not_blocked(count: SignInCount | None, now: datetime) -> None:
    if count is None:
        return
    if count.failed_count >= BLOCK_RULE.at_most:  # until somebody opens the account again
        raise TooManyAttemptsError("sign_in_blocked")
    if count.blocked_until is not None and now < count.blocked_until:
        raise TooManyAttemptsError("sign_in_blocked", wait=count.blocked_until - now)


def _failed(digest: bytes, account: StaffAccount | None) -> FailedSignIn:
    if account is None:
        return FailedSignIn(email_digest=digest, account_id=None, site="")
    return FailedSignIn(email_digest=digest, account_id=account.id, site=account.site)


def _open(
    session: Session, account: StaffAccount, *, roles: frozenset[Role], now: datetime
) -> SignedIn:
    token = secrets.token_urlsafe(TOKEN_BYTES)
    row = StaffSession(
        id=uuid4(),
        account_id=account.id,
        token_hash=token_hash(token),
        created_at=now,
        seen_at=now,
        ends_at=now + LONGEST,
        version=1,
    )
    SessionRepository(session).add(row)
    actor = actor_of(account, roles)
    return SignedIn(token=token, actor=actor, roles=roles, ends_at=row.ends_at)


def actor_of(account: StaffAccount, roles: frozenset[Role]) -> Actor:
    """Return the account as use cases receive it."""
    return Actor(
        account_id=account.id,
        person_id=account.person_id,
        site=account.site,
        email=account.email,
        permissions=permissions_of(roles),
    )

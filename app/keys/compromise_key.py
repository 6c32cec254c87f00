"""A private key is in other hands, or may be: believe it about nothing that the register lacks.

This holds for online checks as soon as it is committed. Offline verifiers learn it from the next
key set, which the root must sign.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.audit import Act, record_event
from app.keys.make_key import KeyOrder, make_key
from app.keys.models import IssuerKey, KeyRole, KeyStanding
from app.keys.repository import KeyRepository
from app.kit.actor import Doer
from app.kit.db import Session
from app.kit.errors import ConflictError, RefusedError


@dataclass(frozen=True, slots=True)
class Compromise:
    """The key that is not to be believed any more, and the one that signs from now on."""

    key: IssuerKey
    successor: IssuerKey


def compromise_key(
    session: Session,
    kid: bytes,
    *,
    at: datetime,
    order: KeyOrder,
    folder: Path,
    by: Doer,
    now: datetime,
) -> Compromise:
    """Mark a key as compromised from the moment `at` on, and see that another one signs.

    The next key of the role, which verifiers know already, begins to sign at once; where there is
    none, `order` says what kind of key to make.

    Raises:
        NotFoundError: no such key.
        RefusedError: `moment_in_future`.
        ConflictError: `key_is_compromised`: since that moment or an earlier one.
    """
    session.write()
    keys = KeyRepository(session)
    key = keys.named(kid)
    if at > now:
        raise RefusedError("moment_in_future")
    if key.compromised_at is not None and key.compromised_at <= at:
        raise ConflictError("key_is_compromised")
    keys.change(key, standing=KeyStanding.COMPROMISED.value, compromised_at=at)
    role = KeyRole(key.role)
    successor = keys.signing(role, now) or _begin_next(session, role, now)
    if successor is None:
        successor = make_key(session, order, folder=folder, by=by, now=now)
    record_event(
        session, Act.KEY_COMPROMISED, by=by, now=now, subject=key.subject, reason=role.value
    )
    return Compromise(key=key, successor=successor)


def _begin_next(session: Session, role: KeyRole, now: datetime) -> IssuerKey | None:
    keys = KeyRepository(session)
    following = keys.next(role, now)
    if following is not None:
        keys.change(following, sign_from=now)
    return following

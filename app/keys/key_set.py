"""The key set of this issuer: as the database would have it, and as the root last signed it."""

from dataclasses import dataclass
from datetime import datetime

from app.audit import read_recorded
from app.core.credential import (
    KeySet,
    PublishedKey,
    PublishedRole,
    PublishedState,
    RootKey,
    SignedListError,
    decode_cose_key,
    read_own_key_set,
)
from app.keys.models import IssuerKey, KeyRole, KeyStanding, PublishedKeySet
from app.keys.repository import KeyRepository, KeySetRepository
from app.keys.signing_keys import public_key_of
from app.kit.db import RegisterBrokenError, Session

ROLES = {KeyRole.CARD: PublishedRole.CARD, KeyRole.STATUS: PublishedRole.STATUS}
STATES = {
    KeyStanding.ACTIVE: PublishedState.ACTIVE,
    KeyStanding.RETIRED: PublishedState.RETIRED,
    KeyStanding.COMPROMISED: PublishedState.COMPROMISED,
}


@dataclass(frozen=True, slots=True)
class ServedKeySet:
    """The key set that is served: its bytes as the root signed them, and what they say."""

    content: bytes
    key_set: KeySet


def pinned_root(session: Session) -> RootKey | None:
    """Return the root that verifiers pin."""
    root = KeySetRepository(session).root()
    return None if root is None else RootKey.of(decode_cose_key(root))


def draft_key_set(session: Session, *, issuer: str, now: datetime) -> KeySet:
    """Return the next key set, unsigned: every key of an issuer whose time is not over.

    Raises:
        RegisterBrokenError: a key's row was changed by something else, or an old one put back.
    """
    recorded = read_recorded(session)
    newest = KeySetRepository(session).newest()
    keys = KeyRepository(session)
    rows = [key for role in KeyRole for key in keys.all(role) if key.issuer == issuer]
    if any(recorded.has_newer(row) for row in rows):
        raise RegisterBrokenError(IssuerKey.__tablename__)
    return KeySet.of(
        issuer,
        version=1 if newest is None else newest.version + 1,
        issued_at=int(now.timestamp()),
        keys=tuple(_published(row) for row in rows if row.verify_until > now),
    )


def served_key_set(session: Session) -> ServedKeySet | None:
    """Return the newest key set, once its signature was checked with the pinned root.

    Raises:
        RegisterBrokenError: the pinned root did not sign what lies there, or did so for another
            version; the row was put in or changed by something else.
    """
    newest = KeySetRepository(session).newest()
    return None if newest is None else _opened(newest, pinned_root(session))


def published_key_set(session: Session) -> KeySet | None:
    """Return what the key set says that is served now.

    Raises:
        RegisterBrokenError: as `served_key_set`.
    """
    served = served_key_set(session)
    return None if served is None else served.key_set


def _opened(row: PublishedKeySet, root: RootKey | None) -> ServedKeySet:
    """Open a key set; rows carry no MAC, since the root's signature says more than one."""
    try:
        key_set = None if root is None else read_own_key_set(row.content, root=root)
    except SignedListError:
        key_set = None
    # An older set of the same root, put in under a higher version, is no newer for that.
    if key_set is None or key_set.version != row.version:
        raise RegisterBrokenError(PublishedKeySet.__tablename__)
    return ServedKeySet(row.content, key_set)


def _published(row: IssuerKey) -> PublishedKey:
    return PublishedKey(
        public_key=public_key_of(row),
        role=ROLES[KeyRole(row.role)],
        sign_from=int(row.sign_from.timestamp()),
        sign_until=int(row.sign_until.timestamp()),
        verify_until=int(row.verify_until.timestamp()),
        state=STATES[KeyStanding(row.standing)],
    )

"""The key set of this issuer: as the database would have it, and as the root last signed it."""

from datetime import datetime

from app.core.credential import (
    KeySet,
    PublishedKey,
    PublishedRole,
    PublishedState,
    RootKey,
    decode_cose_key,
    read_own_key_set,
)
from app.keys.models import IssuerKey, KeyRole, KeyStanding
from app.keys.repository import KeyRepository, KeySetRepository
from app.keys.signing_keys import public_key_of
from app.kit.db import Session

ROLES = {KeyRole.CARD: PublishedRole.CARD, KeyRole.STATUS: PublishedRole.STATUS}
STATES = {
    KeyStanding.ACTIVE: PublishedState.ACTIVE,
    KeyStanding.RETIRED: PublishedState.RETIRED,
    KeyStanding.COMPROMISED: PublishedState.COMPROMISED,
}


def pinned_root(session: Session) -> RootKey | None:
    """Return the root that verifiers pin."""
    root = KeySetRepository(session).root()
    return None if root is None else RootKey.of(decode_cose_key(root))


def draft_key_set(session: Session, *, issuer: str, now: datetime) -> KeySet:
    """Return the next key set, unsigned: every key of an issuer whose time is not over.

    Raises:
        RegisterBrokenError: a key's row was changed by something else.
    """
    newest = KeySetRepository(session).newest()
    keys = KeyRepository(session)
    rows = [key for role in KeyRole for key in keys.all(role) if key.issuer == issuer]
    return KeySet.of(
        issuer,
        version=1 if newest is None else newest.version + 1,
        issued_at=int(now.timestamp()),
        keys=tuple(_published(row) for row in rows if row.verify_until > now),
    )


def published_key_set(session: Session) -> KeySet | None:
    """Return what the key set says that is served now."""
    newest = KeySetRepository(session).newest()
    return None if newest is None else read_own_key_set(newest.content)


def _published(row: IssuerKey) -> PublishedKey:
    return PublishedKey(
        public_key=public_key_of(row),
        role=ROLES[KeyRole(row.role)],
        sign_from=int(row.sign_from.timestamp()),
        sign_until=int(row.sign_until.timestamp()),
        verify_until=int(row.verify_until.timestamp()),
        state=STATES[KeyStanding(row.standing)],
    )

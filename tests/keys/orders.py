"""Orders for keys, and the use cases on them, as short as tests want them."""

from datetime import datetime, timedelta

from app.core.credential import Algorithm
from app.keys import Compromise, IssuerKey, KeyOrder, KeyRepository, KeyRole
from app.keys import compromise_key as compromise_key_
from app.keys import retire_key as retire_key_
from app.keys import rotate_key as rotate_key_
from app.kit.actor import SERVICE
from tests.town import Town

ISSUER = "https://id.riverbend.example"
LONGEST = timedelta(days=10 * 366)


def order(role: KeyRole, algorithm: Algorithm = Algorithm.ES256) -> KeyOrder:
    """An order for a key of the town."""
    return KeyOrder(
        role=role, issuer=ISSUER, longest_card=LONGEST, is_development=False, algorithm=algorithm
    )


def rotate(town: Town, role: KeyRole = KeyRole.CARD) -> IssuerKey:
    """Make the next key."""
    with town.transaction() as session:
        return rotate_key_(
            session, order(role), folder=town.settings.keyring_dir, by=SERVICE, now=town.clock()
        )


def retire(town: Town, key: IssuerKey) -> IssuerKey:
    """Retire a key."""
    with town.transaction() as session:
        return retire_key_(session, key.kid, by=SERVICE, now=town.clock())


def compromise(town: Town, key: IssuerKey, *, at: datetime | None = None) -> Compromise:
    """Mark a key as compromised, now unless said otherwise."""
    with town.transaction() as session:
        return compromise_key_(
            session,
            key.kid,
            at=at or town.clock(),
            order=order(KeyRole(key.role)),
            folder=town.settings.keyring_dir,
            by=SERVICE,
            now=town.clock(),
        )


def keys(town: Town, role: KeyRole = KeyRole.CARD) -> list[IssuerKey]:
    """Return the keys of a role, oldest first."""
    with town.app.state.new_session() as session:
        return sorted(KeyRepository(session).all(role), key=lambda key: key.sign_from)


def signing(town: Town, role: KeyRole = KeyRole.CARD) -> bytes | None:
    """Return the id of the key that signs now."""
    with town.app.state.new_session() as session:
        key = KeyRepository(session).signing(role, town.clock())
    return None if key is None else key.kid

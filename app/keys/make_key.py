"""Make an issuer key: the private half first, in a file or a token, then the row."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from app.audit import Act, record_event
from app.core.credential import LIST_LIFETIME_SECONDS, Algorithm, PublicKey, key_id
from app.keys.key_files import file_name, new_private_key, write_key_file
from app.keys.models import IssuerKey, KeyHolder, KeyRole, KeyStanding
from app.keys.repository import KeyRepository
from app.keys.token_signer import TokenPlace, make_token_key
from app.kit.actor import Doer
from app.kit.db import Session

SIGNING_WINDOW = timedelta(days=365)
LIST_LIFETIME = timedelta(seconds=LIST_LIFETIME_SECONDS)


@dataclass(frozen=True, slots=True)
class KeyOrder:
    """What kind of key to make; it signs from now on, unless `sign_from` says otherwise."""

    role: KeyRole
    issuer: str
    longest_card: timedelta
    is_development: bool
    algorithm: Algorithm = Algorithm.ES256
    token: TokenPlace | None = None
    """The token that makes and keeps the private half; a key file without one."""
    sign_from: datetime | None = None
    verify_until: datetime | None = None
    """Instead of the end of the last thing that the key will have signed."""


def make_key(
    session: Session, order: KeyOrder, *, folder: Path, by: Doer, now: datetime
) -> IssuerKey:
    """Make a key that signs for a year and verifies until the last thing it signed has ended."""
    sign_from = order.sign_from or now
    sign_until = sign_from + SIGNING_WINDOW
    longest = order.longest_card if order.role is KeyRole.CARD else LIST_LIFETIME
    row = IssuerKey(
        id=uuid4(),
        role=order.role.value,
        issuer=order.issuer,
        algorithm="EdDSA" if order.algorithm is Algorithm.EDDSA else "ES256",
        is_development=order.is_development,
        holder=(KeyHolder.FILE if order.token is None else KeyHolder.TOKEN).value,
        standing=KeyStanding.ACTIVE.value,
        sign_from=sign_from,
        sign_until=sign_until,
        verify_until=order.verify_until or sign_until + longest,
        version=1,
    )
    public_key = _make_pair(order, row, folder)
    row.public_key = public_key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    KeyRepository(session).add(row)
    record_event(
        session, Act.KEY_MADE, by=by, now=now, subject=row.subject, reason=order.role.value
    )
    return row


def _make_pair(order: KeyOrder, row: IssuerKey, folder: Path) -> PublicKey:
    """Make the pair where it is to stay, name the row after it and return the public half."""
    if order.token is not None:
        public_key = make_token_key(order.token, row.id, algorithm=order.algorithm)
        row.kid = key_id(public_key)
        return public_key
    private_key = new_private_key(order.algorithm)
    row.kid = key_id(private_key.public_key())
    write_key_file(folder / file_name(row), private_key)
    return private_key.public_key()

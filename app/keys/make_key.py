"""Make an issuer key: the private half as a file first, then the row with the public half."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from app.audit import Act, record_event
from app.core.credential import Algorithm, CardKey
from app.keys.key_files import file_name, new_private_key, write_key_file
from app.keys.models import IssuerKey, KeyRole, KeyStanding
from app.keys.repository import KeyRepository
from app.kit.actor import Doer
from app.kit.db import Session

SIGNING_WINDOW = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class KeyOrder:
    """What kind of key to make."""

    role: KeyRole
    issuer: str
    longest_card: timedelta
    is_development: bool
    algorithm: Algorithm = Algorithm.ES256


def make_key(
    session: Session, order: KeyOrder, *, folder: Path, by: Doer, now: datetime
) -> IssuerKey:
    """Make a key that signs for a year and verifies until its last card has ended."""
    private_key = new_private_key(order.algorithm)
    sign_until = now + SIGNING_WINDOW
    verify_until = sign_until + order.longest_card
    public = CardKey.of(
        private_key.public_key(),
        issuer=order.issuer,
        sign_until=int(sign_until.timestamp()),
        verify_until=int(verify_until.timestamp()),
    )
    row = IssuerKey(
        id=uuid4(),
        kid=public.kid,
        role=order.role.value,
        issuer=order.issuer,
        algorithm="EdDSA" if order.algorithm is Algorithm.EDDSA else "ES256",
        public_key=private_key.public_key().public_bytes(
            Encoding.DER, PublicFormat.SubjectPublicKeyInfo
        ),
        is_development=order.is_development,
        standing=KeyStanding.ACTIVE.value,
        sign_from=now,
        sign_until=sign_until,
        verify_until=verify_until,
        version=1,
    )
    write_key_file(folder, file_name(row), private_key)
    KeyRepository(session).add(row)
    record_event(session, Act.KEY_MADE, by=by, now=now, reason=order.role.value)
    return row

"""The card keys of this issuer: those a verifier trusts, and the one that signs now."""

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_der_public_key

from app.core.credential import CardKey, Signer, TrustedKeys
from app.keys.key_files import InsecureSignerWarning, load_signer
from app.keys.models import IssuerKey, KeyRole, KeyStanding
from app.keys.repository import KeyRepository
from app.kit.db import Session
from app.kit.errors import UnavailableError


@dataclass(frozen=True, slots=True)
class SigningKey:
    """The card key that signs now, and what holds its private half."""

    key: CardKey
    signer: Signer


FindSigningKey = Callable[[Session, datetime], SigningKey]


def card_key(row: IssuerKey) -> CardKey:
    """Return the public half of a key as the credential code wants it."""
    public_key = load_der_public_key(row.public_key)
    if not isinstance(public_key, EllipticCurvePublicKey | Ed25519PublicKey):
        raise TypeError("an issuer key is P-256 or Ed25519")
    return CardKey.of(
        public_key,
        issuer=row.issuer,
        sign_until=int(row.sign_until.timestamp()),
        verify_until=int(row.verify_until.timestamp()),
    )


def trusted_card_keys(session: Session) -> TrustedKeys:
    """Return every card key that may still be believed."""
    rows = KeyRepository(session).trusted(KeyRole.CARD)
    return TrustedKeys(card_key(row) for row in rows if row.standing != KeyStanding.COMPROMISED)


def require_key_file(folder: Path, row: IssuerKey) -> None:
    """See that the private half of a key lies where it should, and is that key's.

    Raises:
        KeyFileMissingError: there is no such file, or it is another key's.
        UnsafeKeyringError: others can read it.
    """
    with warnings.catch_warnings():
        # Looking is not signing: a development key is warned about where it signs.
        warnings.simplefilter("ignore", InsecureSignerWarning)
        load_signer(folder, row, card_key(row))


def signing_key_finder(folder: Path) -> FindSigningKey:
    """Return a function that finds the card key to sign with; key files lie in `folder`."""
    signers: dict[bytes, Signer] = {}

    def find(session: Session, now: datetime) -> SigningKey:
        row = KeyRepository(session).signing(KeyRole.CARD, now)
        if row is None:
            raise UnavailableError("no_signing_key")
        key = card_key(row)
        if row.public_key not in signers:
            signers[row.public_key] = load_signer(folder, row, key)
        return SigningKey(key=key, signer=signers[row.public_key])

    return find

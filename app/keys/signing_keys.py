"""The keys of this issuer as the credential code wants them: to believe, and to sign with."""

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_der_public_key

from app.core.credential import (
    CardKey,
    PublicKey,
    Signer,
    StatusKey,
    VerificationKey,
)
from app.keys.key_files import InsecureSignerWarning, load_file_signer
from app.keys.models import IssuerKey, KeyHolder, KeyRole
from app.keys.repository import KeyRepository
from app.keys.token_signer import TokenError, TokenPlace, TokenSigner
from app.kit.db import Session
from app.kit.errors import UnavailableError


@dataclass(frozen=True, slots=True)
class SigningKey:
    """The card key that signs now, and what holds its private half."""

    key: CardKey
    signer: Signer


@dataclass(frozen=True, slots=True)
class StatusSigningKey:
    """The status key that signs now, and what holds its private half."""

    key: StatusKey
    signer: Signer


FindSigningKey = Callable[[Session, datetime], SigningKey]
FindStatusKey = Callable[[Session, datetime], StatusSigningKey]


def public_key_of(row: IssuerKey) -> PublicKey:
    """Return the public half of a key."""
    public_key = load_der_public_key(row.public_key)
    if not isinstance(public_key, EllipticCurvePublicKey | Ed25519PublicKey):
        raise TypeError("an issuer key is P-256 or Ed25519")
    return public_key


def card_key(row: IssuerKey) -> CardKey:
    """Return the public half of a card key as the credential code wants it."""
    return CardKey.of(
        public_key_of(row),
        issuer=row.issuer,
        sign_until=int(row.sign_until.timestamp()),
        verify_until=int(row.verify_until.timestamp()),
    )


def status_key(row: IssuerKey) -> StatusKey:
    """Return the public half of a status key as the credential code wants it."""
    return StatusKey.of(
        public_key_of(row), issuer=row.issuer, verify_until=int(row.verify_until.timestamp())
    )


def require_key_file(folder: Path, row: IssuerKey) -> None:
    """See that the private half of a key lies where it should, and is that key's.

    Raises:
        KeyFileMissingError: there is no such file, or it is another key's.
        UnsafeKeyringError: others can read it.
    """
    key = card_key(row) if row.role == KeyRole.CARD else status_key(row)
    with warnings.catch_warnings():
        # Looking is not signing: a development key is warned about where it signs.
        warnings.simplefilter("ignore", InsecureSignerWarning)
        load_file_signer(folder, row, key)


def signing_key_finder(folder: Path, token: TokenPlace | None = None) -> FindSigningKey:
    """Return a function that finds the card key to sign with.

    Key files lie in `folder`; keys that were made in a token are used there.
    """
    load = _Loader(folder, token)

    def find(session: Session, now: datetime) -> SigningKey:
        row = _signing_row(session, KeyRole.CARD, now)
        key = card_key(row)
        return SigningKey(key=key, signer=load(row, key))

    return find


def status_key_finder(folder: Path, token: TokenPlace | None = None) -> FindStatusKey:
    """Return a function that finds the status key to sign with."""
    load = _Loader(folder, token)

    def find(session: Session, now: datetime) -> StatusSigningKey:
        row = _signing_row(session, KeyRole.STATUS, now)
        key = status_key(row)
        return StatusSigningKey(key=key, signer=load(row, key))

    return find


def _signing_row(session: Session, role: KeyRole, now: datetime) -> IssuerKey:
    row = KeyRepository(session).signing(role, now)
    if row is None:
        raise UnavailableError("no_signing_key")
    return row


class _Loader:
    """Finds what holds a private half, once for each key and process."""

    def __init__(self, folder: Path, token: TokenPlace | None) -> None:
        self._folder = folder
        self._token = token
        self._signers: dict[bytes, Signer] = {}

    def __call__(self, row: IssuerKey, key: VerificationKey) -> Signer:
        if row.public_key not in self._signers:
            self._signers[row.public_key] = self._load(row, key)
        return self._signers[row.public_key]

    def _load(self, row: IssuerKey, key: VerificationKey) -> Signer:
        if row.holder != KeyHolder.TOKEN:
            return load_file_signer(self._folder, row, key)
        if self._token is None:
            raise TokenError("not_configured")
        return TokenSigner(self._token, row.id, key=key)

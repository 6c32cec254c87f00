"""Private issuer keys as PEM files in the keyring folder, readable by their owner alone.

A key made by a development server lies under another name, and whoever loads it is warned.
"""

import os
import warnings
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from app.core.credential import (
    Algorithm,
    LocalSigner,
    PrivateKey,
    PublicKey,
    Signer,
    SignerError,
    VerificationKey,
)
from app.keys.models import IssuerKey, KeyRole
from app.kit.errors import UnavailableError
from app.vault import refuse_readable_by_others


class InsecureSignerWarning(UserWarning):
    """Cards signed by a development key prove nothing."""


class KeyFileMissingError(UnavailableError):
    """A key is not where it should be, or the file holds something else."""

    def __init__(self, file_name: str) -> None:
        super().__init__("key_file_missing")
        self.file_name = file_name


class DevelopmentSigner(LocalSigner):
    """A signer for trying things out; it says so whenever it is made."""

    def __init__(self, private_key: PrivateKey, *, key: VerificationKey) -> None:
        warnings.warn("cards are signed with a development key", InsecureSignerWarning, 2)
        super().__init__(private_key, key=key)


def new_private_key(algorithm: Algorithm) -> PrivateKey:
    """Make a private key."""
    if algorithm is Algorithm.EDDSA:
        return ed25519.Ed25519PrivateKey.generate()
    return ec.generate_private_key(ec.SECP256R1())


def write_key_file(path: Path, private_key: PrivateKey) -> None:
    """Store a private key, mode 0600, durable when this returns.

    Raises:
        FileExistsError: a key is never written over another.
    """
    pem = private_key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    write_secret_file(path, pem)


def write_secret_file(path: Path, content: bytes) -> None:
    """Store what only its owner may read, mode 0600, durable when this returns.

    Raises:
        FileExistsError: nothing is written over another file.
    """
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def file_name(row: IssuerKey) -> str:
    """Return the name of the file that holds the private half of a key."""
    kind = "development" if row.is_development else "issuer"
    return f"{kind}-{row.role}-{row.kid.hex()}.pem"


def read_key_file(path: Path) -> PrivateKey:
    """Return the private key that a file holds.

    Raises:
        KeyFileMissingError: there is no such file, or it holds something else.
        UnsafeKeyringError: others can read it.
    """
    if not path.exists():
        raise KeyFileMissingError(path.name)
    refuse_readable_by_others(path)
    try:
        private_key = load_pem_private_key(path.read_bytes(), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:  # TypeError: it is encrypted
        raise KeyFileMissingError(path.name) from error
    if not isinstance(private_key, PrivateKey):
        raise KeyFileMissingError(path.name)
    require_known_curve(private_key.public_key(), path)
    return private_key


def require_known_curve(public_key: PublicKey, path: Path) -> None:
    """See that a key is one that signs here: Ed25519, or ECDSA on P-256 and no other curve.

    Raises:
        KeyFileMissingError: it is another curve's.
    """
    if isinstance(public_key, ec.EllipticCurvePublicKey) and not isinstance(
        public_key.curve, ec.SECP256R1
    ):
        raise KeyFileMissingError(path.name)


def load_file_signer(folder: Path, row: IssuerKey, key: VerificationKey) -> Signer:
    """Return the signer of a key whose private half lies in a file.

    Raises:
        KeyFileMissingError: there is no such file, or it is another key's.
        UnsafeKeyringError: others can read it.
    """
    path = folder / file_name(row)
    is_warned_about = row.is_development and row.role == KeyRole.CARD
    signer = DevelopmentSigner if is_warned_about else LocalSigner
    try:
        return signer(read_key_file(path), key=key)
    except SignerError as error:
        raise KeyFileMissingError(path.name) from error

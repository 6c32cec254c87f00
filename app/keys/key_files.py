"""Private issuer keys as PEM files in the keyring folder, readable by their owner alone.

A key made by a development server lies under another name, and whoever loads it is warned.
"""

import os
import warnings
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from app.core.credential import Algorithm, CardKey, LocalSigner, Signer, SignerError
from app.keys.models import IssuerKey
from app.kit.errors import UnavailableError
from app.vault import refuse_readable_by_others

PrivateKey = ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey


class InsecureSignerWarning(UserWarning):
    """Cards signed by a development key prove nothing."""


class KeyFileMissingError(UnavailableError):
    """The private half of a key is not in the keyring folder."""

    def __init__(self, file_name: str) -> None:
        super().__init__("key_file_missing")
        self.file_name = file_name


class DevelopmentSigner(LocalSigner):
    """A signer for trying things out; it says so whenever it is made."""

    def __init__(self, private_key: PrivateKey, *, key: CardKey) -> None:
        warnings.warn("cards are signed with a development key", InsecureSignerWarning, 2)
        super().__init__(private_key, key=key)


def new_private_key(algorithm: Algorithm) -> PrivateKey:
    """Make a private key."""
    if algorithm is Algorithm.EDDSA:
        return ed25519.Ed25519PrivateKey.generate()
    return ec.generate_private_key(ec.SECP256R1())


def write_key_file(folder: Path, name: str, private_key: PrivateKey) -> None:
    """Store a private key, mode 0600, durable when this returns; never over an existing file."""
    pem = private_key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    descriptor = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(pem)
        file.flush()
        os.fsync(file.fileno())


def file_name(row: IssuerKey) -> str:
    """Return the name of the file that holds the private half of a key."""
    kind = "development" if row.is_development else "issuer"
    return f"{kind}-{row.role}-{row.kid.hex()}.pem"


def load_signer(folder: Path, row: IssuerKey, key: CardKey) -> Signer:
    """Return the signer of a key.

    Raises:
        KeyFileMissingError: there is no such file, or it is another key's.
        UnsafeKeyringError: others can read it.
    """
    path = folder / file_name(row)
    if not path.exists():
        raise KeyFileMissingError(path.name)
    refuse_readable_by_others(path)
    private_key = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(private_key, PrivateKey):
        raise KeyFileMissingError(path.name)
    signer = DevelopmentSigner if row.is_development else LocalSigner
    try:
        return signer(private_key, key=key)
    except SignerError as error:
        raise KeyFileMissingError(path.name) from error

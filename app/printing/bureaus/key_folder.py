"""The bureau's own machine: a folder with its private keys and what it was told by the program.

No database, no settings. Both private keys are readable by their owner alone.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from app.keys import KeyFileMissingError, write_secret_file
from app.kit.errors import ConflictError, RefusedError
from app.printing.bureaus.public_keys import manifest_key_of
from app.vault import refuse_readable_by_others

BUNDLE_FILE, RECEIPT_FILE, PROGRAM_FILE = "bundle.pem", "receipt.pem", "program.json"


@dataclass(frozen=True, slots=True)
class PinnedProgram:
    """What the program told the bureau: the bureau's id there, and the key that signs manifests."""

    bureau: UUID
    manifest_key: Ed25519PublicKey


def make_keys(folder: Path) -> tuple[X25519PrivateKey, Ed25519PrivateKey]:
    """Make the key that opens bundles and the one that signs receipts.

    Raises:
        ConflictError: `file_exists`: a key is never written over another.
    """
    keys = X25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        _write(folder / BUNDLE_FILE, keys[0])
        _write(folder / RECEIPT_FILE, keys[1])
    except FileExistsError as error:
        raise ConflictError("file_exists") from error
    return keys


def pin_program(folder: Path, *, bureau: UUID, manifest_key: bytes) -> None:
    """Note what the program's administrator shows; bundles of nobody else are then opened.

    Raises:
        RefusedError: `manifest_key_unusable`.
    """
    manifest_key_of(manifest_key)
    pinned = {"bureau": str(bureau), "manifest_key": manifest_key.hex()}
    (folder / PROGRAM_FILE).write_text(json.dumps(pinned) + "\n")


def pinned_program(folder: Path) -> PinnedProgram:
    """Return what was pinned.

    Raises:
        RefusedError: `no_program_pinned`, or `manifest_key_unusable`.
    """
    try:
        pinned = json.loads((folder / PROGRAM_FILE).read_text())
        bureau, raw = UUID(pinned["bureau"]), bytes.fromhex(pinned["manifest_key"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise RefusedError("no_program_pinned") from error
    return PinnedProgram(bureau, manifest_key_of(raw))


def load_bundle_key(folder: Path) -> X25519PrivateKey:
    """Return the key that opens bundles.

    Raises:
        KeyFileMissingError: there is no such file, or it holds something else.
        UnsafeKeyringError: others can read it.
    """
    key = _load(folder / BUNDLE_FILE)
    if not isinstance(key, X25519PrivateKey):
        raise KeyFileMissingError(BUNDLE_FILE)
    return key


def load_receipt_key(folder: Path) -> Ed25519PrivateKey:
    """Return the key that signs receipts.

    Raises:
        KeyFileMissingError: there is no such file, or it holds something else.
        UnsafeKeyringError: others can read it.
    """
    key = _load(folder / RECEIPT_FILE)
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyFileMissingError(RECEIPT_FILE)
    return key


def _load(path: Path) -> object:
    if not path.exists():
        raise KeyFileMissingError(path.name)
    refuse_readable_by_others(path)
    try:
        return load_pem_private_key(path.read_bytes(), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise KeyFileMissingError(path.name) from error


def _write(path: Path, key: X25519PrivateKey | Ed25519PrivateKey) -> None:
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    write_secret_file(path, pem)

"""Sealed personal data and the keyring that opens it. Nothing else knows where a key lives."""

from app.vault.file_keyring import FileKeyring, UnsafeKeyringError, refuse_readable_by_others
from app.vault.keyring import (
    KeyDestroyedError,
    KeyMissingError,
    Keyring,
    KeyState,
    SystemKey,
)
from app.vault.models import Label
from app.vault.repository import VaultRepository
from app.vault.vault import Vault

__all__ = [
    "FileKeyring",
    "KeyDestroyedError",
    "KeyMissingError",
    "KeyState",
    "Keyring",
    "Label",
    "SystemKey",
    "UnsafeKeyringError",
    "Vault",
    "VaultRepository",
    "refuse_readable_by_others",
]

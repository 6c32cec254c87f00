"""The keyring: data keys outside the database, so that destroying one reaches every backup.

A port with one adapter so far. Writers put a key as `pending` (on disk before the call returns),
commit their row, then mark it live; a sweep removes pending keys that no row came to need. Data
keys are wrapped by the random key of a retention epoch, a calendar month named YYYY-MM.
"""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from app.kit.errors import UnavailableError


class KeyState(StrEnum):
    """Whether a data key's row is known to exist."""

    PENDING = "pending"
    LIVE = "live"
    DESTROYED = "destroyed"


class SystemKey(StrEnum):
    """Keys of the deployment that belong to no person."""

    REGISTER = "register"
    CHECK_CODE = "check-code"
    IDEMPOTENCY = "idempotency"
    BUNDLE = "bundle"


class KeyMissingError(UnavailableError):
    """A key is not in the keyring and not marked as destroyed: something is wrong."""

    def __init__(self, name: str) -> None:
        super().__init__("key_missing")
        self.name = name


class KeyDestroyedError(UnavailableError):
    """The key, or that of its epoch, was destroyed: what it sealed is gone for good."""

    def __init__(self, name: str) -> None:
        super().__init__("key_destroyed")
        self.name = name


class Keyring(Protocol):
    """Keeps data keys, epoch keys and the deployment's own keys."""

    def put(self, key_id: UUID, key: bytes, *, epoch: str, now: datetime) -> None:
        """Store a 32-byte data key as pending; durable when this returns."""

    def mark_live(self, key_id: UUID) -> None:
        """Note that the row sealed under this key is committed."""

    def rewrap(self, key_id: UUID, *, epoch: str) -> None:
        """Move a key under another retention epoch."""

    def get(self, key_id: UUID) -> bytes:
        """Return a data key.

        Raises:
            KeyDestroyedError: it was destroyed.
            KeyMissingError: it is not there.
        """

    def destroy(self, key_id: UUID, *, now: datetime) -> None:
        """Destroy a data key and keep its id as destroyed. Doing it twice is harmless."""

    def sweep(self, *, before: datetime, is_known: Callable[[UUID], bool]) -> int:
        """Settle pending keys made before a moment: live if a row is known, else destroyed.

        Returns how many keys were destroyed.
        """

    def system_key(self, name: SystemKey) -> bytes:
        """Return one of the deployment's own keys.

        Raises:
            KeyMissingError: `tessera init` has not made it.
        """

    def make_system_keys(self) -> None:
        """Make the deployment's own keys; those that exist stay as they are."""

    def audit_key(self, year: int) -> bytes:
        """Return the key under which the audit log of a calendar year names people."""

    def state_of(self, key_id: UUID) -> KeyState | None:
        """Return the state of a key, None when it was never here."""

"""Seal, unseal and destroy: the one way by which personal data enters and leaves the database."""

import secrets
from datetime import datetime
from uuid import UUID, uuid4

from app.core.sealing.envelope import (
    KEY_BYTES,
    NONCE_BYTES,
    SealBrokenError,
    SealContext,
    seal,
    unseal,
)
from app.kit.db import Session
from app.kit.errors import UnavailableError
from app.vault.keyring import Keyring
from app.vault.models import Label, SealedValue
from app.vault.repository import VaultRepository


class Vault:
    """Personal data under keys that live in a keyring, outside the database."""

    def __init__(self, keyring: Keyring) -> None:
        self.keyring = keyring

    def new_key(self, session: Session, *, epoch: str, now: datetime) -> UUID:
        """Make a data key: pending at once, live when the transaction is committed."""
        key_id = uuid4()
        self.keyring.put(key_id, secrets.token_bytes(KEY_BYTES), epoch=epoch, now=now)
        session.after_commit(lambda: self.keyring.mark_live(key_id))
        return key_id

    def write(
        self, session: Session, owner_id: UUID, label: Label, value: bytes, *, key_id: UUID
    ) -> None:
        """Seal a value for its owner, in place of any older one with this label."""
        repository = VaultRepository(session)
        row = repository.find(owner_id, label)
        if row is None:
            row = SealedValue(id=uuid4(), owner_id=owner_id, label=label.value, record_version=0)
            repository.add(row)
        row.key_id = key_id
        row.record_version += 1
        row.nonce = secrets.token_bytes(NONCE_BYTES)
        key = self.keyring.get(key_id)
        row.ciphertext = seal(key, value, context=_context(row), nonce=row.nonce)
        session.flush()

    def read(self, session: Session, owner_id: UUID, label: Label) -> bytes | None:
        """Unseal a value; None when the owner has none with this label.

        Raises:
            KeyMissingError: its key is not in the keyring and not marked as destroyed.
            KeyDestroyedError: its key was destroyed.
            UnavailableError: `seal_broken`: the row was changed or moved.
        """
        row = VaultRepository(session).find(owner_id, label)
        if row is None:
            return None
        try:
            key = self.keyring.get(row.key_id)
            return unseal(key, row.ciphertext, context=_context(row), nonce=row.nonce)
        except SealBrokenError as error:
            raise UnavailableError("seal_broken") from error

    def key_of(self, session: Session, owner_id: UUID, label: Label) -> UUID | None:
        """Return the data key that a value rests on."""
        row = VaultRepository(session).find(owner_id, label)
        return None if row is None else row.key_id

    def remove(self, session: Session, owner_id: UUID, *labels: Label) -> None:
        """Remove sealed values of an owner; without labels, all of them."""
        VaultRepository(session).remove(owner_id, labels)

    def destroy_key(self, session: Session, key_id: UUID, *, now: datetime) -> None:
        """Order the destruction of a key; it is carried out after the commit.

        A crash in between leaves the tombstone, and `finish_destructions` does the rest.
        """
        VaultRepository(session).order_destruction(key_id, now=now)
        session.after_commit(lambda: self.keyring.destroy(key_id, now=now))

    def finish_destructions(self, session: Session, *, now: datetime) -> int:
        """Destroy every key whose destruction was ordered and return how many there were."""
        repository = VaultRepository(session)
        waiting = repository.waiting_destructions()
        for key_id in waiting:
            self.keyring.destroy(key_id, now=now)
            repository.confirm_destruction(key_id, now=now)
        return len(waiting)


def _context(row: SealedValue) -> SealContext:
    return SealContext(
        label=row.label,
        row_id=row.id,
        record_version=row.record_version,
        owner_id=row.owner_id,
    )

"""Every query about sealed values and ordered key destructions."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, exists, select, update

from app.kit.db import Session
from app.vault.models import KeyTombstone, Label, SealedValue


class VaultRepository:
    """Reads and writes sealed rows within one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, owner_id: UUID, label: Label) -> SealedValue | None:
        """Return the sealed value of an owner, if there is one."""
        return self._session.scalars(
            select(SealedValue).where(
                SealedValue.owner_id == owner_id, SealedValue.label == label.value
            )
        ).one_or_none()

    def add(self, value: SealedValue) -> None:
        """Store a new sealed value."""
        self._session.add(value)

    def remove(self, owner_id: UUID, labels: tuple[Label, ...] = ()) -> None:
        """Remove the values of an owner: those with these labels, or all."""
        statement = delete(SealedValue).where(SealedValue.owner_id == owner_id)
        if labels:
            statement = statement.where(SealedValue.label.in_([label.value for label in labels]))
        self._session.execute(statement)

    def is_key_used(self, key_id: UUID) -> bool:
        """Say whether any sealed value rests on this data key."""
        return bool(self._session.scalar(select(exists().where(SealedValue.key_id == key_id))))

    def order_destruction(self, key_id: UUID, *, now: datetime) -> None:
        """Write the tombstone of a data key."""
        if self._session.get(KeyTombstone, key_id) is None:
            self._session.add(KeyTombstone(key_id=key_id, ordered_at=now, destroyed_at=None))

    def waiting_destructions(self) -> list[UUID]:
        """Return the keys whose destruction was ordered and is not confirmed."""
        statement = select(KeyTombstone.key_id).where(KeyTombstone.destroyed_at.is_(None))
        return list(self._session.scalars(statement))

    def confirm_destruction(self, key_id: UUID, *, now: datetime) -> None:
        """Note that the keyring has destroyed the key."""
        self._session.execute(
            update(KeyTombstone).where(KeyTombstone.key_id == key_id).values(destroyed_at=now)
        )

    def key_ids(self) -> list[UUID]:
        """Return every data key that some sealed value rests on."""
        return list(self._session.scalars(select(SealedValue.key_id).distinct()))

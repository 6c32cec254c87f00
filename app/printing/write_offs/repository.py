"""Every query about write-offs; register MACs are made and checked here."""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import select

from app.audit import Recorded
from app.kit.db import Session, check_mac, is_trusted, set_mac
from app.kit.errors import ConflictError
from app.printing.bureaus.models import BundleCard
from app.printing.write_offs.models import WriteOff


class WriteOffRepository:
    """Reads and writes write-offs within one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, write_off: WriteOff) -> None:
        """Store a new write-off with its MAC."""
        set_mac(self._session, write_off)
        self._session.add(write_off)
        self._session.flush()

    def of_piece(self, piece_id: UUID) -> WriteOff | None:
        """Return the write-off of a card of a bundle, locked until the transaction ends, if any.

        Raises:
            RegisterBrokenError: its row was changed by something other than this service.
        """
        statement = select(WriteOff).where(WriteOff.piece_id == piece_id).with_for_update()
        fresh = statement.execution_options(populate_existing=True)
        found = self._session.scalars(fresh).one_or_none()
        if found is not None:
            check_mac(self._session, found)
        return found

    def sign(self, write_off: WriteOff, **changes: object) -> None:
        """Put the second signature under a write-off by compare-and-swap.

        Raises:
            ConflictError: somebody else was faster.
        """
        for name, value in changes.items():
            setattr(write_off, name, value)
        write_off.version += 1
        set_mac(self._session, write_off)
        if not self._session.swap():
            raise ConflictError("write_off_changed")

    def of_bundle(self, bundle_id: UUID) -> dict[UUID, WriteOff]:
        """Return the write-offs of a bundle by piece; a row that cannot be trusted is left out."""
        statement = (
            select(WriteOff)
            .join(BundleCard, BundleCard.id == WriteOff.piece_id)
            .where(BundleCard.bundle_id == bundle_id)
        )
        found = self._session.scalars(statement.execution_options(populate_existing=True))
        return {row.piece_id: row for row in found if is_trusted(self._session, row)}

    def broken_ones(self) -> Iterator[UUID]:
        """Return the ids of rows that something other than this service changed."""
        for row in self._session.scalars(select(WriteOff)):
            if not is_trusted(self._session, row):
                yield row.id

    def old_ones(self, *, recorded: Recorded) -> Iterator[UUID]:
        """Return the ids of rows that are older than the audit log says."""
        for row in self._session.scalars(select(WriteOff)):
            if recorded.has_newer(row):
                yield row.id

"""Register rows carry a version and a MAC, checked whenever the row decides something."""

from collections.abc import Iterator
from typing import Protocol, TypeVar
from uuid import UUID

from sqlalchemy import select

from app.core.sealing.register_mac import mac_matches, register_mac
from app.kit.db.session import Session
from app.kit.errors import UnavailableError


class RegisterRow(Protocol):
    """A row of the register: a card, a slot, a role, a key."""

    id: UUID
    version: int
    mac: bytes

    @property
    def register_label(self) -> str:
        """Name the table."""

    @property
    def register_state(self) -> str:
        """Return what the MAC protects, as one text."""


Row = TypeVar("Row", bound=RegisterRow)


class RegisterBrokenError(UnavailableError):
    """A register row was changed by something other than this service: nothing is decided by it."""

    def __init__(self, table: str) -> None:
        super().__init__("register_broken")
        self.table = table


def mac_for(session: Session, label: str, row_id: UUID, state: str, version: int) -> bytes:
    """Return the MAC a register row must carry."""
    return register_mac(
        session.seals.register_key, label=label, row_id=row_id, state=state, version=version
    )


def set_mac(session: Session, row: RegisterRow) -> None:
    """Give a new register row its MAC."""
    row.mac = mac_for(session, row.register_label, row.id, row.register_state, row.version)


def check_mac(session: Session, row: RegisterRow) -> None:
    """See that a register row is as this service wrote it.

    Raises:
        RegisterBrokenError: it is not; nothing may be decided by it.
    """
    if not is_trusted(session, row):
        raise RegisterBrokenError(row.register_label)


def is_trusted(session: Session, row: RegisterRow) -> bool:
    """Say whether a register row is as this service wrote it."""
    return mac_holds(
        session, row.register_label, row.id, row.register_state, version=row.version, mac=row.mac
    )


def register_rows(session: Session, table: type[Row]) -> Iterator[tuple[Row, bool]]:
    """Return every row of a table, and whether it is as this service wrote it."""
    for row in session.scalars(select(table)):
        yield row, is_trusted(session, row)


def mac_holds(
    session: Session, label: str, row_id: UUID, state: str, *, version: int, mac: bytes
) -> bool:
    """Say whether the parts of a register row are as this service wrote them."""
    return mac_matches(mac, mac_for(session, label, row_id, state, version))

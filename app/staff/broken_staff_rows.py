"""Name the rows about staff that something else wrote; they count for nothing until then."""

from uuid import UUID

from app.kit.db import Session
from app.staff.repository import AccountRepository


def broken_staff_rows(session: Session) -> list[tuple[str, UUID]]:
    """Return table and row id of every account and role whose row cannot be trusted."""
    return AccountRepository(session).broken_rows()

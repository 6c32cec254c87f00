"""List who works here."""

from dataclasses import dataclass
from uuid import UUID

from app.core.permissions import Role
from app.kit.db import Session
from app.staff.repository import AccountRepository


@dataclass(frozen=True, slots=True)
class StaffSummary:
    """One account, as an administrator sees it."""

    id: UUID
    person_id: UUID
    email: str
    site: str
    roles: tuple[Role, ...]
    is_closed: bool


def list_staff(session: Session) -> list[StaffSummary]:
    """Return every account by address."""
    accounts = AccountRepository(session)
    return [
        StaffSummary(
            id=account.id,
            person_id=account.person_id,
            email=account.email,
            site=account.site,
            roles=tuple(sorted(accounts.roles_of(account.id))),
            is_closed=account.is_closed,
        )
        for account in accounts.everybody()
    ]

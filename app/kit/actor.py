"""The member of staff who acts, as every use case receives them."""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from app.core.permissions import Permission


class Doer(Protocol):
    """Whoever an audit entry names: a member of staff at a site, or the service itself."""

    @property
    def account_id(self) -> UUID | None:
        """Return the account, None for the service and for strangers."""

    @property
    def site(self) -> str:
        """Return the desk, empty when there is none."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in account and the person it belongs to."""

    account_id: UUID
    person_id: UUID
    site: str
    email: str
    permissions: frozenset[Permission]

    def may(self, permission: Permission) -> bool:
        """Say whether this person holds a permission."""
        return permission in self.permissions


@dataclass(frozen=True, slots=True)
class Nobody:
    """The service itself, a command on the server, or somebody not signed in."""

    account_id: UUID | None = None
    site: str = ""


SERVICE = Nobody()

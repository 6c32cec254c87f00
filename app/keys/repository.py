"""Every query about issuer keys."""

from datetime import datetime

from sqlalchemy import select

from app.keys.models import IssuerKey, KeyRole, KeyStanding
from app.kit.db import Session, check_mac, is_trusted, set_mac
from app.kit.repository import RegisterVersionRepository


class KeyRepository:
    """Reads and writes issuer keys within one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, key: IssuerKey) -> None:
        """Store a new key and tell every process that keys have changed."""
        set_mac(self._session, key)
        self._session.add(key)
        RegisterVersionRepository(self._session).bump()
        self._session.flush()

    def all(self, role: KeyRole) -> list[IssuerKey]:
        """Return every key of a role.

        Raises:
            RegisterBrokenError: a row was changed, or put in, by something else.
        """
        rows = self._rows(role)
        for row in rows:
            check_mac(self._session, row)
        return rows

    def trusted(self, role: KeyRole) -> list[IssuerKey]:
        """Return the keys of a role whose rows are as this service wrote them.

        A row that something else put in must neither be believed nor stop every check.
        """
        return [row for row in self._rows(role) if is_trusted(self._session, row)]

    def signing(self, role: KeyRole, now: datetime) -> IssuerKey | None:
        """Return the newest active key whose signing window is open."""
        usable = [
            key
            for key in self.all(role)
            if key.standing == KeyStanding.ACTIVE and key.sign_from <= now < key.sign_until
        ]
        return max(usable, key=lambda key: key.sign_from, default=None)

    def _rows(self, role: KeyRole) -> list[IssuerKey]:
        statement = select(IssuerKey).where(IssuerKey.role == role.value)
        return list(self._session.scalars(statement))

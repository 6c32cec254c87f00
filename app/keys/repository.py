"""Every query about issuer keys, the pinned root and published key sets."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import select

from app.audit import next_version
from app.keys.models import IssuerKey, KeyRole, KeyStanding, PinnedRoot, PublishedKeySet
from app.kit.db import Session, check_mac, is_trusted, set_mac
from app.kit.errors import ConflictError, NotFoundError
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

    def change(self, key: IssuerKey, **changes: object) -> None:
        """Change a key by compare-and-swap and tell every process that keys have changed.

        Raises:
            ConflictError: somebody else changed the key first.
            RegisterBrokenError: the row is older than the log says. It may be marked as
                compromised, again perhaps, and nothing else.
        """
        is_compromise = changes.get("standing") == KeyStanding.COMPROMISED
        version = next_version(self._session, key, may_be_old=is_compromise)
        for name, value in changes.items():
            setattr(key, name, value)
        key.version = version
        set_mac(self._session, key)
        if not self._session.swap():
            raise ConflictError("key_changed")
        RegisterVersionRepository(self._session).bump()

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

    def named(self, kid: bytes) -> IssuerKey:
        """Return the key with this id.

        Raises:
            NotFoundError: there is none.
            ConflictError: two keys share the id, which happens once in billions.
        """
        found = [key for role in KeyRole for key in self.all(role) if key.kid == kid]
        if not found:
            raise NotFoundError("no_such_key")
        if len(found) > 1:
            raise ConflictError("key_id_is_shared")
        return found[0]

    def get(self, key_id: UUID) -> IssuerKey:
        """Return the key in this row.

        Raises:
            NotFoundError: there is none.
        """
        key = self._session.get(IssuerKey, key_id)
        if key is None:
            raise NotFoundError("no_such_key")
        check_mac(self._session, key)
        return key

    def signing(self, role: KeyRole, now: datetime) -> IssuerKey | None:
        """Return the newest active key whose signing window is open; of two, the longer-lived."""
        usable = [
            key
            for key in self.all(role)
            if key.standing == KeyStanding.ACTIVE and key.sign_from <= now < key.sign_until
        ]
        return max(usable, key=lambda key: (key.sign_from, key.verify_until), default=None)

    def next(self, role: KeyRole, now: datetime) -> IssuerKey | None:
        """Return the first active key whose signing window has not begun."""
        waiting = [
            key
            for key in self.all(role)
            if key.standing == KeyStanding.ACTIVE and now < key.sign_from
        ]
        return min(waiting, key=lambda key: key.sign_from, default=None)

    def _rows(self, role: KeyRole) -> list[IssuerKey]:
        statement = select(IssuerKey).where(IssuerKey.role == role.value)
        return list(self._session.scalars(statement))


class KeySetRepository:
    """The pinned root and what it signed, within one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def root(self) -> bytes | None:
        """Return the pinned root as COSE_Key.

        Raises:
            RegisterBrokenError: the row was changed by something else.
        """
        row = self._session.scalars(select(PinnedRoot)).one_or_none()
        if row is None:
            return None
        check_mac(self._session, row)
        return row.public_key

    def pin(self, public_key: bytes) -> None:
        """Store the root, once and for all."""
        row = PinnedRoot(id=uuid4(), place=1, public_key=public_key, version=1)
        set_mac(self._session, row)
        self._session.add(row)
        self._session.flush()

    def newest(self) -> PublishedKeySet | None:
        """Return the published key set with the highest version."""
        statement = select(PublishedKeySet).order_by(PublishedKeySet.version.desc()).limit(1)
        return self._session.scalars(statement).one_or_none()

    def add(self, version: int, content: bytes, *, now: datetime) -> None:
        """Store a published key set and tell every process."""
        self._session.add(PublishedKeySet(version=version, content=content, published_at=now))
        RegisterVersionRepository(self._session).bump()
        self._session.flush()

"""Every query about partners; register MACs are made and checked here."""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import select

from app.audit import Recorded, next_version
from app.kit.db import Session, check_mac, is_trusted, set_mac
from app.kit.errors import ConflictError, NotFoundError
from app.kit.repository import RegisterVersionRepository
from app.partners.models import Partner


class PartnerRepository:
    """Reads and writes partners within one session; every process hears of a change."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, partner: Partner) -> None:
        """Store a new partner with its MAC."""
        set_mac(self._session, partner)
        self._session.add(partner)
        self._bump()

    def lock(self, partner_id: UUID) -> Partner:
        """Return a partner, locked until the transaction ends.

        Raises:
            NotFoundError: no such partner.
            RegisterBrokenError: its row was changed by something other than this service.
        """
        statement = select(Partner).where(Partner.id == partner_id).with_for_update()
        partner = self._session.scalars(
            statement.execution_options(populate_existing=True)
        ).one_or_none()
        if partner is None:
            raise NotFoundError("no_such_partner")
        check_mac(self._session, partner)
        return partner

    def change(self, partner: Partner, **changes: object) -> None:
        """Change a partner by compare-and-swap and give the row its new MAC.

        Raises:
            ConflictError: somebody else changed it first.
            RegisterBrokenError: the row is older than the log says. It may be closed, again
                perhaps, and nothing else.
        """
        is_closing = bool(changes.get("is_closed"))
        version = next_version(self._session, partner, may_be_old=is_closing)
        for name, value in changes.items():
            setattr(partner, name, value)
        partner.version = version
        set_mac(self._session, partner)
        if not self._session.swap():
            raise ConflictError("partner_changed")
        self._bump()

    def everybody(self) -> list[Partner]:
        """Return every partner by name."""
        return list(self._session.scalars(select(Partner).order_by(Partner.name, Partner.id)))

    def open_ones(self, *, recorded: Recorded) -> Iterator[Partner]:
        """Return the partners whose keys count.

        A row that cannot be trusted, or is older than the audit log says, counts for nothing.
        """
        for partner in self._session.scalars(select(Partner).where(~Partner.is_closed)):
            if is_trusted(self._session, partner) and not recorded.has_newer(partner):
                yield partner

    def broken_ones(self) -> Iterator[UUID]:
        """Return the ids of rows that something other than this service changed."""
        for partner in self._session.scalars(select(Partner)):
            if not is_trusted(self._session, partner):
                yield partner.id

    def old_ones(self, *, recorded: Recorded) -> Iterator[UUID]:
        """Return the ids of rows that are older than the audit log says."""
        for partner in self._session.scalars(select(Partner)):
            if recorded.has_newer(partner):
                yield partner.id

    def _bump(self) -> None:
        RegisterVersionRepository(self._session).bump()

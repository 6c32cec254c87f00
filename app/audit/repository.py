"""Every query about the audit log and the tallies."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from uuid import uuid4

from sqlalchemy import delete, func, select

from app.audit.models import AuditEntry, AuditHead, Tally
from app.kit.db import Session


class AuditRepository:
    """Reads and appends within one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def lock_head(self) -> AuditHead:
        """Return the head, locked until the transaction ends."""
        statement = select(AuditHead).where(AuditHead.id == 1).with_for_update()
        fresh = statement.execution_options(populate_existing=True)
        head = self._session.scalars(fresh).one_or_none()
        if head is None:
            raise LookupError("the audit log has no head; run `tessera init`")
        return head

    def start(self) -> None:
        """Make the head of an empty log."""
        self._session.add(AuditHead(id=1, size=0, frontier=b""))

    def head(self) -> AuditHead | None:
        """Return the head without locking it."""
        return self._session.get(AuditHead, 1)

    def append(self, *, idx: int, leaf: bytes) -> None:
        """Add one entry."""
        self._session.add(AuditEntry(idx=idx, leaf=leaf))

    def leaves(self, *, since: int = 0) -> Iterator[bytes]:
        """Return the entries from a place on, all by default, in order."""
        statement = select(AuditEntry.leaf).where(AuditEntry.idx >= since).order_by(AuditEntry.idx)
        return iter(self._session.scalars(statement.execution_options(yield_per=1000)))

    def count(self, *, day: date, site: str, act: str, reason: str) -> None:
        """Count one act."""
        self._session.add(Tally(id=uuid4(), day=day, site=site, act=act, reason=reason, count=1))

    def tallies(self, *, first: date, last: date) -> list[tuple[date, str, str, str, int]]:
        """Return day, site, act, reason and count between two days, both included."""
        columns = (Tally.day, Tally.site, Tally.act, Tally.reason)
        statement = (
            select(*columns, func.sum(Tally.count))
            .where(Tally.day >= first, Tally.day <= last)
            .group_by(*columns)
        )
        return [
            (row[0], row[1], row[2], row[3], int(row[4]))
            for row in self._session.execute(statement)
        ]

    def first_day(self) -> date | None:
        """Return the day of the first act that was counted."""
        return self._session.scalar(select(func.min(Tally.day)))

    def roll_up(self, day: date) -> None:
        """Replace the single rows of one day by one row per site, act and reason.

        What is removed is what is summed: a row that another transaction adds meanwhile stays, and
        two who roll up at once count nothing twice.
        """
        columns = (Tally.site, Tally.act, Tally.reason, Tally.count)
        sums: Counter[tuple[str, str, str]] = Counter()
        removed = delete(Tally).where(Tally.day == day).returning(*columns)
        for site, act, reason, count in self._session.execute(removed):
            sums[site, act, reason] += count
        self._session.add_all(
            Tally(id=uuid4(), day=day, site=site, act=act, reason=reason, count=count)
            for (site, act, reason), count in sums.items()
        )

"""Every query about blank cards."""

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from sqlalchemy import exists, func, select

from app.core.bureau import BundleCardState
from app.core.lifecycle import PrintJobState
from app.core.print_stock import BlankMove
from app.kit.db import Session, check_mac, lock_table, set_mac
from app.printing.bureaus.models import BundleCard
from app.printing.models import PrintJob
from app.printing.stock.models import BlankCount, BlankEntry

ON_PLASTIC = (
    PrintJobState.SENT.value,
    PrintJobState.MISSING.value,
    PrintJobState.PRINTED.value,
    PrintJobState.SPOILED.value,
)
ON_THE_PLASTIC_OF_A_BUREAU = (
    BundleCardState.SENT.value,
    BundleCardState.PRINTED.value,
    BundleCardState.SPOILED.value,
    BundleCardState.MISSING.value,
)

Row = TypeVar("Row", BlankEntry, BlankCount)


class StockRepository:
    """Reads and writes the ledger of blanks within one session; what it returns is checked."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def lock(self, site: str) -> None:
        """Let one transaction at a time write the ledger of a desk."""
        lock_table(self._session, f"{BlankCount.__tablename__} {site}")

    def add(self, row: BlankEntry | BlankCount) -> None:
        """Store a new row with its MAC."""
        set_mac(self._session, row)
        self._session.add(row)
        self._session.flush()

    def last_count(self, site: str) -> BlankCount | None:
        """Return the newest count of a desk."""
        return next(iter(self.counts(site, limit=1)), None)

    def counts(self, site: str, *, limit: int) -> list[BlankCount]:
        """Return the newest counts of a desk, the last one first."""
        statement = select(BlankCount).where(BlankCount.site == site)
        newest = statement.order_by(BlankCount.serial.desc()).limit(limit)
        return self._checked(self._session.scalars(newest).all())

    def entries(self, site: str, period: int) -> list[BlankEntry]:
        """Return what came and went by hand since the count with this number."""
        statement = select(BlankEntry).where(BlankEntry.site == site, BlankEntry.period == period)
        return self._checked(self._session.scalars(statement).all())

    def set_aside(self, site: str) -> int:
        """Return how many blanks of a desk were ever set aside."""
        statement = select(BlankEntry).where(
            BlankEntry.site == site, BlankEntry.move == BlankMove.SET_ASIDE.value
        )
        return sum(entry.count for entry in self._checked(self._session.scalars(statement).all()))

    def prints(self, site: str) -> tuple[int, int]:
        """Return how many prints of a desk used a blank of its own, and how many were spoiled."""
        at_bureau = exists().where(
            BundleCard.job_id == PrintJob.id, BundleCard.state.in_(ON_THE_PLASTIC_OF_A_BUREAU)
        )
        statement = (
            select(PrintJob.state, func.count())
            .where(PrintJob.site == site, PrintJob.state.in_(ON_PLASTIC), ~at_bureau)
            .group_by(PrintJob.state)
        )
        found = {row[0]: row[1] for row in self._session.execute(statement)}
        return sum(found.values()), found.get(PrintJobState.SPOILED.value, 0)

    def counts_between(self, first: date, last: date) -> list[BlankCount]:
        """Return the counts of all desks in a span of days."""
        statement = select(BlankCount).where(BlankCount.counted_on.between(first, last))
        order = (BlankCount.counted_on, BlankCount.site, BlankCount.serial)
        return self._checked(self._session.scalars(statement.order_by(*order)).all())

    def entries_between(self, first: date, last: date) -> list[BlankEntry]:
        """Return what came and went by hand at all desks in a span of days."""
        statement = select(BlankEntry).where(BlankEntry.entered_on.between(first, last))
        order = (BlankEntry.entered_on, BlankEntry.site, BlankEntry.period, BlankEntry.id)
        return self._checked(self._session.scalars(statement.order_by(*order)).all())

    def _checked(self, rows: Sequence[Row]) -> list[Row]:
        for row in rows:
            check_mac(self._session, row)
        return list(rows)

"""The ledger of all desks as lines for auditors: counts and labels, and nobody's name."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from app.audit import Act, record_event
from app.core.disposal import DisposalKind
from app.kit.actor import Actor
from app.kit.clock import today_in
from app.kit.db import Session
from app.kit.errors import RefusedError
from app.printing.disposals import DisposalRepository
from app.printing.stock.models import BlankCount
from app.printing.stock.repository import StockRepository

HEADER = ("day", "site", "entry", "detail", "count", "expected", "too_few", "too_many")
A_YEAR = 366


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One line; `expected` is None for anything but a count with one before it."""

    day: date
    site: str
    entry: str
    detail: str
    count: int
    expected: int | None = None

    @property
    def cells(self) -> tuple[str, ...]:
        """Return the line as the columns of `HEADER`; a difference never begins with a sign."""
        named = (self.day.isoformat(), self.site, self.entry, self.detail, str(self.count))
        if self.expected is None:
            return (*named, "", "", "")
        too_many = self.count - self.expected
        return (*named, str(self.expected), str(max(-too_many, 0)), str(max(too_many, 0)))


def read_ledger(
    session: Session, *, first: date | None, last: date | None, actor: Actor, now: datetime
) -> list[LedgerLine]:
    """Return the lines of a span of days, both ends in it, by day and desk; reading is on record.

    No end stands for today, no beginning for a year before the end, or for the first of all days.

    Raises:
        RefusedError: `days_out_of_order`.
    """
    session.write()
    last = last or today_in(session.seals.time_zone, now)
    first = first or date.fromordinal(max(last.toordinal() - A_YEAR, 1))
    if first > last:
        raise RefusedError("days_out_of_order")
    lines = sorted(_lines(session, first, last), key=lambda line: (line.day, line.site))
    record_event(session, Act.REPORT_READ, by=actor, now=now, reason="stock")
    return lines


def _lines(session: Session, first: date, last: date) -> Iterator[LedgerLine]:
    stock = StockRepository(session)
    for entry in stock.entries_between(first, last):
        detail = entry.label or entry.reason
        yield LedgerLine(entry.entered_on, entry.site, entry.move, detail, entry.count)
    destroyed = DisposalRepository(session).count_done(DisposalKind.BLANKS, first=first, last=last)
    for (site, day), pieces in destroyed.items():
        yield LedgerLine(day, site, "destroyed_by_two", "", pieces)
    for count in stock.counts_between(first, last):
        yield from _of_count(count)


def _of_count(count: BlankCount) -> Iterator[LedgerLine]:
    day, site, detail = count.counted_on, count.site, f"count {count.serial}"
    yield LedgerLine(day, site, "printed", detail, count.used)
    yield LedgerLine(day, site, "of_these_spoiled", detail, count.spoiled)
    yield LedgerLine(day, site, "counted", detail, count.counted, count.expected)

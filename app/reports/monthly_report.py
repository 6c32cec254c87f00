"""The first report: what was done per ended calendar month and desk, counted from the tallies.

A count of 1 to 10 is left out. No cell is the sum of others: refusals appear by reason and never
together, since their sum would give away a reason that is left out.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import product

from app.applications import RefusalReason
from app.audit import Act, AuditRepository, record_event
from app.core.disclosure.suppression import publish
from app.kit.actor import Actor
from app.kit.db import Session
from app.kit.errors import RefusedError
from app.programs import ActiveProgram, active_program

ACTS = (
    Act.APPLICATION_SUBMITTED,
    Act.APPLICATION_APPROVED,
    Act.CARD_ISSUED,
    Act.CARD_REVOKED,
)
BY_REASON = Act.APPLICATION_REFUSED
COLUMNS = (
    *((act, "") for act in ACTS),
    *((BY_REASON, reason.value) for reason in RefusalReason),
)
A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Months:
    """A span of calendar months, each written as its first day; both ends belong to it."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class ReportCell:
    """One published number; `count` is None for 1 to 10."""

    month: date
    site: str
    act: Act
    reason: str
    count: int | None


@dataclass(frozen=True, slots=True)
class MonthlyReport:
    """The report of a span of months; no span and no cells before the first month has ended."""

    months: Months | None
    ended: tuple[date, ...]
    running_month_on: date
    cells: tuple[ReportCell, ...]


def read_monthly_report(
    session: Session, months: Months | None = None, *, actor: Actor, now: datetime
) -> MonthlyReport:
    """Return the report of some ended months, or of the last year; that it was read goes on record.

    Raises:
        RefusedError: `months_out_of_order`, or `month_not_ended` in the program's time zone.
    """
    session.write()
    program = active_program(session, now)
    running = program.today.replace(day=1)
    ended = _ended_months(session, running)
    _require_ended(months, running)
    chosen = _within(months, ended)
    cells = () if chosen is None else tuple(_cells(session, chosen, ended, program))
    record_event(session, Act.REPORT_READ, by=actor, now=now)
    return MonthlyReport(
        months=chosen, ended=ended, running_month_on=_following(running), cells=cells
    )


def _ended_months(session: Session, running: date) -> tuple[date, ...]:
    first_day = AuditRepository(session).first_day()
    months: list[date] = []
    month = running if first_day is None else first_day.replace(day=1)
    while month < running:
        months.append(month)
        month = _following(month)
    return tuple(months)


def _require_ended(months: Months | None, running: date) -> None:
    if months is None:
        return
    if months.first > months.last:
        raise RefusedError("months_out_of_order")
    if months.last >= running:
        raise RefusedError("month_not_ended")


def _within(months: Months | None, ended: tuple[date, ...]) -> Months | None:
    """Return the part of a span in which the program existed."""
    if months is None:
        return Months(ended[-A_YEAR:][0], ended[-1]) if ended else None
    wanted = [month for month in ended if months.first <= month <= months.last]
    return Months(wanted[0], wanted[-1]) if wanted else None


def _cells(
    session: Session, months: Months, ended: tuple[date, ...], program: ActiveProgram
) -> Iterator[ReportCell]:
    """Yield a cell for every month, desk, act and reason, also where nothing happened."""
    counts = _counts(session, months)
    sites = [site.id for site in program.profile.sites]
    sites += sorted({site for _, site, _, _ in counts} - set(sites))
    shown = [month for month in ended if months.first <= month <= months.last]
    for month, site, (act, reason) in product(shown, sites, COLUMNS):
        count = counts[month, site, act.value, reason]
        yield ReportCell(month, site, act, reason, publish(count))


def _counts(session: Session, months: Months) -> Counter[tuple[date, str, str, str]]:
    counts: Counter[tuple[date, str, str, str]] = Counter()
    columns = {(act.value, reason) for act, reason in COLUMNS}
    last_day = _following(months.last) - timedelta(days=1)
    tallies = AuditRepository(session).tallies(first=months.first, last=last_day)
    for day, site, act, reason, count in tallies:
        column = (act, reason if act == BY_REASON else "")
        if column in columns:
            counts[day.replace(day=1), site, *column] += count
    return counts


def _following(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)

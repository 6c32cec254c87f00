"""The stock of blank cards at a desk: what was counted, and what waits to be destroyed.

What should be there is shown after a count and not before, so that people count.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from app.core.print_stock import SetAsideReason
from app.kit.actor import Actor
from app.kit.clock import today_in
from app.kit.db import Session
from app.printing.stock.discard_blanks import blanks_to_destroy
from app.printing.stock.models import BlankCount
from app.printing.stock.repository import StockRepository

MOST_COUNTS = 60


@dataclass(frozen=True, slots=True)
class CountRow:
    """One count; `expected` and `difference` are None at the first."""

    counted_on: date
    received: int
    used: int
    spoiled: int
    set_aside: int
    expected: int | None
    counted: int
    difference: int | None


@dataclass(frozen=True, slots=True)
class StockView:
    """The page."""

    counts: list[CountRow]
    is_counted_today: bool
    to_destroy: int
    errors: list[tuple[str, str]]
    values: Mapping[str, str]
    reasons: list[str] = field(default_factory=lambda: [*SetAsideReason])


def stock_view(
    session: Session,
    *,
    actor: Actor,
    now: datetime,
    values: Mapping[str, str] | None = None,
    errors: list[tuple[str, str]] | None = None,
) -> StockView:
    """Return the stock of the actor's desk, with what was sent and why it was refused."""
    counts = count_rows(session, actor=actor)
    today = today_in(session.seals.time_zone, now)
    return StockView(
        counts=counts,
        is_counted_today=bool(counts) and counts[0].counted_on == today,
        to_destroy=blanks_to_destroy(session, actor.site),
        errors=errors or [],
        values=values or {},
    )


def count_rows(session: Session, *, actor: Actor) -> list[CountRow]:
    """Return the newest counts of the actor's desk, the last one first."""
    return [
        count_row(count) for count in StockRepository(session).counts(actor.site, limit=MOST_COUNTS)
    ]


def count_row(count: BlankCount) -> CountRow:
    """Return a count as it is shown."""
    return CountRow(
        counted_on=count.counted_on,
        received=count.received,
        used=count.used,
        spoiled=count.spoiled,
        set_aside=count.set_aside,
        expected=count.expected,
        counted=count.counted,
        difference=None if count.expected is None else count.difference,
    )

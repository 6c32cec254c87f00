"""Count the blank cards of a desk and compare them with the books."""

from datetime import datetime
from uuid import uuid4

from app.audit import Act, record_event
from app.core.print_stock import BlankMove, BlankSpan
from app.kit.actor import Actor
from app.kit.clock import today_in
from app.kit.db import Session
from app.kit.errors import RefusedError
from app.printing.disposals import site_of
from app.printing.stock.models import BlankCount
from app.printing.stock.repository import StockRepository

MOST_COUNTED = 1_000_000


def count_blanks(session: Session, *, counted: int, actor: Actor, now: datetime) -> BlankCount:
    """Enter what somebody counted; what the books ask for is worked out after that.

    The next count goes on from what was found, so a difference shows once, on its day.

    Raises:
        RefusedError: `counted_unusable`: not 0 to 1,000,000; `desk_needed`.
    """
    if not 0 <= counted <= MOST_COUNTED:
        raise RefusedError("counted_unusable")
    session.write()
    site, stock = site_of(actor), StockRepository(session)
    stock.lock(site)
    count = _count(stock, site, counted)
    count.counted_on = today_in(session.seals.time_zone, now)
    stock.add(count)
    record_event(
        session, Act.BLANKS_COUNTED, by=actor, now=now, subject=count.subject, reason=_said(count)
    )
    return count


def _count(stock: StockRepository, site: str, counted: int) -> BlankCount:
    last = stock.last_count(site)
    serial, before = (0, None) if last is None else (last.serial, last.counted)
    used_ever, spoiled_ever = stock.prints(site)
    moved = dict.fromkeys(BlankMove, 0)
    for entry in stock.entries(site, serial):
        moved[BlankMove(entry.move)] += entry.count
    span = BlankSpan(
        received=moved[BlankMove.RECEIVED],
        used=used_ever - (0 if last is None else last.used_ever),
        spoiled=spoiled_ever - (0 if last is None else last.spoiled_ever),
        set_aside=moved[BlankMove.SET_ASIDE],
    )
    return BlankCount(
        id=uuid4(),
        site=site,
        serial=serial + 1,
        counted=counted,
        expected=span.expected(before),
        received=span.received,
        used=span.used,
        spoiled=span.spoiled,
        set_aside=span.set_aside,
        used_ever=used_ever,
        spoiled_ever=spoiled_ever,
        version=1,
    )


def _said(count: BlankCount) -> str:
    if count.expected is None:
        return "first_count"
    return "differs" if count.difference else "as_expected"

"""Put one entry into the ledger of a desk, in the period that began with its last count."""

from datetime import datetime
from uuid import uuid4

from app.audit import Act, record_event
from app.core.print_stock import BlankMove, SetAsideReason
from app.kit.actor import Actor
from app.kit.clock import today_in
from app.kit.db import Session
from app.kit.errors import RefusedError
from app.printing.disposals import site_of
from app.printing.stock.models import BlankEntry
from app.printing.stock.repository import StockRepository

MOST_AT_ONCE = 100_000
ACTS = {BlankMove.RECEIVED: Act.BLANKS_RECEIVED, BlankMove.SET_ASIDE: Act.BLANKS_SET_ASIDE}


def add_entry(
    session: Session,
    move: BlankMove,
    *,
    count: int,
    label: str = "",
    reason: SetAsideReason | None = None,
    actor: Actor,
    now: datetime,
) -> BlankEntry:
    """Return a new entry of the actor's desk.

    Raises:
        RefusedError: `blank_count_unusable`: not 1 to 100,000; `desk_needed`.
    """
    if not 1 <= count <= MOST_AT_ONCE:
        raise RefusedError("blank_count_unusable")
    session.write()
    site, stock = site_of(actor), StockRepository(session)
    stock.lock(site)
    last = stock.last_count(site)
    entry = BlankEntry(
        id=uuid4(),
        site=site,
        period=0 if last is None else last.serial,
        move=move.value,
        count=count,
        label=label,
        reason="" if reason is None else reason.value,
        entered_on=today_in(session.seals.time_zone, now),
        version=1,
    )
    stock.add(entry)
    record_event(session, ACTS[move], by=actor, now=now, subject=entry.subject, reason=entry.reason)
    return entry

"""Take blank cards out of the stock that must not be printed."""

from datetime import datetime

from app.core.print_stock import BlankMove, SetAsideReason
from app.kit.actor import Actor
from app.kit.db import Session
from app.printing.stock.add_entry import add_entry
from app.printing.stock.models import BlankEntry


def set_blanks_aside(
    session: Session, *, count: int, reason: SetAsideReason, actor: Actor, now: datetime
) -> BlankEntry:
    """Put blanks with those that two people destroy; from here they are no stock.

    A blank that a print has spoiled is not one of them: its card is destroyed, by its number.

    Raises:
        RefusedError: `blank_count_unusable` or `desk_needed`.
    """
    return add_entry(session, BlankMove.SET_ASIDE, count=count, reason=reason, actor=actor, now=now)

"""Take a box of blank cards in."""

from datetime import datetime

from app.core.print_stock import BlankMove, SupplyLabelError, read_supply_label
from app.kit.actor import Actor
from app.kit.db import Session
from app.kit.errors import RefusedError
from app.printing.stock.add_entry import add_entry
from app.printing.stock.models import BlankEntry


def receive_blanks(
    session: Session, *, count: int, label: str, actor: Actor, now: datetime
) -> BlankEntry:
    """Enter a box with the supplier's label into the ledger of the actor's desk.

    Raises:
        RefusedError: `supply_label_unusable`, `blank_count_unusable` or `desk_needed`.
    """
    try:
        kept = read_supply_label(label)
    except SupplyLabelError as error:
        raise RefusedError("supply_label_unusable") from error
    return add_entry(session, BlankMove.RECEIVED, count=count, label=kept, actor=actor, now=now)

"""What is done with blank cards at a desk."""

from app.core.permissions import Role
from app.core.print_stock import SetAsideReason
from app.printing.disposals import Disposal
from app.printing.stock import (
    blanks_to_destroy,
    count_blanks,
    discard_blanks,
    receive_blanks,
    set_blanks_aside,
)
from app.printing.stock.models import BlankCount
from tests.at_desk import at_desk
from tests.town import SITE, Town

LABEL = "LOT 22-117"


def receive(town: Town, count: int, *, label: str = LABEL) -> None:
    """Take a box in."""
    with at_desk(town, Role.PRINTER) as (session, actor):
        receive_blanks(session, count=count, label=label, actor=actor, now=town.clock())


def set_aside(town: Town, count: int, *, reason: SetAsideReason = SetAsideReason.JAMMED) -> None:
    """Put blanks with those that are destroyed."""
    with at_desk(town, Role.PRINTER) as (session, actor):
        set_blanks_aside(session, count=count, reason=reason, actor=actor, now=town.clock())


def count(town: Town, counted: int) -> BlankCount:
    """Count what is there."""
    with at_desk(town, Role.PRINTER) as (session, actor):
        return count_blanks(session, counted=counted, actor=actor, now=town.clock())


def discard(town: Town, number: int) -> Disposal:
    """Sign first for blanks."""
    with at_desk(town, Role.PRINTER) as (session, actor):
        return discard_blanks(session, count=number, actor=actor, now=town.clock())


def to_destroy(town: Town) -> int:
    """Return how many blanks wait for two people."""
    with town.app.state.new_session() as session:
        return blanks_to_destroy(session, SITE)

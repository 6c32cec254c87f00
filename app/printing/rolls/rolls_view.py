"""Ribbon, film and printers of a desk: what is in use, what waits for two people, what leaves."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.core.disposal import WipeItem
from app.core.print_stock import RollKind
from app.kit.actor import Actor
from app.kit.db import Session
from app.printing.printers import PrinterKind, PrinterRepository
from app.printing.rolls.repository import RollRepository
from app.printing.wipes import WipeRepository

MOST_ROLLS = 200


@dataclass(frozen=True, slots=True)
class RollRow:
    """One roll, in its printer or out of it since a day."""

    id: str
    printer: str
    kind: str
    label: str
    state: str
    since: date


@dataclass(frozen=True, slots=True)
class RollsView:
    """The page; `leaving` are the printers that may leave the building."""

    installed: list[RollRow]
    removed: list[RollRow]
    printers: list[tuple[str, str]]
    leaving: list[tuple[str, str]]
    errors: list[tuple[str, str]]
    values: Mapping[str, str]
    kinds: list[str] = field(default_factory=lambda: [*RollKind])
    items: list[str] = field(default_factory=lambda: [*WipeItem])


def rolls_view(
    session: Session,
    *,
    actor: Actor,
    values: Mapping[str, str] | None = None,
    errors: list[tuple[str, str]] | None = None,
) -> RollsView:
    """Return what the actor's desk has, with what was sent and why it was refused."""
    rows, printers = roll_rows(session, actor=actor), PrinterRepository(session)
    in_use = [one for kind in PrinterKind for one in printers.in_use(actor.site, kind)]
    return RollsView(
        installed=[row for row in rows if row.state == "installed"],
        removed=[row for row in rows if row.state == "removed"],
        printers=[(str(one.id), one.name) for one in in_use],
        leaving=[(str(one.id), one.name) for one in WipeRepository(session).can_leave(actor.site)],
        errors=errors or [],
        values=values or {},
    )


def roll_rows(session: Session, *, actor: Actor) -> list[RollRow]:
    """Return the rolls of the actor's desk that nobody has destroyed."""
    found = RollRepository(session).in_house(actor.site, limit=MOST_ROLLS)
    return [
        RollRow(
            id=str(roll.id),
            printer=printer,
            kind=roll.kind,
            label=roll.label,
            state=roll.state,
            since=roll.removed_on or roll.installed_on,
        )
        for roll, printer in found
    ]

"""Printers of a desk and what is in them."""

from uuid import UUID

from app.core.permissions import Role
from app.core.print_stock import RollKind
from app.kit.actor import SERVICE
from app.printing.printers.add_printer import add_printer
from app.printing.printers.models import PrinterKind
from app.printing.printers.printer_form import PrinterForm
from app.printing.rolls import Roll, install_roll, remove_roll
from tests.at_desk import at_desk
from tests.town import SITE, Town


def printer(town: Town, *, name: str = "Zebra by the window") -> UUID:
    """Enter a card printer."""
    form = PrinterForm(site=SITE, name=name, kind=PrinterKind.CARD)
    with town.transaction() as session:
        return add_printer(session, form, by=SERVICE, now=town.clock())


def install(
    town: Town, printer_id: UUID, *, kind: RollKind = RollKind.RIBBON, label: str = "R 14"
) -> Roll:
    """Put a roll into a printer."""
    with at_desk(town, Role.PRINTER) as (session, actor):
        return install_roll(
            session, printer_id, kind=kind, label=label, actor=actor, now=town.clock()
        )


def remove(town: Town, roll_id: UUID) -> Roll:
    """Take a roll out."""
    with at_desk(town, Role.PRINTER) as (session, actor):
        return remove_roll(session, roll_id, actor=actor, now=town.clock())

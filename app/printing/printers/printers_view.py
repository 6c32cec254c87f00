"""The page of printers: those of all desks, and the form for a new one or for one of them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.kit.db import Session
from app.printing.printers.models import Printer
from app.printing.printers.repository import PrinterRepository
from app.programs import active_program

NEW = {"offset_x": "0", "offset_y": "0", "scale": "1"}


@dataclass(frozen=True, slots=True)
class PrinterRow:
    """One printer in the list."""

    id: str
    site: str
    name: str
    kind: str
    is_closed: bool


@dataclass(frozen=True, slots=True)
class PrintersView:
    """The page; `printer` is the one whose form it is, None for a new one."""

    rows: list[PrinterRow]
    printer: PrinterRow | None
    sites: list[tuple[str, str]]
    values: dict[str, str]
    errors: list[tuple[str, str]]


def printers_view(
    session: Session,
    *,
    printer_id: UUID | None,
    now: datetime,
    values: dict[str, str] | None,
    errors: list[tuple[str, str]],
) -> PrintersView:
    """Return the page, with what was sent and why it was refused.

    Raises:
        NotFoundError: `no_such_printer`.
    """
    printers, program = PrinterRepository(session), active_program(session, now)
    chosen = None if printer_id is None else printers.get(printer_id, site="")
    rows = [
        PrinterRow(str(one.id), program.site_name(one.site), one.name, one.kind, one.is_closed)
        for one in printers.all_of_them()
    ]
    return PrintersView(
        rows=rows,
        printer=next((row for row in rows if chosen and row.id == str(chosen.id)), None),
        sites=[(site.id, program.site_name(site.id)) for site in program.profile.sites],
        values=values or (NEW if chosen is None else _values(chosen)),
        errors=errors,
    )


def _values(printer: Printer) -> dict[str, str]:
    adjustment = printer.adjustment
    return {
        "site": printer.site,
        "name": printer.name,
        "kind": printer.kind,
        "offset_x": f"{adjustment.offset_x:g}",
        "offset_y": f"{adjustment.offset_y:g}",
        "scale": f"{adjustment.scale:g}",
        "profile": printer.profile,
        "flip": printer.flip,
    }

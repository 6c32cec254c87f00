"""What a drawing has to know of the printer that it is made for."""

from dataclasses import dataclass, replace
from uuid import UUID

from app.core.rendering.adjustment import Adjustment
from app.core.rendering.design import CardDesign
from app.core.rendering.imposition import Flip
from app.core.rendering.ink import ColourProfile
from app.kit.db import Session
from app.printing.printers.models import Printer, PrinterKind
from app.printing.printers.repository import PrinterRepository
from app.printing.printers.require_open import require_open


@dataclass(frozen=True, slots=True)
class PrinterSetting:
    """How a printer moves its pages, what colours it takes, about which edge it turns a sheet."""

    adjustment: Adjustment
    profile: ColourProfile
    flip: Flip

    def coloured(self, design: CardDesign) -> CardDesign:
        """Return a design in the colours of this printer."""
        return replace(design, profile=self.profile)


def printer_setting(
    session: Session, printer_id: UUID, *, kind: PrinterKind, site: str
) -> PrinterSetting:
    """Return the setting of a printer of this desk that takes cards, or sheets.

    Raises:
        NotFoundError: `no_such_printer` of this kind at this desk.
        ConflictError: `printer_closed`.
    """
    return setting_of(require_open(session, printer_id, site=site, kind=kind))


def setting_of(printer: Printer) -> PrinterSetting:
    """Return the setting of a printer, in use or not."""
    return PrinterSetting(printer.adjustment, ColourProfile(printer.profile), Flip(printer.flip))


def printer_choices(session: Session, *, site: str, kind: PrinterKind) -> list[tuple[str, str]]:
    """Return ids and names of a desk's printers that take cards, or sheets."""
    return [(str(one.id), one.name) for one in PrinterRepository(session).in_use(site, kind)]

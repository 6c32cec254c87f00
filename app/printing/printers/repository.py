"""Every query about printers."""

from uuid import UUID

from sqlalchemy import select

from app.kit.db import Session
from app.kit.errors import ConflictError, NotFoundError
from app.printing.printers.models import Printer, PrinterKind


class PrinterRepository:
    """Reads and writes printers within one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, printer: Printer) -> None:
        """Store a new printer."""
        self._session.add(printer)
        self._session.flush()

    def get(self, printer_id: UUID, *, site: str) -> Printer:
        """Return a printer of this desk (`site` empty: of any desk).

        Raises:
            NotFoundError: no such printer at this desk.
        """
        printer = self._session.get(Printer, printer_id, populate_existing=True)
        if printer is None or (site and printer.site != site):
            raise NotFoundError("no_such_printer")
        return printer

    def change(self, printer: Printer, **changes: object) -> None:
        """Change a printer by compare-and-swap.

        Raises:
            ConflictError: somebody else changed it first.
        """
        for name, value in changes.items():
            setattr(printer, name, value)
        printer.version += 1
        if not self._session.swap():
            raise ConflictError("printer_changed")

    def all_of_them(self) -> list[Printer]:
        """Return every printer by desk and name."""
        order = (Printer.site, Printer.name, Printer.id)
        return list(self._session.scalars(select(Printer).order_by(*order)))

    def in_use(self, site: str, kind: PrinterKind) -> list[Printer]:
        """Return the printers of a desk (`site` empty: of all) that take this, by name."""
        statement = select(Printer).where(Printer.kind == kind.value, ~Printer.is_closed)
        if site:
            statement = statement.where(Printer.site == site)
        return list(self._session.scalars(statement.order_by(Printer.name, Printer.id)))

"""Table of wiped printers: which printer a paper of two people is about, and by which list."""

from uuid import UUID

from app.audit import RowVersion, Subject
from app.kit.db import DataClass, ForeignKey, Mapped, Model, column
from app.printing.disposals import Disposal
from app.printing.printers.models import Printer

KEPT = "kept with the print room's books"


class PrinterWipe(Model):
    """One printer that leaves, wiped by every line of a list."""

    __tablename__ = "printer_wipes"

    id: Mapped[UUID] = column(
        primary_key=True, purpose="row id", data=DataClass.OPERATIONAL, clock=KEPT
    )
    disposal_id: Mapped[UUID] = column(
        ForeignKey(Disposal.id),
        unique=True,
        purpose="the paper that two people sign",
        data=DataClass.OPERATIONAL,
        clock=KEPT,
    )
    printer_id: Mapped[UUID] = column(
        ForeignKey(Printer.id),
        index=True,
        purpose="the printer",
        data=DataClass.OPERATIONAL,
        clock=KEPT,
    )
    items: Mapped[str] = column(
        purpose="the lines of the list as it was", data=DataClass.OPERATIONAL, clock=KEPT
    )
    version: Mapped[int] = column(
        purpose="always 1: the row is never changed", data=DataClass.OPERATIONAL, clock=KEPT
    )
    mac: Mapped[bytes] = column(
        purpose="proof that this service wrote the row", data=DataClass.SECRET_DIGEST, clock=KEPT
    )

    register_label = "printer_wipes"

    @property
    def register_state(self) -> str:
        """Return what the MAC protects: all of it."""
        return f"{self.disposal_id}|{self.printer_id}|{self.items}"

    @property
    def subject(self) -> Subject:
        """Name the wipe in the audit log."""
        return Subject(row=RowVersion(self.register_label, self.id, self.version))

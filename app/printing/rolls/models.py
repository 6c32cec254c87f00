"""Table of rolls: which ribbon or film is in which printer, and which two people destroy."""

from datetime import date
from uuid import UUID

from app.audit import RowVersion, Subject
from app.core.print_stock import RollKind, RollState
from app.kit.db import (
    CheckConstraint,
    DataClass,
    ForeignKey,
    Index,
    Mapped,
    Model,
    column,
    one_of,
    sql_text,
)
from app.printing.disposals import Disposal
from app.printing.printers.models import Printer

KEPT = "kept with the print room's books"
INSTALLED = "state = 'installed'"


class Roll(Model):
    """One roll that a printer took colour from."""

    __tablename__ = "rolls"
    __table_args__ = (
        one_of("kind", RollKind),
        one_of("state", RollState),
        CheckConstraint("length(label) BETWEEN 1 AND 40", name="label_length"),
        CheckConstraint("(state = 'removed') = (removed_on IS NOT NULL)", name="removed_on_a_day"),
        CheckConstraint(
            "(disposal_id IS NOT NULL) <= (state = 'removed')", name="removed_before_destroyed"
        ),
        Index(
            "one_roll_of_a_kind_per_printer",
            "printer_id",
            "kind",
            unique=True,
            sqlite_where=sql_text(INSTALLED),
            postgresql_where=sql_text(INSTALLED),
        ),
        Index(None, "site", "state"),
    )

    id: Mapped[UUID] = column(
        primary_key=True, purpose="row id", data=DataClass.OPERATIONAL, clock=KEPT
    )
    site: Mapped[str] = column(purpose="desk", data=DataClass.OPERATIONAL, clock=KEPT)
    printer_id: Mapped[UUID] = column(
        ForeignKey(Printer.id), purpose="the printer", data=DataClass.OPERATIONAL, clock=KEPT
    )
    kind: Mapped[str] = column(purpose="ribbon or film", data=DataClass.OPERATIONAL, clock=KEPT)
    label: Mapped[str] = column(
        purpose="the supplier's label", data=DataClass.OPERATIONAL, clock=KEPT
    )
    state: Mapped[str] = column(purpose="where it is", data=DataClass.OPERATIONAL, clock=KEPT)
    installed_on: Mapped[date] = column(
        purpose="day it went into the printer", data=DataClass.OPERATIONAL, clock=KEPT
    )
    removed_on: Mapped[date | None] = column(
        purpose="day it was taken out", data=DataClass.OPERATIONAL, clock=KEPT
    )
    disposal_id: Mapped[UUID | None] = column(
        ForeignKey(Disposal.id),
        index=True,
        purpose="the paper under which two people destroy it",
        data=DataClass.OPERATIONAL,
        clock=KEPT,
    )
    version: Mapped[int] = column(
        purpose="compare-and-swap", data=DataClass.OPERATIONAL, clock=KEPT
    )
    mac: Mapped[bytes] = column(
        purpose="proof that this service wrote the row", data=DataClass.SECRET_DIGEST, clock=KEPT
    )

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}  # noqa: RUF012 - read once by SQLAlchemy

    register_label = "rolls"

    @property
    def register_state(self) -> str:
        """Return what the MAC protects: all of it."""
        what = f"{self.site}|{self.printer_id}|{self.kind}|{self.label}|{self.state}"
        return f"{what}|{self.installed_on}|{self.removed_on or ''}|{self.disposal_id or ''}"

    @property
    def subject(self) -> Subject:
        """Name the roll in the audit log, in the version that an act has left."""
        return Subject(row=RowVersion(self.register_label, self.id, self.version))

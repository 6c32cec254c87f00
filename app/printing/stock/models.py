"""Tables of the ledger of blank cards: what came and went by hand, and what was counted."""

from datetime import date
from uuid import UUID

from app.audit import RowVersion, Subject
from app.core.print_stock import BlankMove, SetAsideReason
from app.kit.db import (
    CheckConstraint,
    DataClass,
    Index,
    Mapped,
    Model,
    Trigger,
    UniqueConstraint,
    column,
    one_of,
)

KEPT = "kept with the print room's books"


class BlankEntry(Model):
    """Blanks that came in a box, or were set aside. What a print uses is in the print itself."""

    __tablename__ = "blank_entries"
    __table_args__ = (
        one_of("move", BlankMove),
        one_of("reason", ("", *SetAsideReason)),
        CheckConstraint("count BETWEEN 1 AND 100000", name="count_sane"),
        CheckConstraint("(move = 'received') = (label <> '')", name="box_has_label"),
        CheckConstraint("(move = 'set_aside') = (reason <> '')", name="set_aside_for_reason"),
        Index(None, "site", "period"),
    )

    id: Mapped[UUID] = column(
        primary_key=True, purpose="row id", data=DataClass.OPERATIONAL, clock=KEPT
    )
    site: Mapped[str] = column(purpose="desk", data=DataClass.OPERATIONAL, clock=KEPT)
    period: Mapped[int] = column(
        purpose="serial number of the desk's count before it, 0 before the first",
        data=DataClass.OPERATIONAL,
        clock=KEPT,
    )
    move: Mapped[str] = column(purpose="in or aside", data=DataClass.OPERATIONAL, clock=KEPT)
    count: Mapped[int] = column(purpose="how many blanks", data=DataClass.COUNT, clock=KEPT)
    label: Mapped[str] = column(
        purpose="the supplier's label of the box", data=DataClass.OPERATIONAL, clock=KEPT
    )
    reason: Mapped[str] = column(
        purpose="why they were set aside", data=DataClass.OPERATIONAL, clock=KEPT
    )
    entered_on: Mapped[date] = column(purpose="day", data=DataClass.OPERATIONAL, clock=KEPT)
    version: Mapped[int] = column(
        purpose="always 1: the row is never changed", data=DataClass.OPERATIONAL, clock=KEPT
    )
    mac: Mapped[bytes] = column(
        purpose="proof that this service wrote the row", data=DataClass.SECRET_DIGEST, clock=KEPT
    )

    register_label = "blank_entries"

    @property
    def register_state(self) -> str:
        """Return what the MAC protects: all of it."""
        what = f"{self.move}|{self.count}|{self.label}|{self.reason}"
        return f"{self.site}|{self.period}|{what}|{self.entered_on}"

    @property
    def subject(self) -> Subject:
        """Name the entry in the audit log."""
        return Subject(row=RowVersion(self.register_label, self.id, self.version))


class BlankCount(Model):
    """What somebody counted at a desk, and what had happened since the count before."""

    __tablename__ = "blank_counts"
    __table_args__ = (
        UniqueConstraint("site", "serial", name="uq_blank_counts_serial"),
        CheckConstraint("counted BETWEEN 0 AND 1000000", name="counted_sane"),
        CheckConstraint("(serial = 1) = (expected IS NULL)", name="first_expects_nothing"),
    )

    id: Mapped[UUID] = column(
        primary_key=True, purpose="row id", data=DataClass.OPERATIONAL, clock=KEPT
    )
    site: Mapped[str] = column(purpose="desk", data=DataClass.OPERATIONAL, clock=KEPT)
    serial: Mapped[int] = column(
        purpose="number of this count at the desk, from 1", data=DataClass.OPERATIONAL, clock=KEPT
    )
    counted: Mapped[int] = column(purpose="blanks found", data=DataClass.COUNT, clock=KEPT)
    expected: Mapped[int | None] = column(
        purpose="blanks that the books ask for; empty at the first count",
        data=DataClass.COUNT,
        clock=KEPT,
    )
    received: Mapped[int] = column(
        purpose="in boxes since the last count", data=DataClass.COUNT, clock=KEPT
    )
    used: Mapped[int] = column(purpose="prints since then", data=DataClass.COUNT, clock=KEPT)
    spoiled: Mapped[int] = column(
        purpose="prints spoiled since then", data=DataClass.COUNT, clock=KEPT
    )
    set_aside: Mapped[int] = column(
        purpose="set aside since then", data=DataClass.COUNT, clock=KEPT
    )
    used_ever: Mapped[int] = column(
        purpose="prints of the desk so far", data=DataClass.COUNT, clock=KEPT
    )
    spoiled_ever: Mapped[int] = column(
        purpose="spoiled prints of the desk so far", data=DataClass.COUNT, clock=KEPT
    )
    counted_on: Mapped[date] = column(purpose="day", data=DataClass.OPERATIONAL, clock=KEPT)
    version: Mapped[int] = column(
        purpose="always 1: the row is never changed", data=DataClass.OPERATIONAL, clock=KEPT
    )
    mac: Mapped[bytes] = column(
        purpose="proof that this service wrote the row", data=DataClass.SECRET_DIGEST, clock=KEPT
    )

    register_label = "blank_counts"

    @property
    def register_state(self) -> str:
        """Return what the MAC protects: all of it."""
        since = f"{self.received}|{self.used}|{self.spoiled}|{self.set_aside}"
        ever = f"{self.used_ever}|{self.spoiled_ever}"
        found = f"{self.counted}|{self.expected}|{self.counted_on}"
        return f"{self.site}|{self.serial}|{found}|{since}|{ever}"

    @property
    def difference(self) -> int:
        """Return how many more were found than expected; below zero: fewer."""
        return 0 if self.expected is None else self.counted - self.expected

    @property
    def subject(self) -> Subject:
        """Name the count in the audit log."""
        return Subject(row=RowVersion(self.register_label, self.id, self.version))


TRIGGERS = (
    Trigger(name="blank_entry_stays", table="blank_entries", event="UPDATE", forbidden="1 = 1"),
    Trigger(name="blank_count_stays", table="blank_counts", event="UPDATE", forbidden="1 = 1"),
)

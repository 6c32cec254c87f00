"""Tables of the audit log and of the counts that reports are made from."""

from datetime import date
from uuid import UUID

from app.kit.db import CheckConstraint, DataClass, Index, Mapped, Model, column

FOREVER = "kept for the life of the log"


class AuditEntry(Model):
    """One leaf of the Merkle log: canonical JSON without personal data."""

    __tablename__ = "audit_log"

    idx: Mapped[int] = column(
        primary_key=True,
        autoincrement=False,
        purpose="position in the log, from 0 without gaps",
        data=DataClass.OPERATIONAL,
        clock=FOREVER,
    )
    leaf: Mapped[bytes] = column(
        purpose="act, staff id, site, outcome, reason and one object as canonical JSON",
        data=DataClass.OPERATIONAL,
        clock="people are named by a token whose key is destroyed per year",
    )


class AuditHead(Model):
    """The one row that says how long the log is; whoever appends locks it."""

    __tablename__ = "audit_head"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = column(
        primary_key=True,
        autoincrement=False,
        purpose="always 1",
        data=DataClass.OPERATIONAL,
        clock=FOREVER,
    )
    size: Mapped[int] = column(purpose="entries in the log", data=DataClass.COUNT, clock=FOREVER)
    frontier: Mapped[bytes] = column(
        purpose="roots of the full subtrees, largest first, 32 bytes each",
        data=DataClass.OPERATIONAL,
        clock=FOREVER,
    )


class Tally(Model):
    """One act counted: day, site, act and reason, and nobody's name. Rows are only ever added."""

    __tablename__ = "tallies"
    __table_args__ = (Index(None, "day", "site", "act"),)

    id: Mapped[UUID] = column(
        primary_key=True, purpose="row id", data=DataClass.OPERATIONAL, clock="rolled up nightly"
    )
    day: Mapped[date] = column(
        purpose="day of the act in the program's time zone",
        data=DataClass.COUNT,
        clock="rolled up nightly",
    )
    site: Mapped[str] = column(purpose="desk", data=DataClass.COUNT, clock="rolled up nightly")
    act: Mapped[str] = column(purpose="act", data=DataClass.COUNT, clock="rolled up nightly")
    reason: Mapped[str] = column(
        purpose="coded reason, empty when none", data=DataClass.COUNT, clock="rolled up nightly"
    )
    count: Mapped[int] = column(
        purpose="how many acts this row stands for", data=DataClass.COUNT, clock="kept"
    )

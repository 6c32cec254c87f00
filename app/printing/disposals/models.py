"""Table of disposals: one paper with two signatures."""

from datetime import date
from uuid import UUID

from app.audit import RowVersion, Subject
from app.core.disposal import DisposalKind, DisposalState
from app.kit.db import (
    CheckConstraint,
    DataClass,
    ForeignKey,
    Index,
    Mapped,
    Model,
    Trigger,
    column,
    one_of,
)
from app.staff import StaffPerson

KEPT = "kept with the print room's books"


class Disposal(Model):
    """Something that two people destroyed or wiped together; append-only once it is done."""

    __tablename__ = "disposals"
    __table_args__ = (
        one_of("kind", DisposalKind),
        one_of("state", DisposalState),
        CheckConstraint("second_person_id <> first_person_id", name="two_people"),
        CheckConstraint(
            "(state = 'done') = (second_person_id IS NOT NULL)", name="done_by_second_person"
        ),
        CheckConstraint("(state = 'done') = (done_on IS NOT NULL)", name="done_on_a_day"),
        CheckConstraint("count BETWEEN 1 AND 1000000", name="count_sane"),
        Index(None, "site", "state"),
    )

    id: Mapped[UUID] = column(
        primary_key=True, purpose="row id", data=DataClass.OPERATIONAL, clock=KEPT
    )
    site: Mapped[str] = column(purpose="desk", data=DataClass.OPERATIONAL, clock=KEPT)
    kind: Mapped[str] = column(
        purpose="cards, blanks, film or a printer", data=DataClass.OPERATIONAL, clock=KEPT
    )
    count: Mapped[int] = column(purpose="how many pieces", data=DataClass.COUNT, clock=KEPT)
    name: Mapped[str] = column(
        purpose="name of the printer, or label on the roll or box",
        data=DataClass.OPERATIONAL,
        clock=KEPT,
    )
    state: Mapped[str] = column(purpose="where it stands", data=DataClass.OPERATIONAL, clock=KEPT)
    first_person_id: Mapped[UUID] = column(
        ForeignKey(StaffPerson.id),
        purpose="the person who signed first",
        data=DataClass.STAFF,
        clock=KEPT,
    )
    second_person_id: Mapped[UUID | None] = column(
        ForeignKey(StaffPerson.id),
        purpose="the other person, who signed second",
        data=DataClass.STAFF,
        clock=KEPT,
    )
    opened_on: Mapped[date] = column(
        purpose="day of the first signature", data=DataClass.OPERATIONAL, clock=KEPT
    )
    done_on: Mapped[date | None] = column(
        purpose="day of the second signature", data=DataClass.OPERATIONAL, clock=KEPT
    )
    version: Mapped[int] = column(
        purpose="compare-and-swap", data=DataClass.OPERATIONAL, clock=KEPT
    )
    mac: Mapped[bytes] = column(
        purpose="proof that this service wrote the row", data=DataClass.SECRET_DIGEST, clock=KEPT
    )

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}  # noqa: RUF012 - read once by SQLAlchemy

    @property
    def register_label(self) -> str:
        """Name the table."""
        return self.__tablename__

    @property
    def register_state(self) -> str:
        """Return what the MAC protects: what it is about and who signed when."""
        people = f"{self.first_person_id}|{self.second_person_id or ''}"
        days = f"{self.opened_on}|{self.done_on or ''}"
        return f"{self.site}|{self.kind}|{self.count}|{self.name}|{self.state}|{people}|{days}"

    @property
    def subject(self) -> Subject:
        """Name the paper in the audit log, in the version that an act has left."""
        return Subject(row=RowVersion(self.register_label, self.id, self.version))


TRIGGERS = (
    Trigger(
        name="disposal_is_final",
        table="disposals",
        event="UPDATE",
        forbidden="OLD.state <> 'open'",
    ),
)

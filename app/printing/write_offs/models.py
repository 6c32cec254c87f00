"""Table of write-offs: one card of a bundle, one reason, two signatures."""

from datetime import datetime
from uuid import UUID

from app.audit import RowVersion, Subject
from app.cards import SpoilReason
from app.kit.db import (
    CheckConstraint,
    DataClass,
    ForeignKey,
    Mapped,
    Model,
    Trigger,
    column,
    one_of,
)
from app.printing.bureaus.models import BundleCard
from app.staff import StaffPerson

WITH_BUNDLE = "with the bundle"


class WriteOff(Model):
    """A card of a bundle that nobody can account for; it counts once another person has signed."""

    __tablename__ = "write_offs"
    __table_args__ = (
        one_of("reason", SpoilReason),
        CheckConstraint("second_person_id <> first_person_id", name="two_people"),
        CheckConstraint(
            "(done_at IS NOT NULL) = (second_person_id IS NOT NULL)", name="done_by_second_person"
        ),
    )

    id: Mapped[UUID] = column(
        primary_key=True, purpose="row id", data=DataClass.OPERATIONAL, clock=WITH_BUNDLE
    )
    piece_id: Mapped[UUID] = column(
        ForeignKey(BundleCard.id),
        unique=True,
        purpose="the card of a bundle",
        data=DataClass.LINK,
        clock=WITH_BUNDLE,
    )
    reason: Mapped[str] = column(
        purpose="why its piece counts as spoiled", data=DataClass.OPERATIONAL, clock=WITH_BUNDLE
    )
    first_person_id: Mapped[UUID] = column(
        ForeignKey(StaffPerson.id),
        purpose="the person who signed first",
        data=DataClass.STAFF,
        clock=WITH_BUNDLE,
    )
    second_person_id: Mapped[UUID | None] = column(
        ForeignKey(StaffPerson.id),
        purpose="the other person, who signed second",
        data=DataClass.STAFF,
        clock=WITH_BUNDLE,
    )
    opened_at: Mapped[datetime] = column(
        purpose="first signature", data=DataClass.OPERATIONAL, clock=WITH_BUNDLE
    )
    done_at: Mapped[datetime | None] = column(
        purpose="second signature", data=DataClass.OPERATIONAL, clock=WITH_BUNDLE
    )
    version: Mapped[int] = column(
        purpose="compare-and-swap", data=DataClass.OPERATIONAL, clock=WITH_BUNDLE
    )
    mac: Mapped[bytes] = column(
        purpose="proof that this service wrote the row",
        data=DataClass.SECRET_DIGEST,
        clock=WITH_BUNDLE,
    )

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}  # noqa: RUF012 - read once by SQLAlchemy

    register_label = "write_offs"

    @property
    def register_state(self) -> str:
        """Return what the MAC protects: which card, why, who signed, and whether it counts."""
        people = f"{self.first_person_id}:{self.second_person_id or ''}"
        return f"{self.piece_id}:{self.reason}:{people}:{int(self.done_at is not None)}"

    @property
    def subject(self) -> Subject:
        """Name the write-off in the audit log, in the version that an act has left."""
        return Subject(row=RowVersion(self.register_label, self.id, self.version))


TRIGGERS = (
    Trigger(
        name="write_off_is_final",
        table="write_offs",
        event="UPDATE",
        forbidden="OLD.done_at IS NOT NULL",
    ),
)

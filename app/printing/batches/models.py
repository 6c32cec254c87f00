"""Tables of batches of prints, and of each print's position in its batch."""

from datetime import datetime
from uuid import UUID

from app.audit import RowVersion, Subject
from app.core.print_room import BatchState, PrintPriority, PrintReport
from app.kit.db import (
    CheckConstraint,
    DataClass,
    ForeignKey,
    Index,
    Mapped,
    Model,
    column,
    one_of,
)
from app.printing.agents import PrintAgent
from app.printing.models import WITH_CARD, PrintJob
from app.staff import StaffPerson

WITH_ITS_CARDS = "with its cards"


class PrintBatch(Model):
    """Prints of one desk that are released together and must add up before they are closed."""

    __tablename__ = "print_batches"
    __table_args__ = (
        one_of("state", BatchState),
        CheckConstraint("(state = 'released') <= (releaser_id IS NOT NULL)", name="released_by"),
        CheckConstraint(
            "NOT (needs_second AND releaser_id = maker_id)", name="second_person_releases"
        ),
        Index(None, "site", "state"),
    )

    id: Mapped[UUID] = column(
        primary_key=True, purpose="row id", data=DataClass.OPERATIONAL, clock=WITH_ITS_CARDS
    )
    site: Mapped[str] = column(purpose="desk", data=DataClass.OPERATIONAL, clock=WITH_ITS_CARDS)
    state: Mapped[str] = column(
        purpose="where it stands", data=DataClass.OPERATIONAL, clock=WITH_ITS_CARDS
    )
    needs_second: Mapped[bool] = column(
        purpose="the program asks for a second person",
        data=DataClass.OPERATIONAL,
        clock=WITH_ITS_CARDS,
    )
    maker_id: Mapped[UUID] = column(
        ForeignKey(StaffPerson.id),
        purpose="the person who made it",
        data=DataClass.STAFF,
        clock=WITH_ITS_CARDS,
    )
    releaser_id: Mapped[UUID | None] = column(
        ForeignKey(StaffPerson.id),
        purpose="the person who released it",
        data=DataClass.STAFF,
        clock=WITH_ITS_CARDS,
    )
    made_at: Mapped[datetime] = column(
        purpose="order of batches", data=DataClass.OPERATIONAL, clock=WITH_ITS_CARDS
    )
    version: Mapped[int] = column(
        purpose="compare-and-swap", data=DataClass.OPERATIONAL, clock=WITH_ITS_CARDS
    )
    mac: Mapped[bytes] = column(
        purpose="proof that this service wrote the row",
        data=DataClass.SECRET_DIGEST,
        clock=WITH_ITS_CARDS,
    )

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}  # noqa: RUF012 - read once by SQLAlchemy

    register_label = "print_batches"

    @property
    def register_state(self) -> str:
        """Return what the MAC protects: whose cards may be printed, and who said so."""
        people = f"{self.maker_id}:{self.releaser_id or ''}:{int(self.needs_second)}"
        return f"{self.site}:{self.state}:{people}"

    @property
    def subject(self) -> Subject:
        """Name the batch in the audit log, in the version that an act has left."""
        return Subject(row=RowVersion(self.register_label, self.id, self.version))


class PrintPosition(Model):
    """A print's place in its batch and the lease under which an agent has it, if one has."""

    __tablename__ = "print_positions"
    __table_args__ = (
        one_of("priority", PrintPriority),
        one_of("report", ("", *PrintReport)),
        CheckConstraint("(sent_at IS NOT NULL) <= (lease_id IS NOT NULL)", name="sent_by_lease"),
        CheckConstraint("(drawn_at IS NOT NULL) <= (sent_at IS NOT NULL)", name="drawn_when_sent"),
        CheckConstraint("(report <> '') <= (sent_at IS NOT NULL)", name="reported_when_sent"),
        Index(None, "batch_id"),
        Index(None, "agent_id"),
    )

    job_id: Mapped[UUID] = column(
        ForeignKey(PrintJob.id),
        primary_key=True,
        purpose="the print",
        data=DataClass.OPERATIONAL,
        clock=WITH_CARD,
    )
    batch_id: Mapped[UUID] = column(
        ForeignKey(PrintBatch.id), purpose="the batch", data=DataClass.OPERATIONAL, clock=WITH_CARD
    )
    priority: Mapped[str] = column(
        purpose="rush, normal or renewal", data=DataClass.OPERATIONAL, clock=WITH_CARD
    )
    agent_id: Mapped[UUID | None] = column(
        ForeignKey(PrintAgent.id),
        purpose="the agent that has it",
        data=DataClass.OPERATIONAL,
        clock=WITH_CARD,
    )
    lease_id: Mapped[UUID | None] = column(
        unique=True,
        purpose="this one try of an agent; a new one for every try",
        data=DataClass.OPERATIONAL,
        clock=WITH_CARD,
    )
    leased_until: Mapped[datetime | None] = column(
        purpose="until when the agent may commit it to its printer",
        data=DataClass.OPERATIONAL,
        clock=WITH_CARD,
    )
    sent_at: Mapped[datetime | None] = column(
        purpose="when it was committed to the printer, before the first byte left",
        data=DataClass.OPERATIONAL,
        clock=WITH_CARD,
    )
    drawn_at: Mapped[datetime | None] = column(
        purpose="when its drawing was handed out, once",
        data=DataClass.OPERATIONAL,
        clock=WITH_CARD,
    )
    report: Mapped[str] = column(
        purpose="what the agent said became of it", data=DataClass.OPERATIONAL, clock=WITH_CARD
    )

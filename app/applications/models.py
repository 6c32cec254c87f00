"""Tables of card applications, of who wrote in them, and of how often kinds of paper were shown."""

from datetime import datetime
from uuid import UUID

from app.applicants import Applicant
from app.applications.reasons import RefusalReason, ReturnReason
from app.core.lifecycle import ApplicationState
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
from app.programs import ProgramVersion
from app.staff import StaffPerson

RUNG = "the retention rung of the program"


class CardApplication(Model):
    """A request for a card. Who it is about and which papers were shown lies in the vault."""

    __tablename__ = "card_applications"
    __table_args__ = (
        one_of("state", ApplicationState),
        one_of("kind", ("new", "renewal", "replacement")),
        one_of("reason", ("", *ReturnReason, *RefusalReason)),
        CheckConstraint("decider_id <> creator_id", name="second_person_decides"),
        CheckConstraint(
            "(state IN ('approved', 'issued', 'refused')) <= (decider_id IS NOT NULL)",
            name="decision_has_decider",
        ),
        Index(None, "site", "state"),
    )

    id: Mapped[UUID] = column(primary_key=True, purpose="row id", data=DataClass.LINK, clock=RUNG)
    number: Mapped[str] = column(
        unique=True, purpose="random number on the ticket", data=DataClass.LINK, clock=RUNG
    )
    applicant_id: Mapped[UUID] = column(
        ForeignKey(Applicant.id), purpose="the person", data=DataClass.LINK, clock=RUNG
    )
    program_version_id: Mapped[UUID] = column(
        ForeignKey(ProgramVersion.id),
        purpose="the rules that were read at intake, then at the decision",
        data=DataClass.OPERATIONAL,
        clock=RUNG,
    )
    kind: Mapped[str] = column(
        purpose="new, renewal or replacement", data=DataClass.OPERATIONAL, clock=RUNG
    )
    site: Mapped[str] = column(purpose="desk", data=DataClass.OPERATIONAL, clock=RUNG)
    state: Mapped[str] = column(purpose="where it stands", data=DataClass.OPERATIONAL, clock=RUNG)
    version: Mapped[int] = column(
        purpose="compare-and-swap", data=DataClass.OPERATIONAL, clock=RUNG
    )
    reason: Mapped[str] = column(
        purpose="coded reason of a return or refusal", data=DataClass.OPERATIONAL, clock=RUNG
    )
    creator_id: Mapped[UUID] = column(
        ForeignKey(StaffPerson.id),
        purpose="the person who opened the intake",
        data=DataClass.STAFF,
        clock=RUNG,
    )
    decider_id: Mapped[UUID | None] = column(
        ForeignKey(StaffPerson.id),
        purpose="the person who decided; never one who wrote in it",
        data=DataClass.STAFF,
        clock=RUNG,
    )
    opened_at: Mapped[datetime] = column(
        purpose="age in the queue", data=DataClass.OPERATIONAL, clock=RUNG
    )
    submitted_at: Mapped[datetime | None] = column(
        purpose="age in the review queue", data=DataClass.OPERATIONAL, clock=RUNG
    )
    decided_at: Mapped[datetime | None] = column(
        purpose="start of the refusal clock", data=DataClass.OPERATIONAL, clock=RUNG
    )

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}  # noqa: RUF012 - read once by SQLAlchemy


class ApplicationAuthor(Model):
    """A person who wrote in an intake and may therefore not decide on it."""

    __tablename__ = "application_authors"

    application_id: Mapped[UUID] = column(
        ForeignKey(CardApplication.id, ondelete="CASCADE"),
        primary_key=True,
        purpose="the application",
        data=DataClass.LINK,
        clock=RUNG,
    )
    person_id: Mapped[UUID] = column(
        ForeignKey(StaffPerson.id),
        primary_key=True,
        purpose="the person, whatever account was used",
        data=DataClass.STAFF,
        clock=RUNG,
    )


class DocumentKindCount(Model):
    """How often a kind of paper was part of a decided application in a month; nobody's papers."""

    __tablename__ = "document_kind_counts"

    month: Mapped[str] = column(
        primary_key=True, purpose="YYYY-MM", data=DataClass.COUNT, clock="kept"
    )
    kind: Mapped[str] = column(
        primary_key=True, purpose="kind of paper", data=DataClass.COUNT, clock="kept"
    )
    count: Mapped[int] = column(purpose="how often", data=DataClass.COUNT, clock="kept")


_AUTHOR_DECIDES = (
    "EXISTS (SELECT 1 FROM application_authors a"
    " WHERE a.application_id = NEW.id AND a.person_id = NEW.decider_id)"
)
_DECIDER_WRITES = (
    "EXISTS (SELECT 1 FROM card_applications c"
    " WHERE c.id = NEW.application_id AND c.decider_id = NEW.person_id)"
)

TRIGGERS = (
    Trigger(
        name="author_may_not_decide_insert",
        table="card_applications",
        event="INSERT",
        forbidden=_AUTHOR_DECIDES,
    ),
    Trigger(
        name="author_may_not_decide_update",
        table="card_applications",
        event="UPDATE",
        forbidden=_AUTHOR_DECIDES,
    ),
    Trigger(
        name="decider_may_not_write_insert",
        table="application_authors",
        event="INSERT",
        forbidden=_DECIDER_WRITES,
    ),
    Trigger(
        name="decider_may_not_write_update",
        table="application_authors",
        event="UPDATE",
        forbidden=_DECIDER_WRITES,
    ),
)

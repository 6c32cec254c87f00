"""Table of print jobs: one print of one card."""

from datetime import date, datetime
from uuid import UUID

from app.cards import Card, SpoilReason
from app.core.lifecycle import PrintJobState
from app.kit.db import DataClass, ForeignKey, Index, Mapped, Model, column, one_of, sql_text

WITH_CARD = "with the card"
OPEN_STATES = "state IN ('queued', 'leased', 'sent', 'missing')"


class PrintJob(Model):
    """One print of one card; the bytes are drawn when they are asked for and never stored."""

    __tablename__ = "print_jobs"
    __table_args__ = (
        one_of("state", PrintJobState),
        one_of("reason", ("", *SpoilReason)),
        Index(
            "one_open_job_per_card",
            "card_id",
            unique=True,
            sqlite_where=sql_text(OPEN_STATES),
            postgresql_where=sql_text(OPEN_STATES),
        ),
        Index(None, "site", "state"),
    )

    id: Mapped[UUID] = column(
        primary_key=True, purpose="row id", data=DataClass.OPERATIONAL, clock=WITH_CARD
    )
    card_id: Mapped[UUID] = column(
        ForeignKey(Card.id), purpose="the card", data=DataClass.LINK, clock=WITH_CARD
    )
    site: Mapped[str] = column(purpose="desk", data=DataClass.OPERATIONAL, clock=WITH_CARD)
    state: Mapped[str] = column(
        purpose="where it stands", data=DataClass.OPERATIONAL, clock=WITH_CARD
    )
    reason: Mapped[str] = column(
        purpose="why the piece was spoiled", data=DataClass.OPERATIONAL, clock=WITH_CARD
    )
    version: Mapped[int] = column(
        purpose="compare-and-swap", data=DataClass.OPERATIONAL, clock=WITH_CARD
    )
    queued_at: Mapped[datetime] = column(
        purpose="age in the print queue", data=DataClass.OPERATIONAL, clock=WITH_CARD
    )
    lease_id: Mapped[UUID | None] = column(
        purpose="the lease under which an agent sent it to paper; empty when a person did",
        data=DataClass.OPERATIONAL,
        clock=WITH_CARD,
    )
    printed_on: Mapped[date | None] = column(
        purpose="day on which somebody called the piece good; from then it waits for its holder",
        data=DataClass.OPERATIONAL,
        clock=WITH_CARD,
    )

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}  # noqa: RUF012 - read once by SQLAlchemy

    @property
    def print_state(self) -> PrintJobState:
        """Return where it stands, as a word of the table of moves."""
        return PrintJobState(self.state)

"""Every query about print jobs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import and_, func, or_, select

from app.applications import CardApplication
from app.cards import Card
from app.core.lifecycle import PRINT_JOB_MOVES, CardState, PrintJobState
from app.kit.db import Session
from app.kit.errors import ConflictError, NotFoundError
from app.printing.models import PrintJob

# A card has one print at most that is neither spoiled nor cancelled.
_IS_OF_USE = PrintJob.state.not_in([PrintJobState.SPOILED.value, PrintJobState.CANCELLED.value])

OPEN = (PrintJobState.QUEUED, PrintJobState.LEASED, PrintJobState.SENT, PrintJobState.MISSING)


@dataclass(frozen=True, slots=True)
class CardToPrint:
    """A card, the application it answers, and its print; None before one was queued."""

    card: Card
    application: CardApplication
    job: PrintJob | None

    @property
    def waits_since(self) -> datetime:
        """Return since when somebody waits for the piece."""
        queued_at = None if self.job is None else self.job.queued_at
        return queued_at or self.application.decided_at or self.application.opened_at


class PrintJobRepository:
    """Reads and writes print jobs within one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, job: PrintJob) -> None:
        """Store a new job."""
        self._session.add(job)
        self._session.flush()

    def get(self, job_id: UUID, *, site: str) -> PrintJob:
        """Return a job of this desk (`site` empty: of any desk).

        Raises:
            NotFoundError: no such job at this desk.
        """
        return self._of_site(self._session.get(PrintJob, job_id), site)

    def lock(self, job_id: UUID, *, site: str) -> PrintJob:
        """Return a job of this desk, locked until the transaction ends."""
        statement = select(PrintJob).where(PrintJob.id == job_id).with_for_update()
        fresh = statement.execution_options(populate_existing=True)
        return self._of_site(self._session.scalars(fresh).one_or_none(), site)

    def open_job_of(self, card_id: UUID) -> PrintJob | None:
        """Return the job of a card that is not finished, if there is one."""
        words = [state.value for state in OPEN]
        statement = select(PrintJob).where(PrintJob.card_id == card_id, PrintJob.state.in_(words))
        return self._session.scalars(statement).one_or_none()

    def move(
        self,
        job: PrintJob,
        state: PrintJobState,
        *,
        reason: str = "",
        printed_on: date | None = None,
    ) -> None:
        """Change the state by compare-and-swap; asking for the state it is in changes nothing.

        Raises:
            ConflictError: the move does not exist, or somebody else was faster.
        """
        if job.state == state:
            return
        if state not in PRINT_JOB_MOVES[PrintJobState(job.state)]:
            raise ConflictError(f"print_job_is_{job.state}")
        job.state = state.value
        job.reason, job.printed_on = reason, printed_on
        job.version += 1
        if not self._session.swap():
            raise ConflictError("print_job_changed")

    def queue(self, site: str, *, limit: int) -> list[PrintJob]:
        """Return the unfinished jobs of a desk, oldest first.

        What was not drawn yet and whose card went out of use meanwhile is no work for anybody.
        """
        can_be_drawn = Card.state.in_([CardState.ISSUED.value, CardState.SUSPENDED.value])
        is_on_paper = PrintJob.state.in_([PrintJobState.SENT.value, PrintJobState.MISSING.value])
        statement = (
            select(PrintJob)
            .join(Card, Card.id == PrintJob.card_id)
            .where(PrintJob.state.in_([state.value for state in OPEN]))
            .where(or_(can_be_drawn, is_on_paper))
        )
        if site:
            statement = statement.where(PrintJob.site == site)
        return list(self._session.scalars(statement.order_by(PrintJob.queued_at).limit(limit)))

    def worklist(
        self, site: str, states: Iterable[CardState], *, limit: int, offset: int = 0
    ) -> list[CardToPrint]:
        """Return cards of a desk in these states with their last print, the longest wait first."""
        words = [state.value for state in states]
        statement = (
            select(Card, CardApplication, PrintJob)
            .join(CardApplication, CardApplication.id == Card.application_id)
            .join(PrintJob, and_(PrintJob.card_id == Card.id, _IS_OF_USE), isouter=True)
            .where(Card.state.in_(words))
            .order_by(PrintJob.queued_at.nulls_first(), Card.number)
        )
        if site:
            statement = statement.where(Card.site == site)
        rows = self._session.execute(statement.offset(offset).limit(limit))
        return [CardToPrint(*row) for row in rows]

    def count_cards(self, site: str, states: Iterable[CardState]) -> dict[str, int]:
        """Return how many cards of a desk are in each of these states."""
        words = [state.value for state in states]
        statement = select(Card.state, func.count()).where(Card.state.in_(words))
        if site:
            statement = statement.where(Card.site == site)
        return {row[0]: row[1] for row in self._session.execute(statement.group_by(Card.state))}

    def _of_site(self, job: PrintJob | None, site: str) -> PrintJob:
        if job is None or (site and job.site != site):
            raise NotFoundError("no_such_print_job")
        return job

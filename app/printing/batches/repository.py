"""Every query about batches of prints and the positions in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, case, func, select

from app.applications import CardApplication
from app.audit import Recorded
from app.cards import Card
from app.core.lifecycle import CardState, PrintJobState
from app.core.print_room import BATCH_MOVES, BatchState, PrintPriority
from app.kit.db import Session, check_mac, is_trusted, set_mac
from app.kit.errors import ConflictError, NotFoundError
from app.printing.batches.models import PrintBatch, PrintPosition
from app.printing.bureaus.repository import is_at_bureau
from app.printing.models import PrintJob


@dataclass(frozen=True, slots=True)
class Placed:
    """A card's position in a batch and how its print stands."""

    position: PrintPosition
    job: PrintJob
    card: Card


def in_order() -> tuple[ColumnElement[object], ...]:
    """Return how cards follow one another at the printer: a total order."""
    ranks = {priority.value: rank for rank, priority in enumerate(PrintPriority)}
    return case(ranks, value=PrintPosition.priority), PrintJob.queued_at, Card.number  # type: ignore[return-value]


class BatchRepository:
    """Reads and writes batches within one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, batch: PrintBatch) -> None:
        """Store a new batch with its MAC."""
        set_mac(self._session, batch)
        self._session.add(batch)
        self._session.flush()

    def get(self, batch_id: UUID, *, site: str) -> PrintBatch:
        """Return a batch of this desk (`site` empty: of any desk).

        Raises:
            NotFoundError: no such batch at this desk.
            RegisterBrokenError: its row was changed by something other than this service.
        """
        return self._checked(self._session.get(PrintBatch, batch_id), site)

    def lock(self, batch_id: UUID, *, site: str) -> PrintBatch:
        """Return a batch of this desk, locked until the transaction ends."""
        statement = select(PrintBatch).where(PrintBatch.id == batch_id).with_for_update()
        fresh = statement.execution_options(populate_existing=True)
        return self._checked(self._session.scalars(fresh).one_or_none(), site)

    def move(self, batch: PrintBatch, state: BatchState, **changes: object) -> None:
        """Change the state by compare-and-swap and give the row its new MAC.

        Raises:
            ConflictError: the move does not exist, or somebody else was faster.
        """
        if state not in BATCH_MOVES[BatchState(batch.state)]:
            raise ConflictError(f"batch_is_{batch.state}")
        for name, value in {"state": state.value, **changes}.items():
            setattr(batch, name, value)
        batch.version += 1
        set_mac(self._session, batch)
        if not self._session.swap():
            raise ConflictError("batch_changed")

    def newest(self, site: str, *, limit: int) -> list[PrintBatch]:
        """Return batches of a desk: those that are not closed first, each part newest first."""
        is_closed = PrintBatch.state == BatchState.CLOSED.value
        statement = select(PrintBatch).order_by(is_closed, PrintBatch.made_at.desc(), PrintBatch.id)
        if site:
            statement = statement.where(PrintBatch.site == site)
        return list(self._session.scalars(statement.limit(limit)))

    def released_ids(self, site: str) -> list[UUID]:
        """Return the released batches of a desk; one whose row cannot be trusted is left out."""
        statement = select(PrintBatch).where(
            PrintBatch.site == site, PrintBatch.state == BatchState.RELEASED.value
        )
        found = self._session.scalars(statement.execution_options(populate_existing=True))
        return [batch.id for batch in found if is_trusted(self._session, batch)]

    def broken_ones(self) -> Iterator[UUID]:
        """Return the ids of rows that something other than this service changed."""
        for batch in self._session.scalars(select(PrintBatch)):
            if not is_trusted(self._session, batch):
                yield batch.id

    def old_ones(self, *, recorded: Recorded) -> Iterator[UUID]:
        """Return the ids of rows that are older than the audit log says."""
        for batch in self._session.scalars(select(PrintBatch)):
            if recorded.has_newer(batch):
                yield batch.id

    def positions(self, batch_id: UUID) -> list[Placed]:
        """Return the cards of a batch in the order in which they are printed."""
        statement = (
            select(PrintPosition, PrintJob, Card)
            .join(PrintJob, PrintJob.id == PrintPosition.job_id)
            .join(Card, Card.id == PrintJob.card_id)
            .where(PrintPosition.batch_id == batch_id)
            .order_by(*in_order())
        )
        return [Placed(*row) for row in self._session.execute(statement)]

    def counts(self, batch_ids: list[UUID]) -> dict[UUID, dict[str, int]]:
        """Return how many prints of each batch are in each state."""
        statement = (
            select(PrintPosition.batch_id, PrintJob.state, func.count())
            .join(PrintJob, PrintJob.id == PrintPosition.job_id)
            .where(PrintPosition.batch_id.in_(batch_ids))
            .group_by(PrintPosition.batch_id, PrintJob.state)
        )
        found: dict[UUID, dict[str, int]] = {batch_id: {} for batch_id in batch_ids}
        for batch_id, state, count in self._session.execute(statement):
            found[batch_id][state] = count
        return found

    def place(self, position: PrintPosition) -> None:
        """Put a print into a batch."""
        self._session.add(position)

    def take_out(self, position: PrintPosition) -> None:
        """Take a print out of its batch; it stays queued."""
        self._session.delete(position)

    def without_batch(self, site: str, *, limit: int) -> list[tuple[PrintJob, str]]:
        """Return queued prints of a desk that are in no batch, in order, with the kind of each.

        They are locked; what somebody else puts into a batch just now is left to them.
        """
        is_renewal = CardApplication.kind == "renewal"
        statement = (
            select(PrintJob, CardApplication.kind)
            .join(Card, Card.id == PrintJob.card_id)
            .join(CardApplication, CardApplication.id == Card.application_id)
            .where(PrintJob.site == site, PrintJob.state == PrintJobState.QUEUED.value)
            .where(Card.state == CardState.ISSUED.value)
            .where(PrintJob.id.not_in(select(PrintPosition.job_id)), ~is_at_bureau())
            .order_by(is_renewal, PrintJob.queued_at, Card.number)
        )
        locking = statement.limit(limit).with_for_update(of=PrintJob, skip_locked=True)
        locked = [job.id for job, _ in self._session.execute(locking)]
        # One taken between the start of that query and the lock shows only to a second one.
        still = statement.where(PrintJob.id.in_(locked))
        fresh = still.execution_options(populate_existing=True)
        return [(job, kind) for job, kind in self._session.execute(fresh)]

    def count_without_batch(self, site: str) -> int:
        """Return how many queued prints of a desk wait for a batch."""
        statement = (
            select(func.count())
            .select_from(PrintJob)
            .join(Card, Card.id == PrintJob.card_id)
            .where(PrintJob.state == PrintJobState.QUEUED.value)
            .where(Card.state == CardState.ISSUED.value)
            .where(PrintJob.id.not_in(select(PrintPosition.job_id)), ~is_at_bureau())
        )
        if site:
            statement = statement.where(PrintJob.site == site)
        return self._session.scalar(statement) or 0

    def position_of(self, job_id: UUID) -> PrintPosition | None:
        """Return the position of a print, read anew; None for one that is in no batch."""
        statement = select(PrintPosition).where(PrintPosition.job_id == job_id)
        fresh = statement.execution_options(populate_existing=True)
        return self._session.scalars(fresh).one_or_none()

    def has_printed(self, card_id: UUID) -> bool:
        """Say whether the good print of a card was one of a batch."""
        statement = (
            select(PrintPosition.job_id)
            .join(PrintJob, PrintJob.id == PrintPosition.job_id)
            .where(PrintJob.card_id == card_id, PrintJob.state == PrintJobState.PRINTED.value)
        )
        return self._session.scalars(statement).first() is not None

    def _checked(self, batch: PrintBatch | None, site: str) -> PrintBatch:
        if batch is None or (site and batch.site != site):
            raise NotFoundError("no_such_batch")
        check_mac(self._session, batch)
        return batch

"""Every query about which agent has which card."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, and_, or_, select

from app.cards import Card
from app.core.lifecycle import CardState, PrintJobState
from app.core.print_room import PrintReport
from app.kit.db import Session
from app.kit.errors import NotFoundError
from app.printing.agents import PrintAgent
from app.printing.batches import Placed, PrintPosition, in_order
from app.printing.bureaus.repository import is_at_bureau
from app.printing.models import PrintJob

WITH_AN_AGENT = (PrintJobState.LEASED.value, PrintJobState.SENT.value)


class LeaseRepository:
    """Reads positions by their leases within one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def next_free(self, batch_ids: list[UUID]) -> Placed | None:
        """Return the next card of these batches, its print locked; one being taken is passed."""
        return self._first(
            _placed()
            .where(PrintPosition.batch_id.in_(batch_ids))
            .where(PrintJob.state == PrintJobState.QUEUED.value)
            .where(Card.state == CardState.ISSUED.value, ~is_at_bureau())
            .order_by(*in_order())
            .with_for_update(of=PrintJob, skip_locked=True)
        )

    def in_hand(self, agent_id: UUID) -> Placed | None:
        """Return the card that an agent has under lease or has sent without a report, if any."""
        is_asked = PrintPosition.report == PrintReport.UNKNOWN.value
        return self._first(
            _placed()
            .where(PrintPosition.agent_id == agent_id, PrintJob.state.in_(WITH_AN_AGENT))
            .where(or_(PrintPosition.report == "", is_asked))
            .order_by(*in_order())
            .with_for_update(of=PrintJob)
        )

    def lock(self, lease_id: UUID, *, agent_id: UUID) -> Placed:
        """Return the card of an agent's lease, its print locked until the transaction ends.

        Raises:
            NotFoundError: `no_such_lease`: it ended, or it is another agent's.
        """
        found = self._first(
            _placed()
            .where(PrintPosition.lease_id == lease_id, PrintPosition.agent_id == agent_id)
            .with_for_update(of=PrintJob)
        )
        if found is None:
            raise NotFoundError("no_such_lease")
        return found

    def get(self, lease_id: UUID, *, agent_id: UUID) -> Placed:
        """Return the card of an agent's lease without locking it.

        Raises:
            NotFoundError: `no_such_lease`.
        """
        found = self._first(
            _placed().where(PrintPosition.lease_id == lease_id, PrintPosition.agent_id == agent_id)
        )
        if found is None:
            raise NotFoundError("no_such_lease")
        return found

    def lost(self, now: datetime) -> list[Placed]:
        """Return the cards whose lease is over although nothing was committed; locked."""
        statement = (
            _placed()
            .where(PrintJob.state == PrintJobState.LEASED.value)
            .where(PrintPosition.leased_until <= now)
            .order_by(PrintJob.id)
            .with_for_update(of=PrintJob, skip_locked=True)
        )
        return self._all(statement)

    def asked(self, site: str, *, sent_before: datetime) -> list[tuple[Placed, PrintAgent]]:
        """Return the cards somebody has to look for, each with its agent, the oldest first.

        An agent said it does not know, or has said nothing since `sent_before`, or what it said
        could not be booked because the card is out of use.
        """
        is_due = or_(PrintPosition.report != "", PrintPosition.sent_at < sent_before)
        statement = (
            select(PrintPosition, PrintJob, Card, PrintAgent)
            .join(PrintJob, PrintJob.id == PrintPosition.job_id)
            .join(Card, Card.id == PrintJob.card_id)
            .join(PrintAgent, PrintAgent.id == PrintPosition.agent_id)
            .where(and_(PrintJob.state == PrintJobState.SENT.value, is_due))
            .order_by(PrintPosition.sent_at, Card.number)
        )
        if site:
            statement = statement.where(PrintJob.site == site)
        rows = self._session.execute(statement)
        return [(Placed(position, job, card), agent) for position, job, card, agent in rows]

    def _first(self, statement: Select[PrintPosition, PrintJob, Card]) -> Placed | None:
        return next(iter(self._all(statement.limit(1))), None)

    def _all(self, statement: Select[PrintPosition, PrintJob, Card]) -> list[Placed]:
        fresh = statement.execution_options(populate_existing=True)
        return [Placed(*row) for row in self._session.execute(fresh)]


def _placed() -> Select[PrintPosition, PrintJob, Card]:
    return (
        select(PrintPosition, PrintJob, Card)
        .join(PrintJob, PrintJob.id == PrintPosition.job_id)
        .join(Card, Card.id == PrintJob.card_id)
    )

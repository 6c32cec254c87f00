"""Give a print agent its next card, one at a time, for a minute."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from app.core.lifecycle import CardState, PrintJobState
from app.core.print_room import PrintReport
from app.kit.db import Session
from app.kit.errors import ConflictError, UnauthenticatedError
from app.printing.agents import AgentAtWork, AgentRepository, require_printer
from app.printing.batches import BatchRepository, Placed, give_back
from app.printing.leases.repository import LeaseRepository
from app.printing.leases.return_lost_leases import return_lost_leases
from app.printing.repository import PrintJobRepository

LEASE = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Lease:
    """One try of an agent at one card; `state` is `sent` where the agent has committed it already.

    `until` is the moment by which it must be committed to the printer.
    """

    id: UUID
    card_number: str
    state: str
    until: datetime


def lease_next(session: Session, *, agent: AgentAtWork, now: datetime) -> Lease | None:
    """Return the card the agent has in hand, or else the next one; None when none waits.

    Cards come by priority, then by age, then by number. An agent that died and comes back gets the
    card it had: leased anew while nothing was committed, `sent` where it must say what became of
    it. Nobody gets a second card before the first one is settled or asked about and answered.

    Raises:
        UnauthenticatedError: `agent_key_unknown`: the agent was closed just now.
        ConflictError: `operator_is_asked`: somebody has to look for the agent's last card first;
            `printer_closed`: the printer that it serves is out of use.
        NotFoundError: `no_such_printer`: that one takes no cards at this desk any more.
    """
    session.write()
    if AgentRepository(session).lock(agent.id).is_closed:
        raise UnauthenticatedError("agent_key_unknown")
    return_lost_leases(session, now=now)
    released = BatchRepository(session).released_ids(agent.site)
    placed = _in_hand(session, agent, released)
    if placed is None or placed.job.state == PrintJobState.LEASED:
        require_printer(session, agent)
    if placed is None:
        placed = LeaseRepository(session).next_free(released)
        if placed is None:
            return None
        _take(session, placed, agent)
    if placed.job.state == PrintJobState.LEASED:
        placed.position.leased_until = now + LEASE
    return _lease(placed)


def _in_hand(session: Session, agent: AgentAtWork, released: Collection[UUID]) -> Placed | None:
    placed = LeaseRepository(session).in_hand(agent.id)
    if placed is None:
        return None
    if placed.position.report == PrintReport.UNKNOWN:
        raise ConflictError("operator_is_asked")
    # A batch may be held, and a card paused, in the very moment in which the lease is given.
    may_go_on = placed.card.state == CardState.ISSUED and placed.position.batch_id in released
    if placed.job.state == PrintJobState.LEASED and not may_go_on:
        give_back(session, placed)
        return None
    return placed


def _take(session: Session, placed: Placed, agent: AgentAtWork) -> None:
    PrintJobRepository(session).move(placed.job, PrintJobState.LEASED)
    placed.position.agent_id = agent.id
    placed.position.lease_id = uuid4()


def _lease(placed: Placed) -> Lease:
    position = placed.position
    assert position.lease_id is not None  # noqa: S101 - leased just now, or sent
    assert position.leased_until is not None  # noqa: S101 - the same
    return Lease(position.lease_id, placed.card.number, placed.job.state, position.leased_until)

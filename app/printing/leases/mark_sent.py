"""Commit a card to an agent's printer, under its number, before the first byte leaves."""

from datetime import datetime
from uuid import UUID

from app.audit import Act, Subject, record_event
from app.cards import CardRepository
from app.core.lifecycle import CardState, PrintJobState
from app.core.print_room import BatchState
from app.kit.db import Session
from app.kit.errors import ConflictError
from app.printing.agents import AgentAtWork, require_printer
from app.printing.batches import BatchRepository, Placed
from app.printing.bureaus.require_here import require_here
from app.printing.leases.repository import LeaseRepository
from app.printing.repository import PrintJobRepository


def mark_sent(session: Session, lease_id: UUID, *, agent: AgentAtWork, now: datetime) -> str:
    """Note the intent to print and return the state of the print; said again, nothing changes.

    From here on the card is never queued again: what became of it is reported or looked for.

    Raises:
        NotFoundError: `no_such_lease`; `no_such_printer`: the agent's takes no cards here any more.
        ConflictError: `lease_lost`: its minute is over; `batch_is_` and its state; `card_is_` and
            its state: it went out of use; `print_job_at_bureau`; `printer_closed`.
    """
    session.write()
    placed = LeaseRepository(session).lock(lease_id, agent_id=agent.id)
    if placed.position.sent_at is not None:
        return placed.job.state
    _require_lease(placed, now)
    require_printer(session, agent)
    require_here(session, placed.job.id)
    batch = BatchRepository(session).get(placed.position.batch_id, site=agent.site)
    if batch.state != BatchState.RELEASED:
        raise ConflictError(f"batch_is_{batch.state}")
    card = CardRepository(session).lock(placed.card.id, site=agent.site)
    if card.state != CardState.ISSUED:
        raise ConflictError(f"card_is_{card.state}")
    placed.position.sent_at = now
    placed.job.lease_id = lease_id
    PrintJobRepository(session).move(placed.job, PrintJobState.SENT)
    subject = Subject(card_number=card.number)
    record_event(session, Act.PRINT_SENT, by=agent, now=now, subject=subject)
    return placed.job.state


def _require_lease(placed: Placed, now: datetime) -> None:
    until = placed.position.leased_until
    if placed.job.state != PrintJobState.LEASED or until is None or until <= now:
        raise ConflictError("lease_lost")

"""Take a print agent out of use: its key opens nothing any more."""

from datetime import datetime
from uuid import UUID

from app.audit import Act, record_event
from app.kit.actor import Doer
from app.kit.db import Session
from app.kit.errors import ConflictError
from app.printing.agents.repository import AgentRepository


def close_agent(session: Session, agent_id: UUID, *, by: Doer, now: datetime) -> None:
    """Close an agent for good; its row stays, since the log names it.

    A card that it has under lease goes back when the lease ends; one that it committed to its
    printer is asked about.

    Raises:
        NotFoundError: `no_such_agent`.
        ConflictError: `agent_closed` already.
    """
    session.write()
    agents = AgentRepository(session)
    agent = agents.lock(agent_id)
    if agent.is_closed:
        raise ConflictError("agent_closed")
    agents.change(agent, is_closed=True)
    record_event(session, Act.AGENT_CLOSED, by=by, now=now, subject=agent.subject)

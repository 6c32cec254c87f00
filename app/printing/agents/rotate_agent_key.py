"""Give a print agent another key; the one before ends with it."""

import secrets
from datetime import datetime
from uuid import UUID

from app.audit import Act, record_event
from app.kit.actor import Doer
from app.kit.db import Session
from app.kit.errors import ConflictError
from app.printing.agents.agent_key import agent_key_digest, new_agent_key
from app.printing.agents.repository import AgentRepository


def rotate_agent_key(session: Session, agent_id: UUID, *, by: Doer, now: datetime) -> str:
    """Return the agent's new key, shown this once. The old one ends at once.

    Raises:
        NotFoundError: `no_such_agent`.
        ConflictError: `agent_closed`.
    """
    key = new_agent_key(secrets.token_bytes)
    session.write()
    agents = AgentRepository(session)
    agent = agents.lock(agent_id)
    if agent.is_closed:
        raise ConflictError("agent_closed")
    agents.change(agent, key_digest=agent_key_digest(key))
    record_event(session, Act.AGENT_KEY_CHANGED, by=by, now=now, subject=agent.subject)
    return key

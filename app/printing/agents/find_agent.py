"""Find out which print agent sends a key."""

from dataclasses import dataclass
from uuid import UUID

from app.kit.db import Session
from app.kit.errors import UnauthenticatedError
from app.printing.agents.agent_key import KEY_PREFIX, agent_key_digest
from app.printing.agents.repository import AgentRepository


@dataclass(frozen=True, slots=True)
class AgentAtWork:
    """A print agent as use cases receive it; the audit log names it by the id of its row."""

    id: UUID
    site: str

    @property
    def account_id(self) -> UUID:
        """Return what the log names."""
        return self.id


def find_agent(session: Session, key: str) -> AgentAtWork:
    """Return the agent of a key.

    Raises:
        UnauthenticatedError: `agent_key_unknown`: no key, one that was replaced, or one closed.
    """
    agent = None
    if key.startswith(KEY_PREFIX):
        agent = AgentRepository(session).of_key(agent_key_digest(key))
    if agent is None:
        raise UnauthenticatedError("agent_key_unknown")
    return AgentAtWork(agent.id, agent.site)

"""Note that an agent is there and how its printer is."""

from datetime import datetime

from app.core.printer_words import known_words
from app.kit.db import Session
from app.printing.agents.find_agent import AgentAtWork
from app.printing.agents.models import PrinterState
from app.printing.agents.repository import AgentRepository


def note_agent_sign(
    session: Session, agent: AgentAtWork, *, state: PrinterState, says: str, now: datetime
) -> None:
    """Keep the newest sign of an agent; of what its printer says, the words that are known."""
    session.write()
    AgentRepository(session).lock(agent.id)
    AgentRepository(session).note_sign(
        agent.id, state=state.value, words=known_words(says), now=now
    )

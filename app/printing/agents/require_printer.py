"""An agent's printer still takes cards at the agent's desk."""

from app.kit.db import Session
from app.printing.agents.find_agent import AgentAtWork
from app.printing.agents.repository import AgentRepository
from app.printing.agents.serve_printer import served_printer


def require_printer(session: Session, agent: AgentAtWork) -> None:
    """See that an agent serves a printer that may get cards now, or none of the register.

    Raises:
        NotFoundError: `no_such_printer`: it stands at another desk by now, or takes sheets.
        ConflictError: `printer_closed`.
    """
    served = AgentRepository(session).printer_of(agent.id)
    served_printer(session, None if served is None else served.id, site=agent.site)

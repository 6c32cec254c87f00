"""Print agents: programs at desks that fetch one card at a time, known by their keys."""

from app.printing.agents.add_agent import AgentPlace, NewAgent, add_agent
from app.printing.agents.close_agent import close_agent
from app.printing.agents.find_agent import AgentAtWork, find_agent
from app.printing.agents.heard import last_heard
from app.printing.agents.models import PrintAgent, PrintAgentSign, PrinterState
from app.printing.agents.note_sign import note_agent_sign
from app.printing.agents.repository import AgentRepository
from app.printing.agents.require_printer import require_printer
from app.printing.agents.rotate_agent_key import rotate_agent_key
from app.printing.agents.serve_printer import serve_printer

__all__ = [
    "AgentAtWork",
    "AgentPlace",
    "AgentRepository",
    "NewAgent",
    "PrintAgent",
    "PrintAgentSign",
    "PrinterState",
    "add_agent",
    "close_agent",
    "find_agent",
    "last_heard",
    "note_agent_sign",
    "require_printer",
    "rotate_agent_key",
    "serve_printer",
]

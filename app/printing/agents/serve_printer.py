"""Which printer of the register an agent serves: its cards are moved and coloured for that one."""

from datetime import datetime
from uuid import UUID

from app.audit import Act, record_event
from app.kit.actor import Doer
from app.kit.db import Session
from app.kit.errors import ConflictError
from app.printing.agents.repository import AgentRepository
from app.printing.printers import Printer, PrinterKind, require_open


def serve_printer(
    session: Session, agent_id: UUID, printer_id: UUID | None, *, by: Doer, now: datetime
) -> None:
    """Let an agent serve another printer of its desk, or none of the register.

    Raises:
        NotFoundError: `no_such_agent`; `no_such_printer` of cards at its desk.
        ConflictError: `agent_closed`; `printer_closed`; `agent_changed` by somebody else.
    """
    session.write()
    agents = AgentRepository(session)
    agent = agents.lock(agent_id)
    if agent.is_closed:
        raise ConflictError("agent_closed")
    served = served_printer(session, printer_id, site=agent.site)
    agents.change(agent, printer_id=printer_id, printer=served.name if served else agent.name)
    record_event(session, Act.AGENT_CHANGED, by=by, now=now, subject=agent.subject)


def served_printer(session: Session, printer_id: UUID | None, *, site: str) -> Printer | None:
    """Return the card printer of a desk that an agent is to serve; None for none of the register.

    Raises:
        NotFoundError: `no_such_printer` of cards at this desk.
        ConflictError: `printer_closed`.
    """
    if printer_id is None:
        return None
    return require_open(session, printer_id, site=site, kind=PrinterKind.CARD)

"""Register a print agent of a desk and make its key."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from app.audit import Act, record_event
from app.kit.actor import Doer
from app.kit.db import Session
from app.kit.errors import RefusedError
from app.printing.agents.agent_key import agent_key_digest, new_agent_key
from app.printing.agents.models import PrintAgent
from app.printing.agents.repository import AgentRepository
from app.printing.agents.serve_printer import served_printer
from app.programs import active_program


@dataclass(frozen=True, slots=True)
class AgentPlace:
    """Where an agent stands: a site of the program, what people call it, and its printer.

    Without a printer of that desk's register, cards are drawn as the design has them.
    """

    site: str
    name: str
    printer: str = ""
    """What people call it; empty for the register's name, or else for the agent's own."""
    printer_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class NewAgent:
    """An agent just registered; its key is shown this once."""

    id: UUID
    key: str


def add_agent(session: Session, place: AgentPlace, *, by: Doer, now: datetime) -> NewAgent:
    """Register an agent; its key opens the next card of its site and nothing else.

    Raises:
        RefusedError: `unknown_site`.
        NotFoundError: `no_such_printer` of cards at this desk.
        ConflictError: `printer_closed`.
    """
    key = new_agent_key(secrets.token_bytes)
    session.write()
    if active_program(session, now).profile.site(place.site) is None:
        raise RefusedError("unknown_site")
    served = served_printer(session, place.printer_id, site=place.site)
    agent = PrintAgent(
        id=uuid4(),
        site=place.site,
        name=place.name,
        printer=place.printer or (served.name if served else place.name),
        printer_id=place.printer_id,
        key_digest=agent_key_digest(key),
        is_closed=False,
        version=1,
    )
    AgentRepository(session).add(agent)
    record_event(session, Act.AGENT_ADDED, by=by, now=now, subject=agent.subject)
    return NewAgent(id=agent.id, key=key)

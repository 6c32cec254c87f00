"""The page of print agents: those of all desks, and the form for a new one or for one of them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.kit.db import Session
from app.kit.errors import NotFoundError
from app.printing.agents.heard import last_heard
from app.printing.agents.models import PrintAgent, PrintAgentSign
from app.printing.agents.places import Place, place_value, places_of
from app.printing.agents.repository import AgentRepository
from app.printing.leases import find_questions
from app.programs import ActiveProgram, active_program


@dataclass(frozen=True, slots=True)
class AgentLine:
    """One agent in the list; `state` is its printer's, or `silent` once nothing is heard of it."""

    id: str
    name: str
    site: str
    printer: str
    state: str
    words: str
    seen_at: datetime | None
    questions: int
    """Cards that were sent to its printer and that somebody has to look for."""
    is_closed: bool
    place: str
    """Which of the places it has; none of them once its printer is out of use."""


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key that is shown this once, and the command that needs it."""

    text: str
    command: str


@dataclass(frozen=True, slots=True)
class AgentsView:
    """The page; `agent` is the one whose form it is, None for a new one."""

    rows: list[AgentLine]
    agent: AgentLine | None
    places: list[Place]
    lacks_printer: bool
    """The agent's printer is out of use, or stands elsewhere by now: it gets no further card."""
    key: NewKey | None
    values: Mapping[str, str]
    errors: list[tuple[str, str]]


def agents_view(
    session: Session,
    *,
    agent_id: UUID | None,
    key: NewKey | None,
    now: datetime,
    values: Mapping[str, str] | None,
    errors: list[tuple[str, str]],
) -> AgentsView:
    """Return the page, with what was sent and why it was refused.

    Raises:
        NotFoundError: `no_such_agent`.
    """
    found, program = AgentRepository(session).everybody(), active_program(session, now)
    asked = Counter(one.agent_id for one in find_questions(session, site="", now=now))
    found.sort(key=lambda one: one[0].is_closed)
    rows = [_line(agent, sign, program, asked[agent.id], now) for agent, sign in found]
    chosen = next((agent for agent, _ in found if agent.id == agent_id), None)
    if agent_id and chosen is None:
        raise NotFoundError("no_such_agent")
    shown = next((row for row in rows if row.id == str(agent_id)), None)
    places = places_of(session, program, site=chosen.site if chosen else "")
    return AgentsView(
        rows=rows,
        agent=shown,
        places=places,
        lacks_printer=shown is not None and shown.place not in {one.value for one in places},
        key=key,
        values=values or ({"place": shown.place} if shown else {}),
        errors=errors,
    )


def _line(
    agent: PrintAgent,
    sign: PrintAgentSign | None,
    program: ActiveProgram,
    questions: int,
    now: datetime,
) -> AgentLine:
    state, words = last_heard(sign, now=now)
    return AgentLine(
        id=str(agent.id),
        name=agent.name,
        site=program.site_name(agent.site),
        printer=agent.printer,
        state=state,
        words=words,
        seen_at=None if sign is None else sign.seen_at,
        questions=questions,
        is_closed=agent.is_closed,
        place=place_value(agent.site, agent.printer_id),
    )

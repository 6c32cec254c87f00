"""JSON routes for print agents and their keys."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, status

from app.core.permissions import Permission
from app.kit.actor import Actor
from app.kit.guard import Requires
from app.kit.http import DbSession, Now, private
from app.kit.problems import PROBLEMS
from app.printing.agents.add_agent import add_agent
from app.printing.agents.close_agent import close_agent
from app.printing.agents.models import PrintAgent, PrintAgentSign
from app.printing.agents.repository import AgentRepository
from app.printing.agents.rotate_agent_key import rotate_agent_key
from app.printing.agents.schemas import (
    AgentCreate,
    AgentCreated,
    AgentKey,
    AgentPrinter,
    AgentRead,
)
from app.printing.agents.serve_printer import serve_printer

AgentManager = Annotated[Actor, Depends(Requires(Permission.AGENT_MANAGE))]


router = APIRouter(
    prefix="/api/print-agents",
    tags=["printing"],
    dependencies=[Depends(private)],
    responses=PROBLEMS,
)


@router.get("")
def list_agents(actor: AgentManager, session: DbSession) -> list[AgentRead]:
    """List every agent by name, with what its printer says."""
    del actor
    return [_read(agent, sign) for agent, sign in AgentRepository(session).everybody()]


@router.post("", status_code=status.HTTP_201_CREATED)
def create_agent(
    body: AgentCreate, actor: AgentManager, session: DbSession, now: Now
) -> AgentCreated:
    """Register an agent; its key goes into `Authorization: Bearer` of its requests."""
    made = add_agent(session, body.place(), by=actor, now=now)
    return AgentCreated(id=made.id, key=made.key)


@router.post("/{agent_id}/key", status_code=status.HTTP_201_CREATED)
def create_agent_key(agent_id: UUID, actor: AgentManager, session: DbSession, now: Now) -> AgentKey:
    """Make another key; the one before ends at once."""
    return AgentKey(key=rotate_agent_key(session, agent_id, by=actor, now=now))


@router.put("/{agent_id}/printer", status_code=status.HTTP_204_NO_CONTENT)
def update_agent_printer(
    agent_id: UUID, body: AgentPrinter, actor: AgentManager, session: DbSession, now: Now
) -> None:
    """Let an agent serve another printer of its desk, or none of the register."""
    serve_printer(session, agent_id, body.printer_id, by=actor, now=now)


@router.post("/{agent_id}/closure", status_code=status.HTTP_204_NO_CONTENT)
def create_agent_closure(agent_id: UUID, actor: AgentManager, session: DbSession, now: Now) -> None:
    """Take an agent out of use for good."""
    close_agent(session, agent_id, by=actor, now=now)


def _read(agent: PrintAgent, sign: PrintAgentSign | None) -> AgentRead:
    return AgentRead(
        id=agent.id,
        site=agent.site,
        name=agent.name,
        printer=agent.printer,
        printer_id=agent.printer_id,
        is_closed=agent.is_closed,
        seen_at=None if sign is None else sign.seen_at,
        printer_state=None if sign is None else sign.printer_state,
        printer_words="" if sign is None else sign.printer_words,
    )

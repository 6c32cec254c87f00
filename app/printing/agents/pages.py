"""The page of administrators: print agents, their keys, and the printer that each serves."""

import shlex
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from pydantic import ValidationError

from app.core.permissions import Permission
from app.kit.actor import Actor
from app.kit.errors import AppError, NotFoundError, RefusedError, faults_of
from app.kit.guard import Requires
from app.kit.html import render, see_other
from app.kit.http import DbSession, FormValues, Now, attempt
from app.kit.problems import status_of
from app.printing.agents.add_agent import NewAgent, add_agent
from app.printing.agents.agents_view import NewKey, agents_view
from app.printing.agents.close_agent import close_agent
from app.printing.agents.places import read_place
from app.printing.agents.rotate_agent_key import rotate_agent_key
from app.printing.agents.schemas import AgentCreate
from app.printing.agents.serve_printer import serve_printer

PATH = "/admin/print-agents"
ONE = f"{PATH}/{{agent_id}}"
KEY_FILE = "print-agent.key"
FIELDS = ("name", "place")


@dataclass(frozen=True, slots=True)
class AgentWork:
    """One request of an administrator."""

    request: Request
    actor: Annotated[Actor, Depends(Requires(Permission.AGENT_MANAGE))]
    session: DbSession
    now: Now

    def show(
        self,
        agent_id: UUID | None = None,
        *,
        key: str = "",
        refusal: AppError | None = None,
        values: dict[str, str] | None = None,
    ) -> Response:
        """Show the page, with a new key this once, or with what was sent and why it was refused."""
        view = agents_view(
            self.session,
            agent_id=agent_id,
            key=NewKey(key, self._command()) if key else None,
            now=self.now,
            values=values,
            errors=[] if refusal is None else faults_of(refusal),
        )
        status = HTTPStatus.OK if refusal is None else status_of(refusal)
        return render(self.request, "admin/print_agents.html", view, status=status)

    def _command(self) -> str:
        server = shlex.quote(self.request.app.state.base_url)
        return f"tessera print-agent --server {server} --queue QUEUE --key-file {KEY_FILE}"


Work = Annotated[AgentWork, Depends()]

router = APIRouter(include_in_schema=False)


@router.get(PATH)
def show_agents(work: Work) -> Response:
    """Show the agents and the form for another one."""
    return work.show()


@router.post(PATH)
def add(work: Work, form: FormValues) -> Response:
    """Register an agent and show its key, this once."""
    values, made = _values(form), list[NewAgent]()

    def act() -> None:
        place = _agent(values).place()
        made.append(add_agent(work.session, place, by=work.actor, now=work.now))

    refusal = attempt(work.request, work.session, act)
    if refusal:
        return work.show(refusal=refusal, values=values)
    return work.show(made[0].id, key=made[0].key)


@router.get(ONE)
def show_agent(work: Work, agent_id: UUID) -> Response:
    """Show one agent."""
    return work.show(agent_id)


@router.get(f"{ONE}/key")
def show_no_key(work: Work, agent_id: UUID) -> Response:
    """Lead to the agent: a key is shown once, by the answer that made it."""
    del work
    return see_other(f"{PATH}/{agent_id}")


@router.post(f"{ONE}/key")
def rotate_key(work: Work, agent_id: UUID) -> Response:
    """Make another key and show it, this once."""
    made = list[str]()

    def act() -> None:
        made.append(rotate_agent_key(work.session, agent_id, by=work.actor, now=work.now))

    refusal = attempt(work.request, work.session, act)
    return _answer(work, agent_id, refusal) if refusal else work.show(agent_id, key=made[0])


@router.post(f"{ONE}/printer")
def change_printer(work: Work, agent_id: UUID, form: FormValues) -> Response:
    """Let an agent serve another printer of its desk."""
    values = _values(form)

    def act() -> None:
        _, printer_id = read_place(values["place"])
        serve_printer(work.session, agent_id, printer_id, by=work.actor, now=work.now)

    return _answer(work, agent_id, attempt(work.request, work.session, act), values)


@router.post(f"{ONE}/closure")
def close(work: Work, agent_id: UUID) -> Response:
    """Take an agent out of use."""
    act = partial(close_agent, work.session, agent_id, by=work.actor, now=work.now)
    return _answer(work, agent_id, attempt(work.request, work.session, act))


def _answer(
    work: Work, agent_id: UUID, refusal: AppError | None, values: dict[str, str] | None = None
) -> Response:
    if refusal is None:
        return see_other(f"{PATH}/{agent_id}")
    if isinstance(refusal, NotFoundError) and refusal.reason == "no_such_agent":
        raise refusal
    return work.show(agent_id, refusal=refusal, values=values)


def _values(form: FormValues) -> dict[str, str]:
    return {name: form.get(name, "").strip() for name in FIELDS}


def _agent(values: dict[str, str]) -> AgentCreate:
    site, printer_id = read_place(values["place"])
    try:
        return AgentCreate(site=site, name=values["name"], printer_id=printer_id)
    except ValidationError as error:
        named = {"site": "place"}
        faults = [str(fault["loc"][0]) for fault in error.errors()]
        fields = tuple((named.get(one, one), "agent_field_unusable") for one in faults)
        raise RefusedError("agent_field_unusable", fields=fields) from error

"""What the page of all batches of a desk shows: batches, printers, and cards to look for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.core.permissions import Permission
from app.core.print_room import SETTLED_PRINTS
from app.kit.actor import Actor
from app.kit.db import Session
from app.printing.agents import AgentRepository, PrintAgent, PrintAgentSign, last_heard
from app.printing.batches.models import PrintBatch
from app.printing.batches.repository import BatchRepository
from app.printing.leases import Question, find_questions

SHOWN = 50


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One batch: how many cards it has, and of how many there is nothing left to say."""

    id: str
    state: str
    waits_for_release: bool
    made_at: datetime
    total: int
    settled: int


@dataclass(frozen=True, slots=True)
class AgentRow:
    """A print agent: `state` is its printer's, or `silent` once nothing is heard of it."""

    name: str
    printer: str
    state: str
    words: str


@dataclass(frozen=True, slots=True)
class BatchListView:
    """The page; `waiting` counts the prints that are in no batch yet."""

    rows: list[BatchRow]
    waiting: int
    agents: list[AgentRow]
    questions: list[Question]
    actions: frozenset[str]
    values: Mapping[str, str]
    errors: list[tuple[str, str]]


def batch_list_view(
    session: Session,
    *,
    actor: Actor,
    now: datetime,
    values: Mapping[str, str],
    errors: list[tuple[str, str]],
) -> BatchListView:
    """Return the batches of the actor's desk, its printers and its open questions."""
    batches = BatchRepository(session)
    found = batches.newest(actor.site, limit=SHOWN)
    counts = batches.counts([batch.id for batch in found])
    may_make = actor.may(Permission.CARD_PRINT)
    return BatchListView(
        rows=[_row(batch, counts[batch.id]) for batch in found],
        waiting=batches.count_without_batch(actor.site),
        agents=[
            _agent(agent, sign, now)
            for agent, sign in AgentRepository(session).everybody(actor.site)
            if not agent.is_closed
        ],
        questions=find_questions(session, site=actor.site, now=now),
        actions=frozenset({"make"} if may_make else ()),
        values=values,
        errors=errors,
    )


def _row(batch: PrintBatch, counts: Mapping[str, int]) -> BatchRow:
    return BatchRow(
        id=str(batch.id),
        state=batch.state,
        waits_for_release=batch.releaser_id is None,
        made_at=batch.made_at,
        total=sum(counts.values()),
        settled=sum(counts.get(state, 0) for state in SETTLED_PRINTS),
    )


def _agent(agent: PrintAgent, sign: PrintAgentSign | None, now: datetime) -> AgentRow:
    state, words = last_heard(sign, now=now)
    return AgentRow(agent.name, agent.printer, state=state, words=words)

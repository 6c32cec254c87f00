"""One card on real tables: every act of agents, people and time, and where the card then stands."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, select

from app.cards import Card, SpoilReason, SuspensionReason, lift_card, suspend_card
from app.cards.models import StatusSlot
from app.core.lifecycle import REVOKED, SUSPENDED, VALID, CardState, PrintJobState
from app.core.permissions import Role
from app.core.print_room import BatchState, PrintReport
from app.kit.actor import Actor
from app.kit.db import Session
from app.kit.errors import ConflictError, NotFoundError, RefusedError
from app.printing import PrintJob, confirm_print, draw_card_of_job, miss_print, spoil_print
from app.printing.agents import AgentAtWork
from app.printing.batches import PrintBatch, PrintPosition, close_batch, hold_batch, resume_batch
from app.printing.leases import (
    LEASE,
    draw_leased_card,
    lease_next,
    mark_sent,
    report_print,
    return_lost_leases,
)
from tests.printing.leases.card_model import Act, Stand
from tests.printing.print_room import agent, batch, job_of
from tests.town import Town

UseCase = Callable[..., object]
BATCH_ACTS: dict[str, UseCase] = {"hold": hold_batch, "resume": resume_batch, "close": close_batch}
SHOWN = {CardState.SUSPENDED: SUSPENDED, CardState.SPOILED: REVOKED}
PEOPLE = frozenset({"confirm", "spoil", "miss", "by_hand", "pause", "lift"})
SPOILED = {"reason": SpoilReason.PRINT_FAULT}
PAUSED = {"reason": SuspensionReason.TO_BE_CLARIFIED}


@dataclass
class CardOnTables:
    """One card in one transaction that is never committed, two agents, and what they remember."""

    town: Town
    session: Session
    now: datetime
    agents: tuple[AgentAtWork, AgentAtWork]
    people: tuple[Actor, Actor]
    """The printer and the supervisor."""
    batch_id: UUID
    card_id: UUID
    job_id: UUID
    leases: dict[str, UUID] = field(default_factory=dict)

    @contextmanager
    def tried(self) -> Iterator[None]:
        """Do something and take it back."""
        leases, now = dict(self.leases), self.now
        with self.session.begin_nested() as point:
            yield
            point.rollback()
        self.leases, self.now = leases, now

    def do(self, act: Act) -> str:
        """Do an act and return the answer; what is refused changes nothing."""
        point = self.session.begin_nested()
        try:
            answer = self._do(act)
        except (ConflictError, NotFoundError, RefusedError) as error:
            point.rollback()
            return error.reason
        point.commit()
        return answer

    def stand(self) -> Stand:
        """Return where the card stands in the tables."""
        seen = self.session.execute(
            select(PrintBatch.state, PrintJob, Card.state, PrintPosition, StatusSlot.value)
            .join(PrintPosition, PrintPosition.batch_id == PrintBatch.id)
            .join(PrintJob, PrintJob.id == PrintPosition.job_id)
            .join(Card, Card.id == PrintJob.card_id)
            .join(
                StatusSlot,
                and_(
                    StatusSlot.list_number == Card.status_list,
                    StatusSlot.slot_index == Card.status_index,
                ),
            )
            .where(PrintJob.id == self.job_id)
            .execution_options(populate_existing=True)
        )
        ((batch_state, job, card_state, position, shown),) = seen
        assert shown == SHOWN.get(CardState(card_state), VALID)
        ids = [one.id for one in self.agents]
        return Stand(
            batch=BatchState(batch_state),
            job=PrintJobState(job.state),
            card=CardState(card_state),
            holder=None if position.agent_id is None else ids.index(position.agent_id),
            is_late=position.leased_until is not None and position.leased_until <= self.now,
            is_sent=position.sent_at is not None,
            is_drawn=position.drawn_at is not None,
            report=position.report,
        )

    def _do(self, act: Act) -> str:
        if act.name == "ask":
            return self._ask(self.agents[act.agent])
        if act.name == "minute":
            self.now += LEASE
        elif act.name == "sweep":
            return_lost_leases(self.session, now=self.now)
            self._forget()
        elif act.name in BATCH_ACTS:
            BATCH_ACTS[act.name](self.session, self.batch_id, actor=self.people[0], now=self.now)
            self._forget()
        elif act.name in PEOPLE:
            self._people_do(act.name)
        else:
            return self._by_lease(act, self.agents[act.agent])
        return "done"

    def _ask(self, one: AgentAtWork) -> str:
        lease = lease_next(self.session, agent=one, now=self.now)
        self._forget()
        if lease is None:
            return "none"
        self.leases["newest"] = lease.id
        return lease.state

    def _forget(self) -> None:
        """A lease that was lost is what its agent may still come with."""
        known = self.leases.get("newest")
        position = self.session.get_one(PrintPosition, self.job_id)
        if known and position.lease_id != known:
            self.leases["former"] = self.leases.pop("newest")

    def _by_lease(self, act: Act, one: AgentAtWork) -> str:
        lease_id = self.leases[act.lease]
        if act.name == "commit":
            return mark_sent(self.session, lease_id, agent=one, now=self.now)
        if act.name == "draw":
            pdf = draw_leased_card(
                self.session, lease_id, vault=self.town.vault, agent=one, now=self.now
            )
            assert pdf.startswith(b"%PDF")
            return "drawn"
        report = PrintReport(act.name)
        return report_print(self.session, lease_id, report, agent=one, now=self.now)

    def _people_do(self, name: str) -> None:
        printer, supervisor = self.people
        acts: dict[str, tuple[Actor, UseCase, UUID, dict[str, object]]] = {
            "confirm": (printer, confirm_print, self.job_id, {}),
            "spoil": (printer, spoil_print, self.job_id, {**SPOILED}),
            "miss": (printer, miss_print, self.job_id, {}),
            "by_hand": (printer, draw_card_of_job, self.job_id, {"vault": self.town.vault}),
            "pause": (supervisor, suspend_card, self.card_id, {**PAUSED}),
            "lift": (supervisor, lift_card, self.card_id, {}),
        }
        actor, use_case, row_id, more = acts[name]
        use_case(self.session, row_id, actor=actor, now=self.now, **more)


@contextmanager
def one_card(town: Town) -> Iterator[CardOnTables]:
    """Let one card wait for two agents, and open the transaction in which everything happens."""
    agents = (agent(town, name="Desk 1").at_work, agent(town, name="Desk 2").at_work)
    people = (town.actor(Role.PRINTER), town.actor(Role.SUPERVISOR))
    batch_id, (card_id,) = batch(town)
    job_id = job_of(town, card_id)
    with town.app.state.new_session() as session:
        session.write()
        yield CardOnTables(town, session, town.clock(), agents, people, batch_id, card_id, job_id)
        session.abandon()

"""Two agents, the people at the printer and the clock, in every order a search comes upon.

What is on paper is what was handed out: a drawing leaves for a card once at most, and only after
its commitment. What the tables say about a card only ever moves as the table of moves allows.
"""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from uuid import UUID

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from app.cards import SpoilReason
from app.core.lifecycle import PRINT_JOB_MOVES, REVOKED, CardState, PrintJobState
from app.core.permissions import Role
from app.core.print_room import SETTLED_PRINTS, PrintReport
from app.kit.actor import Actor
from app.kit.db import Session
from app.kit.errors import ConflictError, NotFoundError, RefusedError
from app.printing import PrintJobRepository, confirm_print, miss_print, spoil_print
from app.printing.batches import BatchRepository, close_batch, hold_batch, resume_batch
from app.printing.leases import Lease, return_lost_leases
from tests.at_desk import at_desk
from tests.cards.towns import card_of, shown_of
from tests.printing.print_room import Agent, agent, batch
from tests.town import Town

CARDS = 3
AGENTS = st.integers(0, 1)
PLACES = st.integers(0, CARDS - 1)
BACK = st.integers(1, 3)
"""The newest lease, or one of the two before it."""
# A print settled as printed has a printed card, a spoiled one a spoiled card, and so on.
CARD_AFTER = {
    PrintJobState.PRINTED: CardState.PRINTED,
    PrintJobState.SPOILED: CardState.SPOILED,
}
ON_PAPER = {PrintJobState.SENT, PrintJobState.MISSING, *CARD_AFTER}


class PrintRoom(RuleBasedStateMachine):
    """One batch at two printers; the town and its agents stay from example to example."""

    town: Town
    agents: tuple[Agent, Agent]

    @initialize()
    def make(self) -> None:
        """Let three cards wait."""
        self.batch_id, self.card_ids = batch(self.town, cards=CARDS)
        with self.town.app.state.new_session() as session:
            placed = BatchRepository(session).positions(self.batch_id)
            self.jobs = {one.card.number: one.job.id for one in placed}
            self.cards = {one.card.number: one.card.id for one in placed}
        self.numbers = list(self.jobs)
        self.seen: dict[str, PrintJobState] = dict.fromkeys(self.jobs, PrintJobState.QUEUED)
        self.paper: Counter[str] = Counter()
        self.is_closed = False
        self.leases: list[tuple[Agent, Lease]] = []

    @rule(which=AGENTS)
    def ask(self, which: int) -> None:
        """An agent asks for its next card."""
        with suppress(ConflictError):
            lease = self.agents[which].next()
            if lease is not None and lease.card_number in self.jobs:
                self.leases.append((self.agents[which], lease))

    @rule(back=BACK)
    def commit(self, back: int) -> None:
        """Some lease is committed: the newest, an old one, or one for the second time."""
        with suppress(ConflictError, NotFoundError):
            one, lease = self._some_lease(back)
            one.sent(lease)

    @rule(back=BACK)
    def draw(self, back: int) -> None:
        """The drawing of some lease is fetched."""
        with suppress(ConflictError, NotFoundError):
            one, lease = self._some_lease(back)
            assert one.draw(lease).startswith(b"%PDF")
            self.paper[lease.card_number] += 1

    @rule(back=BACK, report=st.sampled_from(PrintReport))
    def report(self, back: int, report: PrintReport) -> None:
        """Some lease is reported, late, again or otherwise than before."""
        with suppress(ConflictError, NotFoundError):
            one, lease = self._some_lease(back)
            one.report(lease, report)

    @rule(place=PLACES)
    def find_good(self, place: int) -> None:
        """People say that a card is good."""
        self._at_printer(confirm_print, self._job(place))

    @rule(place=PLACES)
    def find_spoiled(self, place: int) -> None:
        """People say that a card is spoiled."""
        self._at_printer(spoil_print, self._job(place), reason=SpoilReason.PRINT_FAULT)

    @rule(place=PLACES)
    def find_nothing(self, place: int) -> None:
        """People say that a card is not there."""
        self._at_printer(miss_print, self._job(place))

    @rule()
    def hold(self) -> None:
        """The batch is held."""
        self._at_printer(hold_batch, self.batch_id)

    @rule()
    def resume(self) -> None:
        """It goes on."""
        self._at_printer(resume_batch, self.batch_id)

    @rule()
    def close(self) -> None:
        """Somebody tries to close the batch: possible when nothing is open, and only then."""
        may_be = not self.is_closed and set(self._states().values()) <= SETTLED_PRINTS
        assert self._at_printer(close_batch, self.batch_id) == may_be
        self.is_closed |= may_be

    @rule(seconds=st.sampled_from([20, 61, 240]))
    def wait(self, seconds: int) -> None:
        """Time passes, and leases end."""
        self.town.clock.move(seconds=seconds)
        with self.town.transaction() as session:
            return_lost_leases(session, now=self.town.clock())

    @invariant()
    def no_card_is_on_paper_twice(self) -> None:
        """A drawing leaves once, after its commitment, and that card is never queued again."""
        states = self._states()
        assert all(count == 1 for count in self.paper.values())
        assert {states[number] for number in self.paper} <= ON_PAPER

    @invariant()
    def no_card_is_lost(self) -> None:
        """Every card of the batch has its print, which moved as the table allows."""
        states = self._states()
        assert states.keys() == self.jobs.keys()
        for number, state in states.items():
            assert state in _reachable(self.seen[number]), (self.seen[number], state)
        self.seen = states

    @invariant()
    def a_card_is_what_its_print_says(self) -> None:
        """Card and status list follow in the same transaction."""
        for number, state in self._states().items():
            card = card_of(self.town, self.cards[number])
            assert card.state == CARD_AFTER.get(state, CardState.ISSUED)
            if state is PrintJobState.SPOILED:
                assert shown_of(self.town, card) == REVOKED

    def teardown(self) -> None:
        """Settle what is open, so that the next example's cards are the only ones."""
        for number in getattr(self, "jobs", {}):
            self.town.clock.move(seconds=61)
            self._at_printer(spoil_print, self.jobs[number], reason=SpoilReason.PRINT_FAULT)
        if hasattr(self, "batch_id"):
            self._at_printer(hold_batch, self.batch_id)

    def _some_lease(self, back: int) -> tuple[Agent, Lease]:
        if not self.leases:
            raise NotFoundError("no_such_lease")
        return self.leases[-min(back, len(self.leases))]

    def _job(self, place: int) -> UUID:
        return self.jobs[self.numbers[place]]

    def _at_printer(self, act: Callable[..., object], row_id: UUID, **more: object) -> bool:
        try:
            with at_desk(self.town, Role.PRINTER) as (session, actor):
                _do(act, session, row_id, actor, more | {"now": self.town.clock()})
        except (ConflictError, RefusedError):
            return False
        return True

    def _states(self) -> dict[str, PrintJobState]:
        with self.town.app.state.new_session() as session:
            jobs = PrintJobRepository(session)
            return {
                number: PrintJobState(jobs.get(job_id, site="").state)
                for number, job_id in self.jobs.items()
            }


def _do(
    act: Callable[..., object],
    session: Session,
    row_id: UUID,
    actor: Actor,
    more: dict[str, object],
) -> None:
    act(session, row_id, actor=actor, **more)


def _reachable(state: PrintJobState) -> set[PrintJobState]:
    """Return where a print may be after any number of moves."""
    found, to_look = {state}, [state]
    while to_look:
        for target in PRINT_JOB_MOVES[to_look.pop()] - found:
            found.add(target)
            to_look.append(target)
    return found


@pytest.mark.parametrize("examples", [25])
def test_no_order_of_callbacks_loses_or_doubles_a_card(town: Town, examples: int) -> None:
    desks = (agent(town, name="Desk 1"), agent(town, name="Desk 2"))
    machine = type("OfThisTown", (PrintRoom,), {"town": town, "agents": desks})
    long = settings().max_examples > settings.get_profile("steady").max_examples
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=200 if long else examples, stateful_step_count=40, deadline=None
        ),
    )

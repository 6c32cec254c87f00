"""Three cards, two agents, people and the clock, in every order a search comes upon.

Each act is a transaction of its own; `test_every_order` leaves no order of one card untried.

What is on paper is what was handed out: a drawing leaves for a card once at most, and only after
its commitment. What the tables say about a card only ever moves as the table of moves allows.
"""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from uuid import UUID

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from app.cards import SpoilReason
from app.core.lifecycle import PRINT_JOB_MOVES, REVOKED, VALID, CardState, PrintJobState
from app.core.permissions import Role
from app.core.print_room import SETTLED_PRINTS, PrintReport
from app.kit.actor import Actor
from app.kit.errors import ConflictError, NotFoundError, RefusedError
from app.printing import confirm_print, miss_print, spoil_print
from app.printing.batches import BatchRepository, close_batch, hold_batch, resume_batch
from app.printing.leases import Lease, return_lost_leases
from tests.cards.towns import card_of, shown_of
from tests.long_runs import is_long_run
from tests.printing.print_room import Agent, agent, batch
from tests.town import Town

CARDS, EXAMPLES = 3, 12
AGENTS = st.integers(0, 1)
PLACES = st.integers(0, CARDS - 1)
AGENT_ACTS = ("ask", "commit", "draw", "say_printed", "say_spoiled", "say_unknown")
TURNS = st.one_of(
    st.integers(1, 3).map(
        lambda steps: list(AGENT_ACTS[:steps])
    ),  # the right way, as far as it goes
    st.lists(st.sampled_from(AGENT_ACTS), min_size=1, max_size=3),
)
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
    printer: Actor

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
        self.leases: dict[UUID, list[Lease]] = {one.at_work.id: [] for one in self.agents}

    @rule(acts=TURNS, which=AGENTS, back=BACK)
    def agent_acts(self, acts: list[str], which: int, back: int) -> None:
        """An agent does what it may do, in an order it may not, with some lease of its own."""
        for act in acts:
            with suppress(ConflictError, NotFoundError):
                getattr(self, f"_{act}")(self.agents[which], back)

    @rule(act=st.sampled_from((confirm_print, spoil_print, miss_print)), place=PLACES)
    def people_find(self, act: Callable[..., object], place: int) -> None:
        """People say of a card that it is good, spoiled or not there."""
        more = {"reason": SpoilReason.PRINT_FAULT} if act is spoil_print else {}
        self._at_printer(act, self.jobs[self.numbers[place]], **more)

    @rule(act=st.sampled_from((resume_batch, resume_batch, close_batch, hold_batch)))
    def people_change_the_batch(self, act: Callable[..., object]) -> None:
        """It is held, goes on, or is closed: possible when nothing is open, and only then."""
        may_be = not self.is_closed and set(self._states().values()) <= SETTLED_PRINTS
        is_done = self._at_printer(act, self.batch_id)
        if act is close_batch:
            assert is_done == may_be
            self.is_closed |= may_be

    @rule(seconds=st.sampled_from((20, 61, 240)))
    def wait(self, seconds: int) -> None:
        """Time passes, and leases end."""
        self.town.clock.move(seconds=seconds)
        with self.town.transaction() as session:
            return_lost_leases(session, now=self.town.clock())

    @invariant()
    def no_card_is_lost_or_on_paper_twice(self) -> None:
        """A drawing leaves once, after its commitment, and that card is never queued again.

        Every card of the batch has its print, which moved as the table allows; card and status list
        follow in the same transaction.
        """
        states = self._states()
        assert states.keys() == self.jobs.keys()
        assert all(count == 1 for count in self.paper.values())
        assert {states[number] for number in self.paper} <= ON_PAPER
        for number, state in states.items():
            assert state in _reachable(self.seen[number]), (self.seen[number], state)
            if state is not self.seen[number]:
                self._look_at_card(number, state)
        self.seen = states

    def teardown(self) -> None:
        """Settle what is open, so that the next example's cards are the only ones."""
        for number in getattr(self, "jobs", {}):
            self.town.clock.move(seconds=61)
            self._at_printer(spoil_print, self.jobs[number], reason=SpoilReason.PRINT_FAULT)
        if hasattr(self, "batch_id"):
            self._at_printer(hold_batch, self.batch_id)

    def _look_at_card(self, number: str, state: PrintJobState) -> None:
        card = card_of(self.town, self.cards[number])
        assert card.state == CARD_AFTER.get(state, CardState.ISSUED)
        assert shown_of(self.town, card) == (REVOKED if state is PrintJobState.SPOILED else VALID)

    def _ask(self, one: Agent, _: int) -> None:
        lease = one.next()
        if lease is not None and lease.card_number in self.jobs:
            self.leases[one.at_work.id].append(lease)

    def _commit(self, one: Agent, back: int) -> None:
        one.sent(self._lease(one, back))

    def _draw(self, one: Agent, back: int) -> None:
        lease = self._lease(one, back)
        assert one.draw(lease).startswith(b"%PDF")
        self.paper[lease.card_number] += 1

    def _say_printed(self, one: Agent, back: int) -> None:
        one.report(self._lease(one, back), PrintReport.PRINTED)

    def _say_spoiled(self, one: Agent, back: int) -> None:
        one.report(self._lease(one, back), PrintReport.SPOILED)

    def _say_unknown(self, one: Agent, back: int) -> None:
        one.report(self._lease(one, back), PrintReport.UNKNOWN)

    def _lease(self, one: Agent, back: int) -> Lease:
        known = self.leases[one.at_work.id]
        if not known:
            raise NotFoundError("no_such_lease")
        return known[-min(back, len(known))]

    def _at_printer(self, act: Callable[..., object], row_id: UUID, **more: object) -> bool:
        try:
            with self.town.transaction() as session:
                act(session, row_id, actor=self.printer, now=self.town.clock(), **more)
        except (ConflictError, RefusedError):
            return False
        return True

    def _states(self) -> dict[str, PrintJobState]:
        with self.town.app.state.new_session() as session:
            placed = BatchRepository(session).positions(self.batch_id)
            return {one.card.number: one.job.print_state for one in placed}


def _reachable(state: PrintJobState) -> set[PrintJobState]:
    """Return where a print may be after any number of moves."""
    found, to_look = {state}, [state]
    while to_look:
        for target in PRINT_JOB_MOVES[to_look.pop()] - found:
            found.add(target)
            to_look.append(target)
    return found


def test_no_order_of_callbacks_loses_or_doubles_a_card(town: Town) -> None:
    desks = (agent(town, name="Desk 1"), agent(town, name="Desk 2"))
    of_town = {"town": town, "agents": desks, "printer": town.actor(Role.PRINTER)}
    machine = type("OfThisTown", (PrintRoom,), of_town)
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=200 if is_long_run() else EXAMPLES,
            stateful_step_count=25,
            deadline=None,
            # The other test shows short ways; to shorten one here takes minutes.
            phases=set(Phase) if is_long_run() else {Phase.explicit, Phase.generate},
        ),
    )

"""A batch in a print room whose programs are killed again and again, and what came of it."""

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from uuid import UUID

from sqlalchemy import select

from app.cards import Card
from app.core.lifecycle import REVOKED, CardState, PrintJobState
from app.core.print_room import SETTLED_PRINTS
from app.kit.clock import system_clock
from app.kit.jobs import Job, JobState
from app.main.trouble import find_trouble
from app.printing import PrintJob
from app.printing.batches import BatchRepository, PrintPosition
from tests.cards.towns import shown_of
from tests.cli.print_agent.crew import Crew, at_work, free_port
from tests.cli.print_agent.people import People, people_of
from tests.cups import QUEUE, PrintServer
from tests.printing.print_room import Agent
from tests.town import Town

LOOK_SECONDS = 0.05
DESKS = ("agent 1", "agent 2")
STUCK_SECONDS = 180
DOWN_SECONDS = 0.3
AT_WORK = (PrintJobState.QUEUED, PrintJobState.LEASED, PrintJobState.SENT)
VICTIMS = (
    *[("agent 1",), ("agent 2",), ("server",)] * 2,
    ("worker",),
    ("agent 1", "server"),
    ("agent 2", "worker"),
    ("agent 1", "agent 2", "server", "worker"),
)


@dataclass(frozen=True)
class Outcome:
    """What the tray holds against what the books say."""

    people: int
    """How many wait for a card."""
    batches: int
    spoiled: int
    """Cards that were not to be found; they were made again under another number."""
    kills: int
    caught: Counter[str]
    """Where the card of a killed agent stood in that moment."""
    lost: int
    """People without a card, and cards that only the books know."""
    doubled: int
    orphaned: int
    """Pieces that the books do not know as printed, and leases, prints and jobs without an end."""
    trouble: list[str]


@dataclass
class Killing:
    """Kills spread over the work: where the batch is half printed, half of them have happened."""

    town: Town
    crew: Crew
    people: People
    random: Random
    agents: dict[UUID, str]
    caught: Counter[str] = field(default_factory=Counter)

    def print_batch(self, batch_id: UUID, *, share: int) -> None:
        """See a batch through to its end, with `share` kills on the way."""
        before, moved_at, last_done = self.crew.kills, time.monotonic(), -1.0
        while (done := self._done(batch_id)) < 1:
            if done > last_done:
                moved_at, last_done = time.monotonic(), done
            assert time.monotonic() - moved_at < STUCK_SECONDS, self._words()
            self.people.answer()
            if self.crew.kills - before < share * min(1, done + 0.1):
                self._kill()
            time.sleep(LOOK_SECONDS)
        self._wait_until_idle()
        self.people.settle(batch_id)

    def _kill(self) -> None:
        time.sleep(self.random.uniform(0, 0.8))
        victims = self.random.choice(VICTIMS)
        for name in victims:
            self.crew.kill(name)
        self._note(victims)
        time.sleep(self.random.choice((0, 0, self.random.uniform(0, DOWN_SECONDS))))
        for name in victims:
            self.crew.start(name)

    def _note(self, victims: tuple[str, ...]) -> None:
        killed = [one for one, name in self.agents.items() if name in victims]
        with self.town.app.state.new_session() as session:
            position = select(PrintPosition).where(
                PrintPosition.agent_id.in_(killed), PrintPosition.report == ""
            )
            at_hand = {one.agent_id: one for one in session.scalars(position)}
        for one in killed:
            self.caught[_step(at_hand.get(one))] += 1

    def _done(self, batch_id: UUID) -> float:
        with self.town.app.state.new_session() as session:
            counts = BatchRepository(session).counts([batch_id])[batch_id]
        return 1 - sum(counts.get(state, 0) for state in AT_WORK) / sum(counts.values())

    def _wait_until_idle(self) -> None:
        busy_until = time.monotonic() + STUCK_SECONDS
        while self.crew.has_orphans() or not self.people.tray.is_idle() or _open_jobs(self.town):
            assert time.monotonic() < busy_until, self._words()
            time.sleep(LOOK_SECONDS)

    def _words(self) -> str:
        return "\n".join(self.crew.log_of(name).read_text()[-800:] for name in self.crew.commands)


def _step(position: PrintPosition | None) -> str:
    if position is None:
        return "between cards"
    if position.sent_at is None:
        return "leased"
    return "committed" if position.drawn_at is None else "drawn"


def print_under_fire(
    town: Town, cups: PrintServer, agents: tuple[Agent, Agent], batch_id: UUID, *, kills: int
) -> Outcome:
    """Print a batch and what has to be made again of it, with `kills` kills or a few more."""
    crew = _crew(town, cups, agents)
    people = people_of(town, cups, crew.ahead)
    names = {one.at_work.id: name for one, name in zip(agents, DESKS, strict=True)}
    killing = Killing(town, crew, people, Random(kills), names)  # noqa: S311 - no secret
    batches, cards = 0, len(people.prints(batch_id))
    with at_work(crew):
        waiting: UUID | None = batch_id
        while waiting is not None:
            share = round(kills * len(people.prints(waiting)) / cards)
            killing.print_batch(waiting, share=share)
            batches, waiting = batches + 1, people.make_again()
    return _outcome(killing, people=cards, batches=batches)


def _crew(town: Town, cups: PrintServer, agents: tuple[Agent, Agent]) -> Crew:
    folder = town.settings.data_dir.parent
    port = free_port()
    commands: dict[str, Sequence[str]] = {
        "server": ("serve", "--port", str(port)),
        "worker": ("worker",),
    }
    for name, one in zip(DESKS, agents, strict=True):
        key = folder / f"{name}.key"
        key.write_text(one.key)
        key.chmod(0o600)
        address = ("--server", f"http://127.0.0.1:{port}", "--queue", QUEUE)
        keys = ("--key-file", str(key), "--cups-settings", str(cups.settings))
        commands[name] = ("print-agent", *address, *keys)
    settings = town.settings.model_dump(exclude_none=True)
    environment = {f"TESSERA_{name.upper()}": str(value) for name, value in settings.items()}
    return Crew(commands, cups.environment | environment, town.clock() - system_clock(), folder)


def _outcome(killing: Killing, *, people: int, batches: int) -> Outcome:
    seen = killing.people.tray.look()
    cards = killing.people.cards()
    printed = {card.number for card in cards if card.state == CardState.PRINTED}
    with_card = {card.applicant_id for card in cards if card.number in printed}
    pieces = sum(count - 1 for count in seen.values())
    return Outcome(
        people=people,
        batches=batches,
        spoiled=sum(card.state == CardState.SPOILED for card in cards),
        kills=killing.crew.kills,
        caught=killing.caught,
        lost=people - len(with_card) + len(printed - seen.keys()),
        doubled=pieces + len(printed) - len(with_card),
        orphaned=len(seen.keys() - printed) + _left_open(killing.town),
        trouble=_trouble(killing.town, killing.crew.ahead),
    )


def _left_open(town: Town) -> int:
    """Count prints and jobs without an end, and spoiled cards that still show as good."""
    with town.app.state.new_session() as session:
        states = session.scalars(select(PrintJob.state))
        prints = sum(PrintJobState(state) not in SETTLED_PRINTS for state in states)
        spoiled = list(session.scalars(select(Card).where(Card.state == CardState.SPOILED.value)))
    return prints + _open_jobs(town) + sum(shown_of(town, card) != REVOKED for card in spoiled)


def _open_jobs(town: Town) -> int:
    with town.app.state.new_session() as session:
        states = session.scalars(select(Job.state))
        return sum(state in {JobState.ORDERED, JobState.HANDED} for state in states)


def _trouble(town: Town, ahead: timedelta) -> list[str]:
    town.clock.now = system_clock() + ahead
    return find_trouble(town.app.state.deployment)

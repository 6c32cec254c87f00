"""A print room with a real CUPS server of the distribution, and an agent between the two."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from app.cli.print_agent.office import Office
from app.cli.print_agent.queue import Queue
from app.cli.print_agent.work import Agent
from tests.cups import QUEUE, PrintServer, running_cups
from tests.printing import print_room
from tests.town import Town


@pytest.fixture(scope="module")
def server() -> Iterator[PrintServer]:
    """Return a running print server."""
    with running_cups() as running:
        yield running


@pytest.fixture
def cups(server: PrintServer, monkeypatch: pytest.MonkeyPatch) -> PrintServer:
    """Return the print server with a printer that runs and an empty tray."""
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    server.empty()
    return server


def queue() -> Queue:
    """Return the queue of the running print server."""
    return Queue(QUEUE, server=os.environ["CUPS_SERVER"])


@dataclass
class Desk:
    """A desk with its agent; `pauses` are what happens while it waits, in turn."""

    town: Town
    registered: print_room.Agent
    told: list[str] = field(default_factory=list)
    pauses: list[object] = field(default_factory=list)

    def agent(self) -> Agent:
        """Return the agent as a program that was just started."""
        office = Office(self.registered.client(), pause=self.pause)
        return Agent(office, queue(), pause=self.pause, tell=self.told.append)

    def pause(self) -> None:
        """Wait a moment; something may happen in it."""
        if self.pauses:
            happens = self.pauses.pop(0)
            assert callable(happens)
            happens()
        os.sched_yield()


@pytest.fixture
def desk(town: Town) -> Desk:
    """Return a desk at the town's site."""
    return Desk(town, print_room.agent(town))

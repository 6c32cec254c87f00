"""The processes of a print room, each one forked from a parent that has loaded the program.

What `tessera serve`, `tessera worker` and `tessera print-agent` do is done by processes of their
own, which `kill -9` ends; only the loading of the program is not repeated for each.
"""

import os
import signal
import socket
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess
from pathlib import Path

PAUSE_SECONDS = 0.05
"""How long the agents and the worker pause; people would wait, these tests do not."""
PAUSING = ("app.cli.print_agent", "app.kit.jobs.due_tasks")
LOADED = ["tests.cli.print_agent.loaded"]


def run_command(
    arguments: Sequence[str], environment: dict[str, str], ahead: timedelta, log: Path
) -> None:
    """Be a `tessera` command whose clock is ahead of the machine's; the target of a process."""
    from app.cli import main  # noqa: PLC0415 - loaded before the fork
    from app.cli.context import CLOCK  # noqa: PLC0415 - the same
    from app.kit.clock import system_clock  # noqa: PLC0415 - the same

    os.setsid()  # what it starts can be told from what others start
    output = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.environ.update(environment)
    CLOCK.set(lambda: system_clock() + ahead)
    for name in PAUSING:
        vars(import_module(name))["PAUSE_SECONDS"] = PAUSE_SECONDS
    sys.argv = ["tessera", *arguments]
    main()


@dataclass
class Crew:
    """Commands by their names in the room, such as `server`; each runs once at a time."""

    commands: dict[str, Sequence[str]]
    environment: dict[str, str]
    ahead: timedelta
    folder: Path
    running: dict[str, ForkServerProcess] = field(default_factory=dict)
    kills: int = 0
    groups: set[int] = field(default_factory=set)
    """Process groups of the dead, whose children may still be at work."""

    def start(self, name: str) -> None:
        """Start a command."""
        context = get_context("forkserver")
        context.set_forkserver_preload(LOADED)
        process = context.Process(
            target=run_command,
            args=(self.commands[name], self.environment, self.ahead, self.log_of(name)),
            daemon=True,
        )
        process.start()
        self.running[name] = process

    def kill(self, name: str) -> None:
        """End it with `kill -9` and nothing else; a child of it lives on."""
        process = self.running.pop(name)
        assert process.is_alive(), self.log_of(name).read_text()[-2000:]
        process.kill()
        process.join()
        assert process.exitcode == -signal.SIGKILL
        assert process.pid is not None
        self.groups.add(process.pid)
        self.kills += 1

    def stop(self) -> None:
        """End everything that runs."""
        for name in list(self.running):
            process = self.running.pop(name)
            process.kill()
            process.join()

    def has_orphans(self) -> bool:
        """Say whether a child of somebody who was killed is still at work."""
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):
                state, _, group = stat.read_text().rpartition(")")[2].split()[:3]
                if state != "Z" and int(group) in self.groups:
                    return True
        return False

    def log_of(self, name: str) -> Path:
        """Return what a command and its successors said."""
        return self.folder / f"{name}.log"


@contextmanager
def at_work(crew: Crew) -> Iterator[Crew]:
    """Start everybody; nobody is left at the end."""
    try:
        for name in crew.commands:
            crew.start(name)
        yield crew
    finally:
        with suppress(ProcessLookupError):
            crew.stop()


def free_port() -> int:
    """Return a port of this machine on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    return port

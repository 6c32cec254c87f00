"""`tessera print-agent`: the program at a desk that brings cards from the office to a printer.

It needs neither database nor settings, only its key, and keeps nothing of a card.
"""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import Annotated, NoReturn
from urllib.parse import urlsplit

import httpx
import typer

from app.cli.print_agent.office import Office, OfficeRefusedError
from app.cli.print_agent.queue import Queue, QueueMissingError, kept_by
from app.cli.print_agent.work import Agent

__all__ = ["print_agent"]

PAUSE_SECONDS = 1.0
OTHERS_MAY_READ = 0o077
ON_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})


class _StoppedError(Exception):
    """Somebody ended the agent; a card in hand is asked about at the next start."""


def print_agent(  # noqa: PLR0913, PLR0917 - what there is to say about two machines
    server: Annotated[str, typer.Option(help="Address of the office, https://…")],
    queue: Annotated[str, typer.Option(help="Name of the printer's queue in CUPS.")],
    key_file: Annotated[
        Path, typer.Option(help="File with the agent's key, readable by you only.")
    ],
    option: Annotated[
        list[str] | None, typer.Option(help="Option for every job, as of `lp -o`; repeatable.")
    ] = None,
    cups: Annotated[
        str, typer.Option(envvar="CUPS_SERVER", help="Where CUPS is: socket or host[:port].")
    ] = "",
    cups_settings: Annotated[
        Path, typer.Option(help="Settings of CUPS, to see that the queue keeps nothing.")
    ] = Path("/etc/cups/cupsd.conf"),
    keeps_nothing: Annotated[
        bool, typer.Option("--keeps-nothing", help="I have seen to it; CUPS runs elsewhere.")
    ] = False,
    once: Annotated[bool, typer.Option("--once", help="End when no card can be printed.")] = False,
) -> None:
    """Fetch cards of this desk one by one, print each, and say what became of it.

    With a stopped printer no card is taken; work goes on when the printer does. After a crash the
    people at the printer are asked about the one card that was on its way.
    """
    if not keeps_nothing:
        _require_no_keeping(cups_settings)
    with _client(server, _key(key_file)) as client, _ended_by_signals() as stop:

        def pause() -> None:
            if stop.wait(PAUSE_SECONDS):
                raise _StoppedError

        agent = Agent(
            Office(client, pause=pause),
            Queue(queue, options=option or (), server=cups),
            pause=pause,
            tell=lambda line: typer.echo(line, err=True),
        )
        _work(agent, once=once, stop=stop)


@contextmanager
def _ended_by_signals() -> Iterator[Event]:
    """Let the signals that end a program set an event, so that a card in hand is told of first."""
    stop = Event()
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    for number in before:
        signal.signal(number, lambda *_: stop.set())
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _work(agent: Agent, *, once: bool, stop: Event) -> None:
    try:
        while not stop.is_set():
            if not agent.work_once():
                if once:
                    return
                stop.wait(PAUSE_SECONDS)
    except _StoppedError:
        return
    except OfficeRefusedError as error:
        _refuse(f"the office refuses this agent: {error.reason}", status=1)
    except QueueMissingError as error:
        _refuse(f"no queue {error}: see `lpstat -p`")


def _client(server: str, key: str) -> httpx.Client:
    address = urlsplit(server)
    if address.scheme != "https" and address.hostname not in ON_THIS_MACHINE:
        _refuse("--server begins with https://; cards do not travel in the clear")
    headers = {"Authorization": f"Bearer {key}"}
    return httpx.Client(base_url=server, headers=headers, timeout=30)


def _key(path: Path) -> str:
    if path.stat().st_mode & OTHERS_MAY_READ:
        _refuse(f"others can read {path.name}: chmod 600")
    return path.read_text(encoding="ascii").strip()


def _require_no_keeping(settings: Path) -> None:
    try:
        kept = kept_by(settings.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        _refuse(f"cannot read {settings}: see that the queue keeps no jobs, then --keeps-nothing")
    if kept:
        _refuse(f"the queue keeps cards: set {' and '.join(kept)} to No in {settings}")


def _refuse(line: str, *, status: int = 2) -> NoReturn:
    typer.echo(line, err=True)
    raise typer.Exit(status)

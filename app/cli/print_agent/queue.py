"""A printer's queue of CUPS, through its own commands; bytes go in by standard input.

No file is written here. What the queue itself keeps is for `kept_by` to look at: with job files
kept, every card would lie on the disk of a desk.
"""

import os
import re
import subprocess
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import BinaryIO

from app.cli.print_agent.job_ends import JobEnds, job_ends

MEDIA = "Custom.85.60x53.98mm"
SECONDS = 30
"""How long a command of CUPS may take."""
_JOB = re.compile(r"request id is (\S+)")
_DIRECTIVE = re.compile(
    r"^\s*(PreserveJobFiles|PreserveJobHistory)\s+(\S+)", re.MULTILINE | re.IGNORECASE
)
_KEEPERS = ("PreserveJobFiles", "PreserveJobHistory")


class HandingOverUnclearError(Exception):
    """Nobody can tell whether the queue took a card; it is not handed over again."""


class QueueMissingError(Exception):
    """There is no such queue, or CUPS does not answer; the message names the queue."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How the queue stands, in the words of IPP, and what the printer says."""

    state: str
    """`idle`, `processing` or `stopped`."""
    says: str

    @property
    def is_stopped(self) -> bool:
        """Whether nothing is printed until somebody comes."""
        return self.state == "stopped"


class Queue:
    """One queue; `options` are given to every job, such as `sides=two-sided-long-edge`.

    `server` says where CUPS is: a socket, or a host with or without its port; else on this machine.
    """

    def __init__(self, name: str, *, options: Sequence[str] = (), server: str = "") -> None:
        self.name = name
        self._server = server
        self._options = [part for option in options for part in ("-o", option)]

    def standing(self) -> Standing:
        """Say how the printer stands.

        Raises:
            QueueMissingError: no such queue.
        """
        first, _, rest = self._ask("lpstat", "-p", self.name).partition("\n")
        if " disabled " in first:
            return Standing("stopped", " ".join(rest.split()) or "paused")
        if "not accepting" in self._ask("lpstat", "-a", self.name):
            return Standing("stopped", "rejecting")
        return Standing("processing" if "now printing" in first else "idle", "")

    def put(self, pdf: bytes) -> str | None:
        """Hand a card to the queue and return the job's id; None when the queue takes none now.

        Raises:
            HandingOverUnclearError: the queue did not say whether it took the card.
        """
        command = ["lp", "-d", self.name, "-o", f"media={MEDIA}", *self._options, "-t", "card", "-"]
        try:
            done = self._run(command, given=pdf)
        except subprocess.TimeoutExpired as error:
            raise HandingOverUnclearError from error
        if done.returncode != 0:
            return None
        found = _JOB.search(done.stdout.decode(errors="replace"))
        if found is None:
            raise HandingOverUnclearError
        return found[1]

    def job_ends(self) -> AbstractContextManager[JobEnds]:
        """Listen to how jobs of this queue end, from now on; see `job_ends`."""
        return job_ends(self.name, server=self._server)

    def holds(self, job: str) -> bool:
        """Say whether a job has not left the queue yet."""
        jobs = self._ask("lpstat", "-o", self.name).splitlines()
        return any(line.split(None, 1)[:1] == [job] for line in jobs)

    def _ask(self, *command: str) -> str:
        try:
            done = self._run(command)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise QueueMissingError(self.name) from error
        if done.returncode != 0:
            raise QueueMissingError(self.name)
        return done.stdout.decode(errors="replace")

    def _run(
        self, command: Sequence[str], *, given: bytes = b""
    ) -> subprocess.CompletedProcess[bytes]:
        # The commands speak the user's language; what is read here has to be one.
        setting = ["LC_ALL=C", *([f"CUPS_SERVER={self._server}"] if self._server else [])]
        with _in_memory(given) as source:
            return subprocess.run(  # noqa: S603 - fixed programs; the queue's name is an argument
                ["/usr/bin/env", *setting, *command],
                stdin=source,
                capture_output=True,
                check=False,
                timeout=SECONDS,
            )


def kept_by(settings: str) -> tuple[str, ...]:
    """Return which directives of a cupsd.conf let the queue keep jobs; CUPS keeps unless told."""
    said = {name.lower(): value.lower() for name, value in _DIRECTIVE.findall(settings)}
    return tuple(name for name in _KEEPERS if said.get(name.lower()) not in {"no", "off", "0"})


def _in_memory(content: bytes) -> BinaryIO:
    """Return a file without a place on any disk; who dies while `lp` reads handed it over whole.

    Through a pipe the end of this process would look like the end of the card, and half of it would
    be printed.
    """
    file = os.fdopen(os.memfd_create("card"), "w+b")
    file.write(content)
    file.seek(0)
    return file

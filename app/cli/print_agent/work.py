"""A print agent's work: one card after the other, each committed before its bytes are fetched."""

from collections.abc import Callable

from app.cli.print_agent.job_ends import JobEnds, QueueSilentError
from app.cli.print_agent.office import (
    DrawingLostError,
    Lease,
    Office,
    OfficeRefusedError,
    Outcome,
)
from app.cli.print_agent.queue import HandingOverUnclearError, Queue, Standing
from app.core.printer_words import known_words

WAITS = {
    "operator_is_asked": "waiting: look for the last card and answer on its batch's page",
    "printer_closed": "waiting: its printer is out of use; an administrator gives it another one",
    "no_such_printer": "waiting: its printer takes no cards here; an administrator looks at it",
}
SILENT = Standing("stopped", "queue connection failed")
"""CUPS does not tell this agent how jobs end."""


class Agent:
    """Prints the cards of one desk on one queue."""

    def __init__(
        self,
        office: Office,
        queue: Queue,
        *,
        pause: Callable[[], None],
        tell: Callable[[str], None],
    ) -> None:
        self._office = office
        self._queue = queue
        self._pause = pause
        self._tell = tell
        self._told = ""
        self._is_silent = False

    def work_once(self) -> bool:
        """Print the next card; False when there is none to print now.

        Raises:
            OfficeRefusedError: the office does not know this agent.
            QueueMissingError: no such queue.
        """
        if self._look().is_stopped:
            return False
        lease = self._next()
        if lease is None:
            return False
        try:
            with self._queue.job_ends() as ends:
                self._print(lease, ends)
        except QueueSilentError:
            self._is_silent = True  # until it is heard again no card is asked for; this one lapses
            self._look()
            return False
        return True

    def _next(self) -> Lease | None:
        try:
            return self._office.next_card()
        except OfficeRefusedError as error:
            if error.reason not in WAITS:
                raise
            self._say(WAITS[error.reason])
            return None

    def _print(self, lease: Lease, ends: JobEnds) -> None:
        try:
            if not lease.is_sent:
                self._office.commit(lease)
        except OfficeRefusedError as error:
            self._say(f"card {lease.card_number}: {error.reason}")
            self._pause()
            return
        try:
            pdf = self._office.drawing(lease)
        except DrawingLostError:
            # Whoever fetched it did not live to tell: people look for exactly this card.
            self._close(lease, Outcome.UNKNOWN)
            return
        self._close(lease, self._to_paper(pdf, ends))

    def _to_paper(self, pdf: bytes, ends: JobEnds) -> Outcome:
        """Queue a card and stay until it has left; a printer that stopped on it may have begun."""
        try:
            while (job := self._queue.put(pdf)) is None:
                self._look()
                self._pause()
        except HandingOverUnclearError:
            return Outcome.UNKNOWN
        has_stopped = False
        while self._queue.holds(job):
            has_stopped |= self._look().is_stopped
            self._pause()
        is_printed = not has_stopped and ends.is_printed(job)
        return Outcome.PRINTED if is_printed else Outcome.UNKNOWN

    def _close(self, lease: Lease, outcome: Outcome) -> None:
        try:
            self._office.report(lease, outcome)
        except OfficeRefusedError as error:
            self._say(f"card {lease.card_number}: {error.reason}")
            return
        self._say(f"card {lease.card_number}: {outcome.value}")

    def _look(self) -> Standing:
        """Look at the printer and tell the office, in words of a closed list."""
        standing = self._standing()
        says = known_words(standing.says)
        self._office.sign(state=standing.state, says=says)
        if standing is SILENT:
            self._say("waiting: CUPS does not tell this agent how jobs end")
        elif standing.is_stopped:
            self._say(f"stopped: {says or 'look at the printer'}")
        return standing

    def _standing(self) -> Standing:
        standing = self._queue.standing()
        if standing.is_stopped or not self._is_silent:
            return standing
        self._is_silent = not self._hears()
        return SILENT if self._is_silent else standing

    def _hears(self) -> bool:
        try:
            with self._queue.job_ends():
                return True
        except QueueSilentError:
            return False

    def _say(self, line: str) -> None:
        if line != self._told:
            self._tell(line)
        self._told = line

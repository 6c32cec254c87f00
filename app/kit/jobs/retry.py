"""Try again what a full disk or a database that is away has stopped, until it works."""

from collections.abc import Callable
from threading import Event
from typing import TypeVar
from uuid import UUID

from app.kit.db import is_passing, is_storage_full
from app.kit.jobs.port import JobInterruptedError
from app.kit.logging import log

T = TypeVar("T")
PAUSE_SECONDS = 5.0
TRIES = 3


class Retry:
    """Repeats acts with a pause between; a process that stops interrupts them all."""

    def __init__(self, *, pause_seconds: float = PAUSE_SECONDS) -> None:
        self._pause_seconds = pause_seconds
        self._stopping = Event()

    def stop(self) -> None:
        """Let no act begin from now on."""
        self._stopping.set()

    def until_it_works(self, job_id: UUID, act: Callable[[], T], *, otherwise: T) -> T:
        """Return what an act returns; `otherwise` when it failed three times by its own fault.

        Raises:
            JobInterruptedError: the process stops.
        """
        faults = 0
        while not self._stopping.is_set():
            try:
                return act()
            except Exception as error:  # noqa: BLE001 - a driver's message may quote a row
                faults += not is_passing(error)
                reason = "storage_full" if is_storage_full(error) else "not_yet"
                log("job_waits", job=job_id, reason=reason, kind=type(error).__name__)
            if faults == TRIES:
                return otherwise
            self._stopping.wait(self._pause_seconds)
        raise JobInterruptedError

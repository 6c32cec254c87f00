"""Recurring work: a loop over tasks that are due, each taken by a lease with a deadline.

The port is `run_due_tasks`; features hand in what a task does and how often. A task is one
transaction; whatever has more steps is a job, which a task may order.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from threading import Event
from uuid import UUID, uuid4

from app.kit.clock import Clock
from app.kit.db import Session, SessionFactory, is_storage_full, write_transaction
from app.kit.logging import log
from app.kit.repository import WORKER_SIGN, DueTaskRepository

LEASE = timedelta(seconds=60)
PAUSE_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Task:
    """Something done again and again, in one transaction each time."""

    run: Callable[[Session], None]
    every: timedelta


class LeaseLostError(Exception):
    """Another process took the task over; what was done here is rolled back."""


class Worker:
    """Runs due tasks; in a process of its own or in a thread of the server."""

    def __init__(
        self, *, new_session: SessionFactory, clock: Clock, tasks: Mapping[str, Task]
    ) -> None:
        self._new_session = new_session
        self._clock = clock
        self._tasks = tasks
        self._owner: UUID = uuid4()
        self._stop = Event()

    def run_due_tasks(self) -> int:
        """Run every task that is due and free; return how many were done.

        A task that fails keeps its lease: it is tried again, here or elsewhere, when that has run
        out, and the others do not wait for it.
        """
        with write_transaction(self._new_session) as session:
            names = [*self._tasks, WORKER_SIGN]
            DueTaskRepository(session).ensure(names, now=self._clock())
        done = 0
        while (name := self._take()) is not None:
            done += self._run(name)
        return done

    def run_forever(self) -> None:
        """Run due tasks until stopped, unless another process is the worker."""
        while not self._stop.is_set():
            try:
                if self._is_the_worker():
                    self.run_due_tasks()
            except Exception as error:  # noqa: BLE001 - a database that is away comes back
                log("worker_could_not_look", kind=type(error).__name__)
            self._stop.wait(PAUSE_SECONDS)

    def stop(self) -> None:
        """Let the loop end after the task it is at."""
        self._stop.set()

    def _is_the_worker(self) -> bool:
        with write_transaction(self._new_session) as session:
            repository = DueTaskRepository(session)
            repository.ensure([WORKER_SIGN], now=self._clock())
            session.flush()
            return repository.sign_of_life(owner=self._owner, now=self._clock(), lease=LEASE)

    def _take(self) -> str | None:
        with write_transaction(self._new_session) as session:
            return DueTaskRepository(session).take(
                names=list(self._tasks), owner=self._owner, now=self._clock(), lease=LEASE
            )

    def _run(self, name: str) -> bool:
        try:
            self._do(name)
        except Exception as error:  # noqa: BLE001 - whatever it is, the other tasks go on
            reason = "storage_full" if is_storage_full(error) else "failed"
            log("task_failed", task=name, reason=reason, kind=type(error).__name__)
            return False
        log("task_done", task=name)
        return True

    def _do(self, name: str) -> None:
        task, now = self._tasks[name], self._clock()
        with write_transaction(self._new_session) as session:
            task.run(session)
            repository = DueTaskRepository(session)
            if not repository.finish(name, owner=self._owner, due_at=now + task.every):
                raise LeaseLostError(name)

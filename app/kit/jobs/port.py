"""The durable engine as we use it, and what it asks of us.

An engine remembers which steps of a job were done, so that after a crash the job goes on at the
step that failed. It knows jobs by their random ids and steps by theirs; nothing else reaches it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol
from uuid import UUID


class JobState(StrEnum):
    """Where a job stands."""

    ORDERED = "ordered"  # on record; not yet handed to the engine
    HANDED = "handed"  # the engine has it
    DONE = "done"
    FAILED = "failed"  # at an end, and some steps were refused
    CANCELLED = "cancelled"


class JobInterruptedError(BaseException):
    """This process stops; the step counts as not begun. No `except Exception` may swallow it."""


class JobWork(Protocol):
    """What the engine calls. No method raises anything but `JobInterruptedError`."""

    def stop(self) -> None:
        """Let every job of this process end after the step it is at."""

    def list_steps(self, job_id: UUID) -> list[str]:
        """Return the ids of the steps; called once, the answer is remembered."""

    def run_step(self, job_id: UUID, step_id: UUID) -> str:
        """Do one step, or find that it was done before; return one word."""

    def end(self, job_id: UUID, words: Sequence[str]) -> str:
        """Put on record that every step has its word."""


@dataclass(frozen=True, slots=True)
class Holding:
    """A job that an executor has begun."""

    job_id: UUID
    executor_id: UUID


class JobEngine(Protocol):
    """Runs jobs to their end, on as many machines as share its database."""

    def start(self, executor_id: UUID, work: JobWork) -> None:
        """Begin to take jobs; called in a thread that has no event loop."""

    def stop(self) -> None:
        """Take no further job and let go of the database."""

    def submit(self, job_id: UUID) -> None:
        """Take a job over from our outbox; a second time changes nothing."""

    def open_jobs(self) -> set[UUID]:
        """Return the jobs that wait or run."""

    def holdings(self) -> list[Holding]:
        """Return the jobs that executors have begun, on all machines."""

    def running_here(self) -> set[UUID]:
        """Return the jobs at work in this process."""

    def take_over(self, job_id: UUID) -> None:
        """Put a job whose executor is gone back in the queue; done steps stay done."""

    def forget(self, job_ids: Collection[UUID]) -> None:
        """Delete everything about jobs that are at their end."""

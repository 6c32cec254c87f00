"""A job to watch: each step counts itself in the database and writes a line into a file.

Run as a program it is a worker in a process of its own: `python -m tests.kit.jobs.counting DATABASE
ENGINE_DATABASE LOG SECONDS`, where each step lasts SECONDS.
"""

import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from uuid import UUID, uuid5

from app.kit.clock import Clock, system_clock
from app.kit.db import Session, SessionFactory, make_engine, make_session_factory
from app.kit.jobs import JobKind, JobRunner, Retry, Work
from app.kit.jobs.dbos_engine import DbosEngine
from app.kit.logging import configure_logging
from app.kit.repository import LimitRepository

STEPS = 5
KIND = "count"
PERIOD = "step"


def step_ids(subject_id: UUID) -> list[UUID]:
    """Return the ids of the steps about a subject."""
    return [uuid5(subject_id, str(number)) for number in range(STEPS)]


class Counting:
    """The kind of job; a step whose row is there counts no further."""

    def __init__(self, log: Path, *, seconds: float = 0) -> None:
        self._log = log
        self._seconds = seconds

    def kind(self) -> JobKind:
        """Return it for a `Work`."""
        return JobKind(list_steps=self.list_steps, run_step=self.run_step)

    def list_steps(self, session: Session, subject_id: UUID) -> Sequence[UUID]:
        """Return the steps and note that they were asked for."""
        del session
        self.note("list")
        return step_ids(subject_id)

    def run_step(self, session: Session, subject_id: UUID, step_id: UUID) -> None:
        """Count once, whatever happens."""
        number = step_ids(subject_id).index(step_id)
        self.note(f"begin {number}")
        time.sleep(self._seconds)
        session.write()
        LimitRepository(session).take(str(step_id), period=PERIOD, amount=1, limit=1)

    def note(self, line: str) -> None:
        """Write a line."""
        with self._log.open("a") as file:
            file.write(f"{line}\n")


def make_work(
    new_session: SessionFactory, clock: Clock, kinds: Mapping[str, JobKind], *, pause: float = 0.01
) -> Work:
    """Return the work of these kinds, with short pauses."""
    retry = Retry(pause_seconds=pause)
    return Work(new_session=new_session, clock=clock, kinds=kinds, retry=retry)


def make_runner(
    new_session: SessionFactory,
    engine_url: str,
    work: Work,
    *,
    clock: Clock = system_clock,
    stands_in: bool = False,
) -> JobRunner:
    """Return a runner on the real engine."""
    return JobRunner(
        new_session=new_session,
        clock=clock,
        open_engine=lambda: DbosEngine(engine_url),
        work=work,
        stands_in=stands_in,
    )


def main(database: str, engine_database: str, log: str, seconds: str) -> None:
    """Work until killed."""
    configure_logging()
    new_session = make_session_factory(make_engine(database))
    kind = Counting(Path(log), seconds=float(seconds)).kind()
    work = make_work(new_session, system_clock, {KIND: kind})
    make_runner(new_session, engine_database, work).run_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])

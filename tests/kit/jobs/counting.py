"""A job to watch: each step counts itself in the database and writes a line into a file.

Run as a program it is a worker of its own process: `python -m tests.kit.jobs.counting DATABASE
ENGINE_DATABASE LOG [SECONDS]`, where each step lasts SECONDS.
"""

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID, uuid5

from app.kit.clock import system_clock
from app.kit.db import Session, SessionFactory, make_engine, make_session_factory
from app.kit.jobs import JobKind, JobRunner, Retry, Work
from app.kit.jobs.dbos_engine import DbosEngine
from app.kit.logging import configure_logging
from app.kit.repository import LimitRepository

STEPS = 5
KIND = "count"


def step_ids(subject_id: UUID) -> list[UUID]:
    return [uuid5(subject_id, str(number)) for number in range(STEPS)]


class Counting:
    """The kind of job; a step is done when its row is there, and then it is not done again."""

    def __init__(self, log: Path, *, seconds: float = 0) -> None:
        self._log = log
        self._seconds = seconds

    def kind(self) -> JobKind:
        return JobKind(list_steps=self.list_steps, run_step=self.run_step)

    def list_steps(self, session: Session, subject_id: UUID) -> Sequence[UUID]:
        del session
        self.note("list")
        return step_ids(subject_id)

    def run_step(self, session: Session, subject_id: UUID, step_id: UUID) -> None:
        number = step_ids(subject_id).index(step_id)
        self.note(f"begin {number}")
        time.sleep(self._seconds)
        session.write()
        LimitRepository(session).take(str(step_id), period="count", amount=1, limit=1)
        self.note(f"end {number}")

    def note(self, line: str) -> None:
        with self._log.open("a") as file:
            file.write(f"{line}\n")


def make_runner(
    new_session: SessionFactory,
    engine_url: str,
    kind: JobKind,
    *,
    stands_in: bool = False,
    clock: object = system_clock,
) -> JobRunner:
    return JobRunner(
        new_session=new_session,
        clock=clock,  # type: ignore[arg-type]
        engine=DbosEngine(engine_url),
        work=Work(
            new_session=new_session,
            clock=clock,  # type: ignore[arg-type]
            kinds={KIND: kind},
            retry=Retry(pause_seconds=0.05),
        ),
        stands_in=stands_in,
    )


def main(database: str, engine_database: str, log: str, seconds: str = "0") -> None:
    configure_logging()
    new_session = make_session_factory(make_engine(database))
    kind = Counting(Path(log), seconds=float(seconds)).kind()
    make_runner(new_session, engine_database, kind).run_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])

"""An office with a job to watch: its database, its engine, and workers in threads or processes."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from uuid import UUID, uuid4

from sqlalchemy import select

from app.kit.clock import Clock, system_clock
from app.kit.db import SessionFactory, write_transaction
from app.kit.jobs import Job, JobExecutor, JobKind, JobRepository, JobRunner, Work, order_job
from app.kit.models import LimitUse
from tests.databases import Database
from tests.kit.jobs.counting import KIND, PERIOD, Counting, make_runner, make_work

ROOT = Path(__file__).parents[3]
PATIENCE_SECONDS = 60


class JobOffice:
    """One database and what workers on it did."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database = database
        self.log = folder / "log"
        self.log.touch()
        is_sqlite = database.kind == "sqlite"
        self.engine_url = f"sqlite:///{folder / 'jobs.sqlite'}" if is_sqlite else database.url

    @property
    def new_session(self) -> SessionFactory:
        """Return where sessions come from."""
        return self.database.new_session

    @property
    def lines(self) -> list[str]:
        """Return what the steps noted."""
        return self.log.read_text().splitlines()

    def order(self, subject_id: UUID | None = None) -> UUID:
        """Order a job."""
        with write_transaction(self.new_session) as session:
            return order_job(session, KIND, subject_id or uuid4(), now=system_clock())

    def job(self, job_id: UUID) -> Job:
        """Return a job as it stands."""
        with self.new_session() as session:
            job = JobRepository(session).find(job_id)
        assert job is not None
        return job

    def is_on_record(self, job_id: UUID) -> bool:
        """Say whether there is such a job."""
        with self.new_session() as session:
            return JobRepository(session).find(job_id) is not None

    def counts(self) -> list[int]:
        """Return how often each step was counted."""
        with self.new_session() as session:
            counted = select(LimitUse.used).where(LimitUse.period == PERIOD)
            return list(session.scalars(counted))

    def work(self, kind: JobKind | None = None, *, clock: Clock = system_clock) -> Work:
        """Return the work of a process."""
        return make_work(self.new_session, clock, {KIND: kind or Counting(self.log).kind()})

    def runner(
        self, work: Work | None = None, *, clock: Clock = system_clock, stands_in: bool = False
    ) -> JobRunner:
        """Return a runner for this process."""
        return make_runner(
            self.new_session,
            self.engine_url,
            work or self.work(clock=clock),
            clock=clock,
            stands_in=stands_in,
        )

    @contextmanager
    def worker(self, *, seconds: float) -> Iterator[subprocess.Popen[bytes]]:
        """Start a worker in a process of its own; killed at the end unless it was before."""
        arguments = [self.database.url, self.engine_url, str(self.log), str(seconds)]
        process = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-m", "tests.kit.jobs.counting", *arguments],
            cwd=ROOT,
            stderr=subprocess.DEVNULL,
        )
        try:
            yield process
        finally:
            kill(process)

    def executors(self) -> int:
        """Return how many processes run jobs."""
        with self.new_session() as session:
            return len(session.scalars(select(JobExecutor.id)).all())

    def let_time_pass(self) -> None:
        """Let the last signs of life of all processes be old; who lives signs again."""
        with write_transaction(self.new_session) as session:
            for executor in session.scalars(select(JobExecutor)):
                executor.seen_at = executor.seen_at.replace(year=executor.seen_at.year - 1)


def kill(process: subprocess.Popen[bytes]) -> None:
    """Send kill -9 and wait until the process is gone."""
    if process.poll() is None:
        os.kill(process.pid, signal.SIGKILL)
    process.wait()


def in_a_thread(act: Callable[[], object]) -> None:
    """Do something where no event loop runs, as the service does."""
    thread = Thread(target=act)
    thread.start()
    thread.join(PATIENCE_SECONDS)
    assert not thread.is_alive()


def wait_until(is_so: Callable[[], bool]) -> None:
    """Wait for what another process does."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.05)

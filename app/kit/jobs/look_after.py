"""Looking after jobs that nobody is at work on any more: one process at a time does it."""

from datetime import datetime, timedelta
from uuid import UUID

from app.kit.db import Session, SessionFactory, write_transaction
from app.kit.jobs.port import JobEngine, JobState
from app.kit.jobs.repository import ExecutorRepository, JobRepository
from app.kit.logging import log

SILENT_AFTER = timedelta(seconds=30)
KEPT = timedelta(days=30)
FORGOTTEN_AT_ONCE = 200


class Caretaker:
    """Puts back what was left behind, hands over again what was lost, forgets what is old."""

    def __init__(self, *, new_session: SessionFactory, executor_id: UUID) -> None:
        self._new_session = new_session
        self._executor_id = executor_id
        self._idle_before: set[UUID] = set()

    def look_after(self, engine: JobEngine, now: datetime) -> None:
        """Do all of it once."""
        with write_transaction(self._new_session) as session:
            executors = ExecutorRepository(session)
            executors.lock()
            live = executors.drop_silent(before=now - SILENT_AFTER)
            for job_id in self._left_behind(engine, live):
                engine.take_over(job_id)
                log("job_taken_over", job=job_id)
            _hand_lost_ones_over(engine, session)
            _forget(engine, session, now)

    def _left_behind(self, engine: JobEngine, live: set[UUID]) -> set[UUID]:
        """Return jobs of processes that are gone, and those that fell out of work in this one."""
        holdings = engine.holdings()
        gone = {one.job_id for one in holdings if one.executor_id not in live}
        own = {one.job_id for one in holdings if one.executor_id == self._executor_id}
        idle = own - engine.running_here()
        stranded = idle & self._idle_before  # a job just taken is not at work yet: look twice
        self._idle_before = idle - stranded
        return gone | stranded


def _hand_lost_ones_over(engine: JobEngine, session: Session) -> None:
    """Submit again what the engine no longer has, as after a backup of one database only."""
    jobs = JobRepository(session)
    handed = set(jobs.in_state(JobState.HANDED))
    open_jobs = engine.open_jobs()
    # Handed before the engine was asked and at no end after it: it must have been open.
    lost = (handed & set(jobs.in_state(JobState.HANDED))) - open_jobs
    if lost:
        engine.forget(lost)
    for job_id in lost:
        engine.submit(job_id)
        log("job_handed_again", job=job_id)


def _forget(engine: JobEngine, session: Session, now: datetime) -> None:
    jobs = JobRepository(session)
    old = jobs.ended_before(now - KEPT, limit=FORGOTTEN_AT_ONCE)
    if old:
        engine.forget(old)
        jobs.forget(old)

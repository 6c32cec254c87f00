"""The process that runs jobs: it feeds the engine from the outbox and shows that it is alive.

Every process has an id of its own and gives a sign of life every five seconds. What was begun by a
process that has been silent for thirty is put back in the queue by any other (`look_after.py`).
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Event
from uuid import uuid4

from app.kit.clock import Clock
from app.kit.db import SessionFactory, is_storage_full, write_transaction
from app.kit.jobs.look_after import KEPT, SILENT_AFTER, Caretaker
from app.kit.jobs.port import JobEngine, JobState, JobWork
from app.kit.jobs.repository import ExecutorRepository, JobRepository
from app.kit.logging import log

BEAT_SECONDS = 1.0
SIGN_EVERY = timedelta(seconds=5)


class JobRunner:
    """Runs jobs until told to stop; the engine is not started before there is a job.

    One that `stands_in` (a web server) leaves the work to a worker as long as one is alive.
    """

    def __init__(
        self,
        *,
        new_session: SessionFactory,
        clock: Clock,
        open_engine: Callable[[], JobEngine],
        work: JobWork,
        stands_in: bool = False,
    ) -> None:
        self._new_session = new_session
        self._clock = clock
        self._open_engine = open_engine
        self._engine: JobEngine | None = None
        self._work = work
        self._stands_in = stands_in
        self._id = uuid4()
        self._caretaker = Caretaker(new_session=new_session, executor_id=self._id)
        self._signed_at: datetime | None = None
        self._stop = Event()

    def run_forever(self) -> None:
        """Run jobs until stopped; call it in a thread that has no event loop."""
        self._run(lambda: False)

    def drain(self) -> None:
        """Run jobs until none is open, here or on another machine."""
        self._run(self._is_all_done)

    def stop(self) -> None:
        """Let the loop end; a job at work goes on elsewhere, or at the next start."""
        self._stop.set()
        self._work.stop()

    def beat(self) -> None:
        """Do once what the loop does every second."""
        now = self._clock()
        if not self._is_wanted(now):
            self._leave()
            return
        is_due = self._signed_at is None or now - self._signed_at >= SIGN_EVERY
        if is_due:
            self._sign(now)
        engine = self._started()
        self._hand_over(engine)
        if is_due:
            self._caretaker.look_after(engine, now)

    def _started(self) -> JobEngine:
        if self._engine is None:
            engine = self._open_engine()
            engine.start(self._id, self._work)
            self._engine = engine
        return self._engine

    def _run(self, is_over: Callable[[], bool]) -> None:
        try:
            while not self._stop.is_set():
                try:
                    self.beat()
                    if is_over():
                        return
                except Exception as error:  # noqa: BLE001 - a database that is away comes back
                    reason = "storage_full" if is_storage_full(error) else "not_yet"
                    log("job_runner_waits", reason=reason, kind=type(error).__name__)
                self._stop.wait(BEAT_SECONDS)
        finally:
            self._work.stop()
            self._leave()

    def _is_wanted(self, now: datetime) -> bool:
        with self._new_session() as session:
            if self._stands_in:
                since = now - SILENT_AFTER
                if ExecutorRepository(session).is_a_worker_alive(since=since):
                    return False
            jobs = JobRepository(session)
            is_begun = self._engine is not None
            return is_begun or jobs.is_any_open() or jobs.is_any_to_forget(before=now - KEPT)

    def _is_all_done(self) -> bool:
        with self._new_session() as session:
            return not JobRepository(session).is_any_open()

    def _sign(self, now: datetime) -> None:
        with write_transaction(self._new_session) as session:
            ExecutorRepository(session).sign(self._id, stands_in=self._stands_in, now=now)
        self._signed_at = now

    def _hand_over(self, engine: JobEngine) -> None:
        with self._new_session() as session:
            ordered = JobRepository(session).in_state(JobState.ORDERED)
        for job_id in ordered:
            engine.submit(job_id)  # again after a crash in between: it has the same id
            with write_transaction(self._new_session) as session:
                JobRepository(session).hand(job_id)

    def _leave(self) -> None:
        """Stop the engine; without our row, what it had begun can be taken over at once."""
        if self._engine is None:
            return
        engine, self._engine = self._engine, None
        engine.stop()
        self._signed_at = None
        with write_transaction(self._new_session) as session:
            ExecutorRepository(session).leave(self._id)

"""One job at work: its steps are found once, each is one transaction, its end goes on record."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from app.kit.clock import Clock
from app.kit.db import Session, SessionFactory, write_transaction
from app.kit.errors import AppError
from app.kit.jobs.port import JobState
from app.kit.jobs.repository import JobRepository
from app.kit.jobs.retry import Retry
from app.kit.logging import log

DONE = "done"
FAILED = "failed"
CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class JobKind:
    """A kind of long work about one subject, by the subject's id.

    `run_step` gets the ids of subject and step. It begins as a reader, asks for the write lock with
    `session.write()` after its slow work, and finds by its own rows whether it was done before: a
    step whose process died is run again. A refusal is counted, and the job goes on.
    """

    list_steps: Callable[[Session, UUID], Sequence[UUID]]
    run_step: Callable[[Session, UUID, UUID], object]


class Work:
    """What the engine calls for each job of these kinds."""

    def __init__(
        self,
        *,
        new_session: SessionFactory,
        clock: Clock,
        kinds: Mapping[str, JobKind],
        retry: Retry | None = None,
    ) -> None:
        self._new_session = new_session
        self._clock = clock
        self._kinds = kinds
        self._retry = retry or Retry()

    def stop(self) -> None:
        """Let every job of this process end after the step it is at."""
        self._retry.stop()

    def list_steps(self, job_id: UUID) -> list[str]:
        """Return the ids of a job's steps; none where the job itself was refused, which ends it."""
        found = self._retry.until_it_works(job_id, lambda: self._find(job_id), otherwise=None)
        if found is None:
            self._end_as(job_id, JobState.FAILED, 0)
        return found or []

    def run_step(self, job_id: UUID, step_id: UUID) -> str:
        """Do one step; return `done`, the reason of its refusal, `failed` or `cancelled`."""
        act = lambda: self._run(job_id, step_id)  # noqa: E731 - said once, where it is used
        return self._retry.until_it_works(job_id, act, otherwise=FAILED)

    def end(self, job_id: UUID, words: Sequence[str]) -> str:
        """Put the end of a job on record, unless it had one before."""
        refused = sum(word != DONE for word in words)
        return self._end_as(job_id, JobState.FAILED if refused else JobState.DONE, refused)

    def _find(self, job_id: UUID) -> list[str] | None:
        with self._new_session() as session:
            job = JobRepository(session).find(job_id)
            if job is None or job.state == JobState.CANCELLED:
                return []
            try:
                steps = self._kinds[job.kind].list_steps(session, job.subject_id)
            except AppError as error:
                log("job_refused", job=job_id, reason=error.reason)
                return None
            session.write()
            JobRepository(session).note_steps(job_id, len(steps))
            session.finish()
        return [str(step) for step in steps]

    def _run(self, job_id: UUID, step_id: UUID) -> str:
        with self._new_session() as session:
            job = JobRepository(session).find(job_id)
            if job is None or job.state == JobState.CANCELLED:
                return CANCELLED
            try:
                self._kinds[job.kind].run_step(session, job.subject_id, step_id)
            except AppError as error:
                log("job_step_refused", job=job_id, step=step_id, reason=error.reason)
                return error.reason
            session.write()
            JobRepository(session).count_step(job_id)
            session.finish()
        return DONE

    def _end_as(self, job_id: UUID, state: JobState, refused: int) -> str:
        def end() -> str:
            with write_transaction(self._new_session) as session:
                jobs, now = JobRepository(session), self._clock()
                is_first = jobs.end(job_id, state, now=now, refused=refused)
            log("job_ended", job=job_id, state=state, refused=refused, is_first=is_first)
            return state.value

        return self._retry.until_it_works(job_id, end, otherwise=FAILED)

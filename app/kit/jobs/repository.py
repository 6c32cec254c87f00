"""Every query about jobs and the processes that run them."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, delete, select, update

from app.kit.db import Session, insert_if_absent, lock_table
from app.kit.jobs.models import Job, JobExecutor
from app.kit.jobs.port import JobState

OPEN = (JobState.ORDERED.value, JobState.HANDED.value)


class JobRepository:
    """Reads and writes jobs within one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def order(self, kind: str, subject_id: UUID, *, now: datetime) -> UUID:
        """Return the id of the open job of a subject, made now unless it was there."""
        made = (
            insert_if_absent(self._session, Job)
            .values(
                id=uuid4(),
                kind=kind,
                subject_id=subject_id,
                state=JobState.ORDERED.value,
                steps=0,
                steps_done=0,
                steps_refused=0,
                ordered_at=now,
                ended_at=None,
            )
            .on_conflict_do_nothing()
            .returning(Job.id)
        )
        is_its_own = (Job.kind == kind) & (Job.subject_id == subject_id) & Job.state.in_(OPEN)
        found: UUID | None = self._session.scalar(made)
        return found or self._session.scalars(select(Job.id).where(is_its_own)).one()

    def find(self, job_id: UUID) -> Job | None:
        """Return a job as it stands now."""
        return self._session.get(Job, job_id, populate_existing=True)

    def last_of(self, kind: str, subject_id: UUID) -> Job | None:
        """Return the newest job of a subject."""
        its_own = select(Job).where(Job.kind == kind, Job.subject_id == subject_id)
        return self._session.scalars(its_own.order_by(Job.ordered_at.desc()).limit(1)).one_or_none()

    def in_state(self, state: JobState) -> list[UUID]:
        """Return the jobs in a state, the oldest first."""
        found = select(Job.id).where(Job.state == state.value).order_by(Job.ordered_at)
        return list(self._session.scalars(found))

    def is_any_open(self) -> bool:
        """Say whether there is a job that is not at its end."""
        return self._is_any(Job.state.in_(OPEN))

    def is_any_to_forget(self, *, before: datetime) -> bool:
        """Say whether there is a job that ended before a moment."""
        return self._is_any(Job.ended_at < before)

    def hand(self, job_id: UUID) -> None:
        """Note that the engine has a job."""
        self._session.execute(
            update(Job)
            .where(Job.id == job_id, Job.state == JobState.ORDERED.value)
            .values(state=JobState.HANDED.value)
        )

    def note_steps(self, job_id: UUID, steps: int) -> None:
        """Note how many steps a job has."""
        noted = update(Job).where(Job.id == job_id).values(steps=steps, steps_done=0)
        self._session.execute(noted)

    def count_step(self, job_id: UUID) -> None:
        """Count one more step that is over; one repeated after a crash is not counted past all."""
        self._session.execute(
            update(Job)
            .where(Job.id == job_id, Job.steps_done < Job.steps)
            .values(steps_done=Job.steps_done + 1)
        )

    def end(self, job_id: UUID, state: JobState, *, now: datetime, refused: int = 0) -> bool:
        """Bring a job to its end; False when it had come to one before."""
        ended = {"state": state.value, "ended_at": now, "steps_refused": refused}
        return self._session.changed(
            update(Job).where(Job.id == job_id, Job.state.in_(OPEN)).values(ended)
        )

    def ended_before(self, moment: datetime, *, limit: int) -> list[UUID]:
        """Return jobs that ended before a moment."""
        return list(self._session.scalars(select(Job.id).where(Job.ended_at < moment).limit(limit)))

    def forget(self, job_ids: Collection[UUID]) -> None:
        """Delete jobs."""
        self._session.execute(delete(Job).where(Job.id.in_(job_ids)))

    def _is_any(self, condition: ColumnElement[bool]) -> bool:
        return self._session.scalars(select(Job.id).where(condition).limit(1)).first() is not None


class ExecutorRepository:
    """Reads and writes the processes that run jobs."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def lock(self) -> None:
        """Let one process at a time look after the others."""
        self._session.write()
        lock_table(self._session, JobExecutor.__tablename__)

    def sign(self, executor_id: UUID, *, stands_in: bool, now: datetime) -> None:
        """Give a sign of life."""
        sign = update(JobExecutor).where(JobExecutor.id == executor_id).values(seen_at=now)
        if not self._session.changed(sign):
            self._session.add(JobExecutor(id=executor_id, stands_in=stands_in, seen_at=now))

    def leave(self, executor_id: UUID) -> None:
        """Say that a process has stopped; what it had begun can be taken over at once."""
        self._session.execute(delete(JobExecutor).where(JobExecutor.id == executor_id))

    def drop_silent(self, *, before: datetime) -> set[UUID]:
        """Forget processes that were silent since a moment; return those that live."""
        self._session.execute(delete(JobExecutor).where(JobExecutor.seen_at < before))
        return set(self._session.scalars(select(JobExecutor.id)))

    def is_a_worker_alive(self, *, since: datetime) -> bool:
        """Say whether a process whose work this is has given a sign since a moment."""
        workers = select(JobExecutor.id).where(~JobExecutor.stands_in, JobExecutor.seen_at >= since)
        return self._session.scalars(workers.limit(1)).first() is not None

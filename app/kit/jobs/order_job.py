"""Order a job in the transaction that makes it needed, or call one off."""

from datetime import datetime
from uuid import UUID

from app.kit.db import Session
from app.kit.errors import ConflictError
from app.kit.jobs.port import JobState
from app.kit.jobs.repository import JobRepository


def order_job(session: Session, kind: str, subject_id: UUID, *, now: datetime) -> UUID:
    """Return the id of the open job about a subject, ordered now unless it was there.

    The order is a row of this transaction: rolled back, no job was ever ordered; committed, no
    crash can lose it.
    """
    session.write()
    return JobRepository(session).order(kind, subject_id, now=now)


def cancel_job(session: Session, job_id: UUID, *, now: datetime) -> None:
    """Call a job off; a step at work comes to its end, no other one begins.

    Raises:
        ConflictError: `job_is_over`.
    """
    session.write()
    if not JobRepository(session).end(job_id, JobState.CANCELLED, now=now):
        raise ConflictError("job_is_over")

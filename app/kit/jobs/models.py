"""Tables of jobs: the outbox from which the engine is fed, and the processes that run it."""

from datetime import datetime
from uuid import UUID

from app.kit.db import DataClass, Index, Mapped, Model, column, one_of, sql_text
from app.kit.jobs.port import JobState

MONTH = "30 days after its end"
WHILE_ALIVE = "with the process"
OPEN_STATES = "state IN ('ordered', 'handed')"


class Job(Model):
    """One piece of long work, ordered in the transaction that makes it needed."""

    __tablename__ = "jobs"
    __table_args__ = (
        one_of("state", JobState),
        Index(
            "one_open_job_per_subject",
            "kind",
            "subject_id",
            unique=True,
            sqlite_where=sql_text(OPEN_STATES),
            postgresql_where=sql_text(OPEN_STATES),
        ),
        Index(None, "state"),
    )

    id: Mapped[UUID] = column(
        primary_key=True,
        purpose="row id, and the engine's id of the job",
        data=DataClass.OPERATIONAL,
        clock=MONTH,
    )
    kind: Mapped[str] = column(
        purpose="what is to be done", data=DataClass.OPERATIONAL, clock=MONTH
    )
    subject_id: Mapped[UUID] = column(
        purpose="id of the row it is about", data=DataClass.LINK, clock=MONTH
    )
    state: Mapped[str] = column(purpose="where it stands", data=DataClass.OPERATIONAL, clock=MONTH)
    steps: Mapped[int] = column(purpose="how many steps it has", data=DataClass.COUNT, clock=MONTH)
    steps_done: Mapped[int] = column(
        purpose="steps that are over", data=DataClass.COUNT, clock=MONTH
    )
    steps_refused: Mapped[int] = column(
        purpose="steps that were refused, counted at the end", data=DataClass.COUNT, clock=MONTH
    )
    ordered_at: Mapped[datetime] = column(
        purpose="how long it waits", data=DataClass.OPERATIONAL, clock=MONTH
    )
    ended_at: Mapped[datetime | None] = column(
        purpose="when it may be forgotten", data=DataClass.OPERATIONAL, clock=MONTH
    )


class JobExecutor(Model):
    """A process that runs jobs; silent for too long, its jobs are taken over."""

    __tablename__ = "job_executors"

    id: Mapped[UUID] = column(
        primary_key=True,
        purpose="the process, new at every start",
        data=DataClass.OPERATIONAL,
        clock=WHILE_ALIVE,
    )
    stands_in: Mapped[bool] = column(
        purpose="a web server, which runs jobs while there is no worker",
        data=DataClass.OPERATIONAL,
        clock=WHILE_ALIVE,
    )
    seen_at: Mapped[datetime] = column(
        purpose="last sign of life", data=DataClass.OPERATIONAL, clock=WHILE_ALIVE
    )

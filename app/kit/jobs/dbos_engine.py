"""The engine behind the port: DBOS, of which only the MIT core is used (decision 0023).

Nothing else imports it. Every option that needs a key of its vendor stays unset.
"""

import logging
from collections.abc import Callable, Collection
from typing import Any
from uuid import UUID

from dbos import DBOS, Serializer, SetWorkflowID
from dbos._serialization import DefaultSerializer

from app.kit.jobs.engine_log import quiet_logger
from app.kit.jobs.port import Holding, JobWork
from app.kit.jobs.words_only import read_words, write_words

APPLICATION_VERSION = "1"
"""Raised by hand when `_run` changes its order of steps, after `tessera worker --drain`: a job of
another version is never picked up."""

SCHEMA = "jobs_engine"
QUEUE = "jobs"
AT_ONCE = 2
POOL_SIZE = 5
BEGUN = "PENDING"
OPEN = ["PENDING", "ENQUEUED", "DELAYED"]


class WordsOnly(Serializer):
    """Writes JSON of words; the default is a pickle, which runs code when it is read."""

    def name(self) -> str:
        """Name the format in each row."""
        return "words_only"

    def serialize(self, data: Any) -> str:  # noqa: ANN401 - the engine's signature
        """Return JSON of words, or raise a TypeError."""
        return write_words(data)

    def deserialize(self, serialized_data: str) -> Any:  # noqa: ANN401 - the engine's signature
        """Return what was written."""
        return read_words(serialized_data)


def _refuse(_: object, text: str) -> Any:  # noqa: ANN401 - the engine's signature
    raise TypeError(f"a pickle of {len(text)} characters is not read")


# A row may name its own format: who can write to the database must not run code in the worker.
DefaultSerializer.deserialize = _refuse  # type: ignore[assignment,method-assign]


class DbosEngine:
    """One per process: DBOS keeps its own state in globals."""

    def __init__(self, database_url: str) -> None:
        self._database_url = database_url
        self._running: list[UUID] = []
        self._work: JobWork
        self._job: Any = None

    def start(self, executor_id: UUID, work: JobWork) -> None:
        """Make or migrate the engine's own tables and begin to take jobs."""
        quiet_logger(logging.getLogger("dbos"))
        self._work = work
        DBOS(
            config={
                "name": "tessera",
                "system_database_url": self._database_url,
                "dbos_system_schema": SCHEMA,
                "sys_db_pool_size": POOL_SIZE,
                "application_version": APPLICATION_VERSION,
                "executor_id": str(executor_id),
                "serializer": WordsOnly(),
                "log_level": "WARNING",
                "enable_otlp": False,
            }
        )
        # Without a limit of attempts: a worker that is killed a hundred times loses no job.
        self._job = DBOS.workflow(name="job", max_recovery_attempts=None)(self._as_function())
        try:
            DBOS.launch()
            DBOS.register_queue(QUEUE, worker_concurrency=AT_ONCE, polling_interval_sec=1.0)
        except BaseException:
            DBOS.destroy(destroy_registry=True)
            raise

    def stop(self) -> None:
        """Take no further job and let go of the database."""
        DBOS.destroy(destroy_registry=True)

    def submit(self, job_id: UUID) -> None:
        """Queue a job under its own id; a second time changes nothing."""
        with SetWorkflowID(str(job_id)):
            DBOS.enqueue_workflow(QUEUE, self._job, str(job_id))

    def open_jobs(self) -> set[UUID]:
        """Return the jobs that wait or run."""
        return {UUID(one.workflow_id) for one in _listed(OPEN)}

    def holdings(self) -> list[Holding]:
        """Return the jobs that executors have begun."""
        return [
            Holding(UUID(one.workflow_id), UUID(one.executor_id))
            for one in _listed([BEGUN])
            if one.executor_id
        ]

    def running_here(self) -> set[UUID]:
        """Return the jobs at work in this process."""
        return set(self._running)

    def take_over(self, job_id: UUID) -> None:
        """Put a job back in the queue; whoever still writes for it from elsewhere is refused."""
        DBOS.resume_workflow(str(job_id), queue_name=QUEUE)

    def forget(self, job_ids: Collection[UUID]) -> None:
        """Delete everything about jobs."""
        DBOS.delete_workflows([str(job_id) for job_id in job_ids])

    def _as_function(self) -> Callable[[str], str]:
        def run(job: str) -> str:  # a method cannot be registered
            return self._run(job)

        return run

    def _run(self, job: str) -> str:
        """Run one job; what is done inside `run_step` is remembered and never done again."""
        job_id = UUID(job)
        self._running.append(job_id)
        try:
            steps = DBOS.run_step({"name": "list_steps"}, self._work.list_steps, job_id)
            words = [
                DBOS.run_step({"name": "run_step"}, self._work.run_step, job_id, UUID(step))
                for step in steps
            ]
            return DBOS.run_step({"name": "end"}, self._work.end, job_id, words)
        finally:
            self._running.remove(job_id)


def _listed(states: list[str]) -> list[Any]:
    return DBOS.list_workflows(status=states, load_input=False, load_output=False)

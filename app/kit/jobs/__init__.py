"""Work that waits: recurring tasks, and jobs of many steps that survive a crash."""

from app.kit.jobs.due_tasks import LEASE, LeaseLostError, Task, Worker
from app.kit.jobs.models import Job, JobExecutor
from app.kit.jobs.order_job import cancel_job, order_job
from app.kit.jobs.port import Holding, JobEngine, JobInterruptedError, JobState, JobWork
from app.kit.jobs.repository import ExecutorRepository, JobRepository
from app.kit.jobs.retry import Retry
from app.kit.jobs.runner import JobRunner
from app.kit.jobs.work import JobKind, Work

__all__ = [
    "LEASE",
    "ExecutorRepository",
    "Holding",
    "Job",
    "JobEngine",
    "JobExecutor",
    "JobInterruptedError",
    "JobKind",
    "JobRepository",
    "JobRunner",
    "JobState",
    "JobWork",
    "LeaseLostError",
    "Retry",
    "Task",
    "Work",
    "Worker",
    "cancel_job",
    "order_job",
]

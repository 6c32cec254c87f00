"""Jobs on the real engine: each step once, through crashes, on both databases."""

from pathlib import Path
from uuid import UUID, uuid4

import pytest

from app.kit.db import Session
from app.kit.jobs import JobKind, JobRunner, JobState
from tests.databases import Database
from tests.kit.jobs.counting import STEPS, Counting, step_ids
from tests.kit.jobs.offices import JobOffice, in_a_thread, kill, wait_until

ALL = ["list", *(f"begin {number}" for number in range(STEPS))]


@pytest.fixture
def office(database: Database, tmp_path: Path) -> JobOffice:
    return JobOffice(database, tmp_path)


@pytest.fixture
def sqlite_office(sqlite_database: Database, tmp_path: Path) -> JobOffice:
    return JobOffice(sqlite_database, tmp_path)


def test_a_job_is_done_step_by_step_and_its_end_is_on_record(office: JobOffice) -> None:
    job_id = office.order()
    in_a_thread(office.runner().drain)
    job = office.job(job_id)
    assert (job.state, job.steps, job.steps_done) == (JobState.DONE, STEPS, STEPS)
    assert office.lines == ALL
    assert office.counts() == [1] * STEPS


def test_without_a_job_no_engine_is_started(sqlite_office: JobOffice, tmp_path: Path) -> None:
    in_a_thread(sqlite_office.runner().drain)
    assert not (tmp_path / "jobs.sqlite").exists()


def test_a_killed_worker_s_job_goes_on_at_the_step_that_failed(office: JobOffice) -> None:
    job_id = office.order()
    with office.worker(seconds=0.5) as worker:
        wait_until(lambda: "begin 2" in office.lines)
        kill(worker)
    office.let_time_pass()
    in_a_thread(office.runner().drain)
    assert office.job(job_id).state == JobState.DONE
    assert office.lines == [*ALL[:4], "begin 2", *ALL[4:]]
    assert office.counts() == [1] * STEPS


@pytest.mark.postgres
def test_another_worker_that_is_alive_takes_over_when_the_first_falls_silent(
    postgresql_database: Database, tmp_path: Path
) -> None:
    office = JobOffice(postgresql_database, tmp_path)
    job_id = office.order()
    with office.worker(seconds=0.5) as first:
        wait_until(lambda: "begin 1" in office.lines)
        with office.worker(seconds=0):
            wait_until(lambda: office.executors() == 2)
            kill(first)
            office.let_time_pass()
            wait_until(lambda: office.job(job_id).state == JobState.DONE)
    assert office.lines.count("list") == 1
    assert office.counts() == [1] * STEPS


def test_a_process_that_stops_leaves_its_job_to_the_next_at_once(office: JobOffice) -> None:
    runners: list[JobRunner] = []
    counting = Counting(office.log)

    def stop_after_two(session: Session, subject_id: UUID, step_id: UUID) -> None:
        counting.run_step(session, subject_id, step_id)
        if step_id == step_ids(subject_id)[1]:
            runners[0].stop()

    kind = JobKind(list_steps=counting.list_steps, run_step=stop_after_two)
    job_id = office.order()
    runners.append(office.runner(office.work(kind)))
    in_a_thread(runners[0].run_forever)
    assert office.job(job_id).state == JobState.HANDED
    in_a_thread(office.runner().drain)
    assert office.job(job_id).state == JobState.DONE
    begun = [
        line for line in office.lines if line != "begin 1"
    ]  # again if it was not noted in time
    assert begun == [line for line in ALL if line != "begin 1"]
    assert office.counts() == [1] * STEPS


def test_a_job_that_the_engine_has_lost_is_handed_over_again(
    sqlite_office: JobOffice, tmp_path: Path
) -> None:
    office = sqlite_office
    job_id = office.order()
    with office.worker(seconds=0.5) as worker:
        wait_until(lambda: "begin 1" in office.lines)
        kill(worker)
    for path in tmp_path.glob("jobs.sqlite*"):
        path.unlink()
    in_a_thread(office.runner().drain)
    assert office.job(job_id).state == JobState.DONE
    assert office.counts() == [1] * STEPS


def test_a_web_server_leaves_jobs_to_a_worker_that_is_alive(office: JobOffice) -> None:
    with office.worker(seconds=0.2):
        first = office.order()
        wait_until(lambda: office.job(first).state == JobState.DONE)
        second = office.order()
        standing_in = office.runner(stands_in=True)
        standing_in.beat()
        assert office.executors() == 1
        wait_until(lambda: office.job(second).state == JobState.DONE)
    office.let_time_pass()
    third = office.order(uuid4())
    in_a_thread(office.runner(stands_in=True).drain)
    assert office.job(third).state == JobState.DONE

"""One job at work without an engine: refusals are counted, trouble that passes is waited for."""

import pickle
from base64 import b64encode
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from threading import Thread
from uuid import UUID, uuid4

import pytest
from sqlalchemy.exc import OperationalError

from app.kit.clock import system_clock
from app.kit.db import Session, write_transaction
from app.kit.errors import ConflictError, RefusedError
from app.kit.jobs import (
    JobInterruptedError,
    JobKind,
    JobState,
    Work,
    cancel_job,
    order_job,
)
from app.kit.jobs.words_only import read_words, write_words
from tests.databases import Database
from tests.kit.jobs.counting import KIND, STEPS, Counting, step_ids
from tests.kit.jobs.offices import JobOffice, in_a_thread


@pytest.fixture
def office(database: Database, tmp_path: Path) -> JobOffice:
    return JobOffice(database, tmp_path)


@pytest.fixture
def sqlite_office(sqlite_database: Database, tmp_path: Path) -> JobOffice:
    return JobOffice(sqlite_database, tmp_path)


def do(work: Work, job_id: UUID) -> list[str]:
    """Do what the engine does."""
    words = [work.run_step(job_id, UUID(step)) for step in work.list_steps(job_id)]
    work.end(job_id, words)
    return words


def failing(office: JobOffice, fail: Callable[[int], None]) -> JobKind:
    """Return the kind whose steps call `fail` with their number first."""
    counting = Counting(office.log)

    def run_step(session: Session, subject_id: UUID, step_id: UUID) -> None:
        fail(step_ids(subject_id).index(step_id))
        counting.run_step(session, subject_id, step_id)

    return JobKind(list_steps=counting.list_steps, run_step=run_step)


def test_an_order_that_is_rolled_back_was_never_made(office: JobOffice) -> None:
    with office.new_session() as session:
        job_id = order_job(session, KIND, uuid4(), now=system_clock())
        session.abandon()
    assert not office.is_on_record(job_id)


def test_about_one_subject_there_is_one_open_job(office: JobOffice) -> None:
    subject_id = uuid4()
    first = office.order(subject_id)
    assert office.order(subject_id) == first
    do(office.work(), first)
    assert office.order(subject_id) != first


def test_a_refused_step_is_counted_and_the_job_goes_on(office: JobOffice) -> None:
    def refuse(number: int) -> None:
        if number == 1:
            raise RefusedError("not_today")

    job_id = office.order()
    words = do(office.work(failing(office, refuse)), job_id)
    job = office.job(job_id)
    assert words == ["done", "not_today", "done", "done", "done"]
    assert (job.state, job.steps_done, job.steps_refused) == (JobState.FAILED, STEPS - 1, 1)


def test_a_database_that_is_away_is_waited_for(office: JobOffice) -> None:
    away = [True] * 7

    def fail(number: int) -> None:
        if number == 2 and away:
            away.pop()
            raise OperationalError("SELECT 1", {}, ConnectionError("gone"))

    job_id = office.order()
    assert do(office.work(failing(office, fail)), job_id) == ["done"] * STEPS
    assert away == []


def test_a_step_at_fault_is_tried_three_times_and_stops_no_other(office: JobOffice) -> None:
    tried: list[int] = []

    def fail(number: int) -> None:
        tried.append(number)
        if number == 0:
            raise ZeroDivisionError

    words = do(office.work(failing(office, fail)), office.order())
    assert words == ["failed", *["done"] * (STEPS - 1)]
    assert tried == [0, 0, 0, 1, 2, 3, 4]


def test_a_job_that_is_refused_as_a_whole_ends_as_failed(office: JobOffice) -> None:
    def refuse(session: Session, subject_id: UUID) -> list[UUID]:
        del session, subject_id
        raise RefusedError("no_such_thing")

    job_id = office.order()
    kind = JobKind(list_steps=refuse, run_step=Counting(office.log).run_step)
    assert do(office.work(kind), job_id) == []
    assert office.job(job_id).state == JobState.FAILED


def test_a_job_called_off_begins_no_further_step_and_ends_once(office: JobOffice) -> None:
    job_id = office.order()

    def call_off(number: int) -> None:
        if number == 1:
            in_a_thread(lambda: cancel(office, job_id))

    assert do(office.work(failing(office, call_off)), job_id)[2:] == ["cancelled"] * 3
    assert office.job(job_id).state == JobState.CANCELLED
    with pytest.raises(ConflictError, match="job_is_over"):
        cancel(office, job_id)
    assert do(office.work(), job_id) == []


def cancel(office: JobOffice, job_id: UUID) -> None:
    with write_transaction(office.new_session) as session:
        cancel_job(session, job_id, now=system_clock())


def test_a_process_that_stops_interrupts_what_waits(sqlite_office: JobOffice) -> None:
    office = sqlite_office
    works: list[Work] = []

    def fail(number: int) -> None:
        del number
        works[0].stop()
        raise OperationalError("SELECT 1", {}, ConnectionError("gone"))

    work = office.work(failing(office, fail))
    works.append(work)
    job_id = office.order()
    (step, *_) = work.list_steps(job_id)
    with pytest.raises(JobInterruptedError):
        work.run_step(job_id, UUID(step))
    with pytest.raises(JobInterruptedError):
        work.end(job_id, [])


def test_jobs_are_forgotten_a_month_after_their_end(sqlite_office: JobOffice) -> None:
    office = sqlite_office
    job_id = office.order()
    in_a_thread(office.runner().drain)

    def later() -> None:
        runner = office.runner(clock=lambda: system_clock() + timedelta(days=31))
        Thread(target=runner.stop).start()
        runner.beat()
        runner.run_forever()

    in_a_thread(later)
    assert not office.is_on_record(job_id)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param("Ana Torres", id="a name"),
        pytest.param(["done", 1970], id="a number"),
        pytest.param({"args": [None]}, id="nothing"),
        pytest.param(b"%PDF", id="bytes"),
        pytest.param(["x" * 81], id="a long text"),
    ],
)
def test_the_engine_stores_ids_and_words_only(data: object) -> None:
    with pytest.raises(TypeError):
        write_words(data)


def test_ids_and_words_come_back_and_an_error_keeps_its_kind_alone() -> None:
    stored = {"args": [str(uuid4())], "kwargs": {}}
    assert read_words(write_words(stored)) == stored
    assert read_words(write_words(ValueError("Ana Torres"))) == "ValueError"


def test_the_engine_reads_no_pickle() -> None:
    from dbos._serialization import deserialize_value  # noqa: PLC0415 - what a row reaches

    from app.kit.jobs.dbos_engine import WordsOnly  # noqa: PLC0415 - loads the engine

    text = b64encode(pickle.dumps("done")).decode()
    with pytest.raises(TypeError, match="pickle"):
        deserialize_value(text, "py_pickle", WordsOnly())
    assert deserialize_value('"done"', "words_only", WordsOnly()) == "done"

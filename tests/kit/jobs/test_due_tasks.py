"""Work that waits: each task once, by one worker at a time, taken over when a lease has run out."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from app.kit.db import Session, SessionFactory, make_session_factory, write_transaction
from app.kit.jobs import LEASE, Task, Worker
from app.kit.models import DueTask
from app.kit.repository import WORKER_SIGN, DueTaskRepository
from tests.clocks import NOON, MovableClock
from tests.databases import Database

HOUR = timedelta(hours=1)


class Office:
    """A database, a clock, and a list of what workers did."""

    def __init__(self, new_session: SessionFactory) -> None:
        self.new_session = new_session
        self.clock = MovableClock()
        self.done: list[str] = []

    def worker(self, **tasks: Callable[[Session], None]) -> Worker:
        return Worker(
            new_session=self.new_session,
            clock=self.clock,
            tasks={name: Task(run=run, every=HOUR) for name, run in tasks.items()},
        )

    def note(self, name: str) -> Callable[[Session], None]:
        """Return a task that notes its name."""
        return lambda _: self.done.append(name)

    def row(self, name: str) -> DueTask:
        with self.new_session() as session:
            return session.get_one(DueTask, name)


@pytest.fixture
def office(database: Database) -> Office:
    return Office(make_session_factory(database.engine))


def test_a_task_is_done_once_and_again_when_it_is_due(office: Office) -> None:
    worker = office.worker(sweep=office.note("sweep"), count=office.note("count"))
    assert worker.run_due_tasks() == 2
    assert worker.run_due_tasks() == 0
    assert sorted(office.done) == ["count", "sweep"]
    assert office.row("sweep").due_at == NOON + HOUR
    assert office.row("sweep").lease_owner is None
    office.clock.move(hours=1)
    assert worker.run_due_tasks() == 2


def test_two_workers_share_the_work_and_do_nothing_twice(office: Office) -> None:
    names = [f"task_{number}" for number in range(6)]
    workers = [office.worker(**{name: office.note(name) for name in names}) for _ in range(2)]
    workers[0].run_due_tasks()
    office.clock.move(hours=1)
    office.done.clear()
    with ThreadPoolExecutor(2) as pool:
        counts = list(pool.map(lambda worker: worker.run_due_tasks(), workers))
    assert sum(counts) == 6
    assert sorted(office.done) == names


def test_a_task_that_fails_holds_up_no_other_and_is_tried_again_after_its_lease(
    office: Office,
) -> None:
    def fail(session: Session) -> None:
        DueTaskRepository(session).ensure(["left behind"], now=NOON)
        office.done.append("failed")
        raise RuntimeError("the disk is full")

    worker = office.worker(broken=fail, good=office.note("good"))
    assert worker.run_due_tasks() == 1
    assert sorted(office.done) == ["failed", "good"]
    with office.new_session() as session:
        assert session.get(DueTask, "left behind") is None
    assert worker.run_due_tasks() == 0
    office.clock.move(seconds=LEASE.total_seconds() + 1)
    worker.run_due_tasks()
    assert office.done.count("failed") == 2


def test_a_lease_is_taken_over_when_it_has_run_out_and_not_before(office: Office) -> None:
    first, second = uuid4(), uuid4()

    def take(owner: UUID) -> str | None:
        with write_transaction(office.new_session) as session:
            repository, now = DueTaskRepository(session), office.clock()
            return repository.take(names=["sweep"], owner=owner, now=now, lease=LEASE)

    with write_transaction(office.new_session) as session:
        DueTaskRepository(session).ensure(["sweep"], now=NOON)
    assert take(first) == "sweep"
    assert take(second) is None
    office.clock.move(seconds=60)
    assert take(second) is None
    office.clock.move(seconds=1)
    assert take(second) == "sweep"
    with write_transaction(office.new_session) as session:
        repository = DueTaskRepository(session)
        assert not repository.finish("sweep", owner=first, due_at=office.clock() + HOUR)
        assert repository.finish("sweep", owner=second, due_at=office.clock() + HOUR)


def test_what_was_done_after_the_lease_was_lost_is_rolled_back(office: Office) -> None:
    def lose_lease(session: Session) -> None:
        row = session.get_one(DueTask, "slow")
        row.lease_owner = uuid4()
        DueTaskRepository(session).ensure(["left behind"], now=NOON)
        session.flush()

    assert office.worker(slow=lose_lease).run_due_tasks() == 0
    with office.new_session() as session:
        names = set(session.scalars(select(DueTask.name)))
    assert names == {"slow", WORKER_SIGN}


def test_only_one_process_is_the_worker_until_it_falls_silent(office: Office) -> None:
    def live(owner: UUID, now: datetime) -> bool:
        with write_transaction(office.new_session) as session:
            repository = DueTaskRepository(session)
            repository.ensure([WORKER_SIGN], now=now)
            session.flush()
            return repository.sign_of_life(owner=owner, now=now, lease=LEASE)

    first, second = uuid4(), uuid4()
    assert live(first, NOON)
    assert not live(second, NOON + timedelta(seconds=59))
    assert live(first, NOON + timedelta(seconds=59))
    assert not live(second, NOON + timedelta(seconds=100))
    assert live(second, NOON + timedelta(seconds=120))
    assert not live(first, NOON + timedelta(seconds=121))


def test_the_loop_goes_on_after_a_failure_and_ends_when_told(office: Office) -> None:
    looks: list[str] = []

    def unsteady() -> Session:
        """Open a session, but not at the first look."""
        looks.append("look")
        if len(looks) == 1:
            worker.stop()
            raise ConnectionError
        return office.new_session()

    worker = Worker(new_session=unsteady, clock=office.clock, tasks={})
    worker.run_forever()
    assert looks == ["look"]


def test_the_loop_does_what_is_due(office: Office) -> None:
    def last(_: Session) -> None:
        office.done.append("last")
        worker.stop()

    worker = office.worker(last=last)
    worker.run_forever()
    assert office.done == ["last"]


def test_the_loop_does_nothing_while_another_process_is_the_worker(office: Office) -> None:
    office.worker().run_due_tasks()
    with write_transaction(office.new_session) as session:
        repository = DueTaskRepository(session)
        assert repository.sign_of_life(owner=uuid4(), now=office.clock(), lease=LEASE)

    def clock() -> datetime:
        """Tell the time of the first look, and let it be the last one."""
        silent.stop()
        return office.clock()

    task = Task(run=office.note("second worker"), every=HOUR)
    silent = Worker(new_session=office.new_session, clock=clock, tasks={"sweep": task})
    silent.run_forever()
    assert office.done == []

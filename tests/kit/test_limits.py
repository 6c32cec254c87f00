"""Limits that all processes share: what one takes, no other can take again."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

from sqlalchemy import text as sql

from app.kit.db import write_transaction
from app.kit.repository import LimitRepository
from tests.databases import Database

DAY = "2026-11-24"


def take(database: Database, amount: int, *, name: str = "a", period: str = DAY) -> int:
    with write_transaction(database.new_session) as session:
        return LimitRepository(session).take(name, period=period, amount=amount, limit=10)


def test_no_more_is_taken_than_there_is(database: Database) -> None:
    assert [take(database, 4) for _ in range(4)] == [4, 4, 2, 0]


def test_limits_and_windows_do_not_touch_one_another(database: Database) -> None:
    assert take(database, 10) == 10
    assert take(database, 10, name="b") == 10
    assert take(database, 10, period="2026-11-25") == 10


def test_what_is_given_back_can_be_taken_again(database: Database) -> None:
    take(database, 10)
    with write_transaction(database.new_session) as session:
        LimitRepository(session).give_back("a", period=DAY, amount=3)
    assert take(database, 10) == 3


def test_threads_that_race_take_exactly_the_limit(database: Database) -> None:
    with ThreadPoolExecutor(8) as threads:
        taken = list(threads.map(lambda _: take(database, 1), range(24)))
    assert sum(taken) == 10


def test_days_that_are_over_are_forgotten(database: Database) -> None:
    for period in ("2026-11-22", "2026-11-23T05", DAY, "2026-11-24T07"):
        take(database, 1, period=period)
    with write_transaction(database.new_session) as session:
        LimitRepository(session).forget(before=date(2026, 11, 24))
    with database.new_session() as session:
        kept = session.scalars(sql("SELECT period FROM limit_uses")).all()
    assert sorted(kept) == [DAY, "2026-11-24T07"]

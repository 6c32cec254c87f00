"""Places in the status lists: random, never used twice, one open list per group of cards."""

from datetime import date

import pytest
from sqlalchemy import func, select, text

from app.cards import LIST_ENTRIES, StatusRepository
from app.cards.expiry_group import expiry_group
from app.cards.models import StatusList, StatusSlot
from app.core.credential import StatusList as PackedList
from app.kit.db import Session, SessionFactory, make_session_factory, write_transaction
from app.kit.repository import RegisterVersionRepository
from tests.databases import Database
from tests.seals import TEST_SEALS

THREE_QUARTERS = LIST_ENTRIES * 3 // 4
FILL = {
    "sqlite": (
        "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < :last)"
        " INSERT INTO status_slots (id, list_number, slot_index, value, version, mac)"
        " SELECT printf('00000000-0000-4000-8000-%012x', i), 1, i, 0, 1, x'00' FROM n"
        " WHERE i NOT IN (SELECT slot_index FROM status_slots WHERE list_number = 1)"
    ),
    "postgresql": (
        "INSERT INTO status_slots (id, list_number, slot_index, value, version, mac)"
        " SELECT gen_random_uuid(), 1, i, 0, 1, '\\x00' FROM generate_series(0, :last) i"
        " WHERE i NOT IN (SELECT slot_index FROM status_slots WHERE list_number = 1)"
    ),
}


@pytest.mark.parametrize(
    ("last_day", "group"),
    [
        pytest.param(date(2031, 1, 1), "2031Q1", id="first day of a quarter"),
        pytest.param(date(2031, 3, 31), "2031Q1", id="last day of a quarter"),
        pytest.param(date(2031, 12, 31), "2031Q4", id="last day of a year"),
        pytest.param(None, "open", id="no end date"),
    ],
)
def test_cards_of_a_quarter_share_a_list(last_day: date | None, group: str) -> None:
    assert expiry_group(last_day) == group


@pytest.fixture
def new_session(database: Database) -> SessionFactory:
    new_session = make_session_factory(database.engine, TEST_SEALS)
    with write_transaction(new_session) as session:
        RegisterVersionRepository(session).start()
    return new_session


def lists(session: Session) -> list[tuple[int, str, bool]]:
    rows = session.scalars(select(StatusList).order_by(StatusList.number))
    return [(row.number, row.expiry_group, row.is_open) for row in rows]


def test_places_are_taken_at_random_in_the_open_list_of_the_group(
    new_session: SessionFactory,
) -> None:
    with write_transaction(new_session) as session:
        repository = StatusRepository(session)
        places = [repository.take_slot("2031Q4") for _ in range(40)]
        other = repository.take_slot("open")
    assert len(set(places)) == 40
    assert {number for number, _ in places} == {1}
    assert other[0] == 2
    indexes = [index for _, index in places]
    assert indexes != sorted(indexes)
    assert all(0 <= index < LIST_ENTRIES for index in indexes)
    with new_session() as session:
        assert lists(session) == [(1, "2031Q4", True), (2, "open", True)]


def test_a_list_three_quarters_full_is_closed_and_the_next_one_opened(
    new_session: SessionFactory, database: Database
) -> None:
    with write_transaction(new_session) as session:
        StatusRepository(session).take_slot("2031Q4")
        session.execute(text(FILL[database.kind]), {"last": THREE_QUARTERS - 2})
    with write_transaction(new_session) as session:
        taken = session.scalars(select(func.count(StatusSlot.id))).one()
        for _ in range(THREE_QUARTERS - taken):
            assert StatusRepository(session).take_slot("2031Q4")[0] == 1
        assert StatusRepository(session).take_slot("2031Q4")[0] == 2
        assert StatusRepository(session).take_slot("2031Q4")[0] == 2
    with new_session() as session:
        assert lists(session) == [(1, "2031Q4", False), (2, "2031Q4", True)]


def packed(values: dict[int, int], *, default: int = 0) -> PackedList:
    return PackedList.of(values, entries=LIST_ENTRIES, default=default)


def test_a_value_is_written_once_and_only_when_it_differs(new_session: SessionFactory) -> None:
    with write_transaction(new_session) as session:
        repository = StatusRepository(session)
        number, index = repository.take_slot("2031Q4")
        assert repository.statuses(broken_value=2) == {number: packed({})}
        assert not repository.set_value(number, index, 0)
        assert repository.set_value(number, index, 1)
        assert not repository.set_value(number, index, 1)
        assert repository.statuses(broken_value=2) == {number: packed({index: 1})}
        assert repository.every_value() == {(number, index): 1}


def test_only_what_changed_since_a_version_is_read(new_session: SessionFactory) -> None:
    with write_transaction(new_session) as session:
        repository = StatusRepository(session)
        number, first = repository.take_slot("2031Q4")
        _, second = repository.take_slot("2031Q4")
        repository.set_value(number, first, 1)
        between = RegisterVersionRepository(session).read()
        repository.set_value(number, second, 2)
        since = repository.changes(since=between, broken_value=2)
        assert since == {number: {second: 2}}
        assert repository.changes(since=0, broken_value=2) == {number: {first: 1, second: 2}}
        session.execute(text("UPDATE status_slots SET value = 0"))
        assert repository.changes(since=0, broken_value=2) == {number: {first: 2, second: 2}}
        session.execute(text("UPDATE status_slots SET slot_index = slot_index + 131072"))
        assert repository.changes(since=0, broken_value=2) == {}


def test_a_new_list_is_closed_like_the_others(new_session: SessionFactory) -> None:
    with write_transaction(new_session) as session:
        repository = StatusRepository(session)
        first, index = repository.take_slot("2031Q4")
        assert repository.close_world() == [first]
        assert repository.close_world() == []
        second, _ = repository.take_slot("2032Q1")
        assert repository.defaults() == {first: 1, second: 1}
        assert repository.statuses(broken_value=2)[first].value(index) == 0
        assert repository.statuses(broken_value=2)[first].value(index ^ 1) == 1
        before = RegisterVersionRepository(session).read()
        assert repository.set_value(first, index, 0)  # checks must be told of it
        assert RegisterVersionRepository(session).read() == before + 1

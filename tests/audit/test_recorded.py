"""What the log says of rows: the highest version of each, and whether lists were closed."""

from dataclasses import dataclass
from uuid import UUID

import pytest

from app.audit import (
    NOTHING,
    Act,
    AuditRepository,
    Outcome,
    Recorded,
    RowVersion,
    Subject,
    read_recorded,
    record_event,
)
from app.kit.actor import SERVICE
from app.kit.db import SessionFactory, write_transaction
from tests.clocks import NOON

KEY = UUID("3f2c1e9a-0000-4000-8000-000000000001")
OTHER = UUID("3f2c1e9a-0000-4000-8000-000000000002")


@dataclass
class Row:
    """A row of a table, as far as the log knows one."""

    version: int
    id: UUID = KEY
    mac: bytes = b""
    register_label: str = "issuer_keys"
    register_state: str = ""


def record(
    new_session: SessionFactory,
    act: Act = Act.KEY_MADE,
    *,
    subject: Subject = NOTHING,
    outcome: Outcome = Outcome.DONE,
) -> None:
    with write_transaction(new_session) as session:
        record_event(session, act, by=SERVICE, now=NOON, subject=subject, outcome=outcome)


def of(version: int, row_id: UUID = KEY, *, name: str = "") -> Subject:
    return Subject(row=RowVersion("issuer_keys", row_id, version, name))


def read(new_session: SessionFactory, *, old: Recorded | None = None) -> Recorded:
    with new_session() as session:
        return read_recorded(session, old=old)


def test_an_entry_names_row_version_and_what_people_know_it_by(
    new_session: SessionFactory,
) -> None:
    record(new_session, subject=of(2, name="0a1b2c3d"))
    with new_session() as session:
        (leaf,) = AuditRepository(session).leaves()
    assert f'"object":"issuer_keys:{KEY}:2:0a1b2c3d"'.encode() in leaf


def test_the_highest_version_of_each_row_counts(new_session: SessionFactory) -> None:
    for subject in (of(1, name="0a1b2c3d"), of(3), of(2), of(1, OTHER)):
        record(new_session, subject=subject)
    record(new_session, subject=of(9), outcome=Outcome.REFUSED)
    recorded = read(new_session)
    assert recorded.versions == {("issuer_keys", KEY): 3, ("issuer_keys", OTHER): 1}
    assert recorded.size == 5


@pytest.mark.parametrize(
    ("row", "is_old"),
    [
        pytest.param(Row(1), True, id="older"),
        pytest.param(Row(2), False, id="as recorded"),
        pytest.param(Row(3), False, id="newer"),
        pytest.param(Row(1, id=OTHER), False, id="a row that no entry names"),
        pytest.param(Row(1, register_label="partners"), False, id="of another table"),
    ],
)
def test_a_row_is_old_when_an_act_left_a_higher_version(
    new_session: SessionFactory, row: Row, *, is_old: bool
) -> None:
    record(new_session, subject=of(2))
    assert read(new_session).has_newer(row) is is_old


def test_entries_about_cards_and_people_say_nothing(new_session: SessionFactory) -> None:
    record(new_session, Act.CARD_ISSUED, subject=Subject(card_number="ABCD-EFGH-JK1"))
    record(new_session, Act.APPLICATION_OPENED, subject=Subject(row_id=OTHER))
    assert read(new_session) == Recorded(size=2)


def test_lists_once_closed_are_closed(new_session: SessionFactory) -> None:
    record(new_session, Act.STATUS_LISTS_CLOSED, outcome=Outcome.REFUSED)
    assert not read(new_session).are_lists_closed
    record(new_session, Act.STATUS_LISTS_CLOSED)
    closed = read(new_session)
    record(new_session)
    assert closed.are_lists_closed
    assert read(new_session, old=closed) == Recorded(size=3, are_lists_closed=True)


def test_what_was_read_is_read_on_from_there(new_session: SessionFactory) -> None:
    record(new_session, subject=of(2))
    first = read(new_session)
    record(new_session, subject=of(1))
    record(new_session, subject=of(4, OTHER))
    second = read(new_session, old=first)
    assert second == read(new_session)
    assert second.versions == {("issuer_keys", KEY): 2, ("issuer_keys", OTHER): 4}
    assert first.versions == {("issuer_keys", KEY): 2}

"""Blanks are counted against the books, and the books know every print without being told."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from app.cards import SpoilReason
from app.core.permissions import Role
from app.kit.db import DatabaseError, RegisterBrokenError
from app.kit.errors import RefusedError
from app.printing import miss_print, spoil_print
from app.printing.stock import count_blanks
from tests.at_desk import at_desk
from tests.printing.bureaus.bureau_towns import accepted, bureau_of, sent
from tests.printing.print_room import job_of
from tests.printing.stock.books import count, discard, receive, set_aside
from tests.town import Town
from tests.walks import ELDER, MINOR, drawn, handed_over, issued, printed


def spoil(town: Town) -> None:
    """Print a card and spoil it."""
    card_id = issued(town, ELDER)
    drawn(town, card_id)
    job_id = job_of(town, card_id)
    with at_desk(town, Role.PRINTER) as (session, actor):
        reason = SpoilReason.PRINT_FAULT
        spoil_print(session, job_id, reason=reason, actor=actor, now=town.clock())


def miss(town: Town) -> None:
    """Send a card to a printer and find it nowhere."""
    card_id = issued(town, MINOR)
    drawn(town, card_id)
    job_id = job_of(town, card_id)
    with at_desk(town, Role.PRINTER) as (session, actor):
        miss_print(session, job_id, actor=actor, now=town.clock())


def test_the_first_count_opens_the_books(town: Town) -> None:
    receive(town, 500)
    handed_over(town)
    first = count(town, 480)
    assert (first.serial, first.expected, first.difference) == (1, None, 0)


def test_boxes_prints_and_what_is_set_aside_add_up_to_the_next_count(town: Town) -> None:
    count(town, 100)
    receive(town, 500)
    handed_over(town)
    printed(town, MINOR)
    drawn(town, issued(town, ELDER))
    issued(town)
    set_aside(town, 3)
    second = count(town, 594)
    assert (second.received, second.used, second.spoiled, second.set_aside) == (500, 3, 0, 3)
    assert (second.expected, second.difference) == (594, 0)


def test_a_print_that_was_spoiled_or_is_missing_has_used_its_blank_once(town: Town) -> None:
    count(town, 100)
    spoil(town)
    miss(town)
    second = count(town, 98)
    assert (second.used, second.spoiled, second.difference) == (2, 1, 0)


def test_a_card_that_is_spoiled_after_a_count_uses_no_second_blank(sqlite_town: Town) -> None:
    count(sqlite_town, 100)
    card_id = issued(sqlite_town)
    drawn(sqlite_town, card_id)
    assert count(sqlite_town, 99).difference == 0
    job_id = job_of(sqlite_town, card_id)
    with at_desk(sqlite_town, Role.PRINTER) as (session, actor):
        reason = SpoilReason.PRINT_FAULT
        spoil_print(session, job_id, reason=reason, actor=actor, now=sqlite_town.clock())
    third = count(sqlite_town, 99)
    assert (third.used, third.spoiled, third.difference) == (0, 1, 0)


def test_what_a_bureau_prints_is_on_its_own_plastic(town: Town) -> None:
    count(town, 100)
    issued(town)
    opened = sent(town, bureau := bureau_of(town))
    assert count(town, 100).difference == 0
    accepted(town, bureau.receipt(opened))
    second = count(town, 100)
    assert (second.used, second.difference) == (0, 0)


def test_a_difference_shows_once(sqlite_town: Town) -> None:
    count(sqlite_town, 100)
    short = count(sqlite_town, 97)
    assert (short.expected, short.difference) == (100, -3)
    sqlite_town.clock.move(days=1)
    assert count(sqlite_town, 97).difference == 0
    assert count(sqlite_town, 98).difference == 1


def test_what_is_set_aside_leaves_the_stock_once(sqlite_town: Town) -> None:
    count(sqlite_town, 100)
    set_aside(sqlite_town, 10)
    assert count(sqlite_town, 90).difference == 0
    discard(sqlite_town, 10)
    assert count(sqlite_town, 90).difference == 0


@pytest.mark.parametrize("counted", [-1, 1_000_001])
def test_a_count_is_a_number_of_cards(sqlite_town: Town, counted: int) -> None:
    with pytest.raises(RefusedError, match="counted_unusable"):
        count(sqlite_town, counted)


@pytest.mark.parametrize(("number", "label"), [(0, "LOT 7"), (100_001, "LOT 7")])
def test_a_box_has_some_blanks_in_it(sqlite_town: Town, number: int, label: str) -> None:
    with pytest.raises(RefusedError, match="blank_count_unusable"):
        receive(sqlite_town, number, label=label)


def test_a_box_has_the_label_of_its_supplier(sqlite_town: Town) -> None:
    with pytest.raises(RefusedError, match="supply_label_unusable"):
        receive(sqlite_town, 500, label="Rosalba Quispe")


def test_somebody_of_no_desk_has_no_stock(sqlite_town: Town) -> None:
    sqlite_town.add(Role.PRINTER, email="all@riverbend.example", site="")
    with (
        pytest.raises(RefusedError, match="desk_needed"),
        at_desk(sqlite_town, Role.PRINTER, email="all@riverbend.example") as (session, actor),
    ):
        count_blanks(session, counted=5, actor=actor, now=sqlite_town.clock())


def test_every_desk_has_books_of_its_own(sqlite_town: Town) -> None:
    email = "east@riverbend.example"
    sqlite_town.add(Role.PRINTER, email=email, site="east_library")
    count(sqlite_town, 100)
    handed_over(sqlite_town)
    with at_desk(sqlite_town, Role.PRINTER, email=email) as (session, actor):
        there = count_blanks(session, counted=40, actor=actor, now=sqlite_town.clock())
        assert (there.serial, there.used) == (1, 0)


def test_counts_at_once_follow_one_another(town: Town) -> None:
    count(town, 100)
    actors = [town.actor(role) for role in (Role.PRINTER, Role.CLERK) * 2]

    def enter(index: int) -> int:
        with town.transaction() as session:
            return count_blanks(session, counted=100, actor=actors[index], now=town.clock()).serial

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(enter, range(4))) == [2, 3, 4, 5]


@pytest.mark.parametrize("table", ["blank_counts", "blank_entries"])
def test_nothing_in_the_books_is_ever_changed(town: Town, table: str) -> None:
    receive(town, 500)
    count(town, 500)
    with pytest.raises(DatabaseError), town.transaction() as session:
        session.execute(text(f"UPDATE {table} SET site = 'annex'"))  # noqa: S608 - of this test


def test_a_count_that_something_else_wrote_is_not_believed(town: Town) -> None:
    count(town, 500)
    with town.transaction() as session:
        session.execute(
            text(
                "INSERT INTO blank_counts SELECT :id, site, serial + 1, counted - 20, counted - 20,"
                " received, used, spoiled, set_aside, used_ever, spoiled_ever, counted_on,"
                " version, mac FROM blank_counts"
            ),
            {"id": "0b9d0000-0000-4000-8000-000000000000"},
        )
    with pytest.raises(RegisterBrokenError):
        count(town, 480)

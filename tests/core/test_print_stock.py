"""What a count of blank cards should find, and what a supplier's label looks like."""

import pytest

from app.core.print_stock import (
    ROLL_MOVES,
    BlankSpan,
    RollState,
    SupplyLabelError,
    may_be_shown_again,
    read_supply_label,
)


def test_the_books_ask_for_what_was_counted_before_and_what_came_and_went() -> None:
    span = BlankSpan(received=500, used=40, spoiled=3, set_aside=2)
    assert span.expected(100) == 558


def test_a_spoiled_print_has_used_one_blank_and_no_second_one() -> None:
    good = BlankSpan(received=0, used=10, spoiled=0, set_aside=0)
    spoiled = BlankSpan(received=0, used=10, spoiled=10, set_aside=0)
    assert good.expected(50) == spoiled.expected(50) == 40


def test_before_the_first_count_the_books_ask_for_nothing() -> None:
    assert BlankSpan(received=500, used=40, spoiled=3, set_aside=2).expected(None) is None


def test_more_may_have_left_than_ever_came_in_by_the_book() -> None:
    assert BlankSpan(received=0, used=9, spoiled=0, set_aside=0).expected(4) == -5


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        pytest.param("LOT 22-117", "LOT 22-117", id="as it is"),
        pytest.param("  lot  22/7.b ", "LOT 22/7.B", id="in capitals, blanks put right"),
        pytest.param("7", "7", id="one digit"),
        pytest.param("A" * 39 + "1", "A" * 39 + "1", id="40 signs"),
    ],
)
def test_a_label_is_kept_in_capitals(typed: str, kept: str) -> None:
    assert read_supply_label(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "Rosalba Quispe",
        "=1+1",
        "-7",
        "LOT 7; x",
        "\u0664\u0665",
        "A" * 40 + "1",
        "7\x00",
    ],
)
def test_what_is_no_label_is_refused(typed: str) -> None:
    with pytest.raises(SupplyLabelError):
        read_supply_label(typed)


def test_a_roll_goes_into_one_printer_only() -> None:
    assert set(ROLL_MOVES) == set(RollState)
    assert ROLL_MOVES[RollState.REMOVED] == frozenset()


@pytest.mark.parametrize("typed", ["film", "500", "lot 22-117", " 7 "])
def test_a_form_repeats_numbers_labels_and_words_of_ours(typed: str) -> None:
    assert may_be_shown_again(typed)


@pytest.mark.parametrize("typed", ["", "Rosalba Quispe", "rosalba@riverbend.example", "lot"])
def test_a_form_repeats_nothing_that_may_name_somebody(typed: str) -> None:
    assert not may_be_shown_again(typed)

"""Numbers of cards at a library: published examples, ranges, slips of the pen."""

import pytest

from app.core.library_number import (
    CheckRule,
    LibraryNumberError,
    LibraryRange,
    check_digit,
    parse_range,
)

MOD_10, NONE = CheckRule.MOD_10, CheckRule.NONE


@pytest.mark.parametrize(
    ("digits", "check"), [("3023400051786", "1"), ("3319100010586", "4"), ("5819800094399", "6")]
)
def test_the_check_digit_is_as_libraries_publish_it(digits: str, check: str) -> None:
    assert check_digit(digits) == check


def test_a_range_counts_without_the_check_digit() -> None:
    numbers = parse_range("30234000517861", "30234000517945", length=14, check=MOD_10)
    assert (numbers.prefix, numbers.width) == ("", 13)
    assert (numbers.first, numbers.last) == (3023400051786, 3023400051794)
    assert numbers.number(3023400051786) == "30234000517861"
    assert numbers.number(3023400051794) == "30234000517945"


def test_letters_and_zeros_in_front_stay() -> None:
    numbers = parse_range("P0000998", "P0001002", length=8, check=NONE)
    assert [numbers.number(count) for count in (numbers.first, 1000, numbers.last)] == [
        "P0000998",
        "P0001000",
        "P0001002",
    ]


@pytest.mark.parametrize(
    ("first", "last", "reason"),
    [
        pytest.param("3023400051786", "30234000517945", "library_number_malformed", id="short"),
        pytest.param("3023400051786x", "30234000517945", "library_number_malformed", id="letter"),
        pytest.param("P3023400051781", "30234000517945", "library_number_check_digit", id="other"),
        pytest.param("30234000517862", "30234000517945", "library_number_check_digit", id="slip"),
        pytest.param("30234000517945", "30234000517861", "library_range_reversed", id="reversed"),
        pytest.param("ABCDEFGHIJKLM1", "30234000517945", "library_number_malformed", id="no body"),
    ],
)
def test_a_range_that_cannot_be_is_refused(first: str, last: str, reason: str) -> None:
    with pytest.raises(LibraryNumberError, match=reason):
        parse_range(first, last, length=14, check=MOD_10)


def test_numbers_with_other_letters_are_no_range() -> None:
    with pytest.raises(LibraryNumberError, match="library_number_malformed"):
        parse_range("A001", "B009", length=4, check=NONE)


@pytest.mark.parametrize(
    ("change", "overlaps"),
    [
        pytest.param({}, True, id="itself"),
        pytest.param({"first": 20, "last": 30}, True, id="at the end"),
        pytest.param({"first": 21, "last": 30}, False, id="behind"),
        pytest.param({"first": 1, "last": 9}, False, id="before"),
        pytest.param({"prefix": "A"}, False, id="other letters"),
        pytest.param({"width": 6}, False, id="longer"),
    ],
)
def test_ranges_overlap_where_a_number_is_in_both(
    change: dict[str, int], *, overlaps: bool
) -> None:
    one = {"prefix": "", "width": 5, "check": NONE, "first": 10, "last": 20}
    here, there = LibraryRange(**one), LibraryRange(**(one | change))  # type: ignore[arg-type]
    assert here.overlaps(there) is there.overlaps(here) is overlaps

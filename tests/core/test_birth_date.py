from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.birth_date import (
    AgeBounds,
    BirthDate,
    BirthDateError,
    BirthDateProblem,
    same_day_years_later,
)

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize("text", ["1990", "1990-02", "1990-02-14"])
def test_reads_and_writes_what_is_known(text: str) -> None:
    assert str(BirthDate.parse(text)) == text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("", BirthDateProblem.UNREADABLE, id="empty"),
        pytest.param("14.2.1990", BirthDateProblem.UNREADABLE, id="another form"),
        pytest.param("1990-2", BirthDateProblem.UNREADABLE, id="one digit of a month"),
        pytest.param("1990-02-14\n", BirthDateProblem.UNREADABLE, id="a line break after it"),
        pytest.param("١٩٩٠", BirthDateProblem.UNREADABLE, id="other digits"),
        pytest.param("1990-13", BirthDateProblem.NOT_IN_CALENDAR, id="month 13"),
        pytest.param("1990-02-30", BirthDateProblem.NOT_IN_CALENDAR, id="30 February"),
        pytest.param("0000", BirthDateProblem.NOT_IN_CALENDAR, id="year 0"),
        pytest.param("1790-02-14", BirthDateProblem.TOO_EARLY, id="too long ago"),
    ],
)
def test_refuses_what_is_no_birth_date_and_does_not_repeat_it(
    text: str, reason: BirthDateProblem
) -> None:
    with pytest.raises(BirthDateError) as caught:
        BirthDate.parse(text)
    assert caught.value.reason is reason
    assert str(caught.value) == reason.value


def test_refuses_a_day_without_a_month() -> None:
    with pytest.raises(BirthDateError):
        BirthDate(1990, None, 14)


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "is_complete"),
    [
        ("1990", date(1990, 1, 1), date(1990, 12, 31), False),
        ("2000-02", date(2000, 2, 1), date(2000, 2, 29), False),
        ("1990-02-14", date(1990, 2, 14), date(1990, 2, 14), True),
    ],
)
def test_gives_both_ends_of_what_is_possible(
    text: str, earliest: date, latest: date, *, is_complete: bool
) -> None:
    born = BirthDate.parse(text)
    assert (born.earliest, born.latest, born.is_complete) == (earliest, latest, is_complete)


@pytest.mark.parametrize(
    ("text", "day", "bounds"),
    [
        pytest.param("1990-11-24", TODAY, AgeBounds.exactly(36), id="on the birthday"),
        pytest.param("1990-11-25", TODAY, AgeBounds.exactly(35), id="the day before it"),
        pytest.param("1990-11", TODAY, AgeBounds(35, 36), id="month only"),
        pytest.param("1990", TODAY, AgeBounds(35, 36), id="year only"),
        pytest.param("1990", date(2026, 12, 31), AgeBounds.exactly(36), id="year is over"),
        pytest.param("2026", TODAY, AgeBounds.exactly(0), id="born this year"),
        pytest.param("2008-02-29", date(2026, 2, 28), AgeBounds.exactly(17), id="leap day, before"),
        pytest.param("2008-02-29", date(2026, 3, 1), AgeBounds.exactly(18), id="leap day, after"),
    ],
)
def test_tells_the_ages_that_are_possible(text: str, day: date, bounds: AgeBounds) -> None:
    assert BirthDate.parse(text).ages_on(day) == bounds


def test_nobody_is_born_tomorrow() -> None:
    with pytest.raises(BirthDateError) as caught:
        BirthDate(2026, 11, 25).ages_on(TODAY)
    assert caught.value.reason is BirthDateProblem.IN_THE_FUTURE


@pytest.mark.parametrize("bounds", [(-1, 3), (4, 3)])
def test_refuses_ages_nobody_has(bounds: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="out of order"):
        AgeBounds(*bounds)


def test_the_anniversary_of_a_leap_day_is_the_first_of_march() -> None:
    assert same_day_years_later(date(2012, 2, 29), 14) == date(2026, 3, 1)
    assert same_day_years_later(date(2012, 2, 29), 4) == date(2016, 2, 29)


@given(st.dates(date(1900, 1, 1), TODAY))
def test_a_less_exact_date_never_excludes_the_real_age(born_on: date) -> None:
    exact = BirthDate(born_on.year, born_on.month, born_on.day).ages_on(TODAY)
    for known in (BirthDate(born_on.year, born_on.month), BirthDate(born_on.year)):
        bounds = known.ages_on(TODAY)
        assert bounds.youngest <= exact.youngest <= exact.oldest <= bounds.oldest
        assert bounds.oldest - bounds.youngest <= 1


@given(st.dates(date(1900, 1, 1), TODAY), st.integers(0, 90))
def test_a_birthday_is_the_first_day_of_its_age(born_on: date, age: int) -> None:
    born = BirthDate(born_on.year, born_on.month, born_on.day)
    birthday = born.earliest_birthday(age)
    assert born.ages_on(birthday) == AgeBounds.exactly(age)
    if age:
        assert born.ages_on(date.fromordinal(birthday.toordinal() - 1)).oldest == age - 1

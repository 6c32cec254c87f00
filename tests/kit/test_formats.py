"""Dates, numbers and money are written the way the reader of a language does."""

import datetime as dt

import pytest

from app.core.birth_date import BirthDate
from app.kit.formats import Formats, formats_of

DAY = dt.date(2026, 3, 4)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        pytest.param("en", "March 4, 2026", id="English"),
        pytest.param("es", "4 de marzo de 2026", id="Spanish"),
        pytest.param("ar", "4 مارس 2026", id="Arabic"),
        pytest.param("ht", "4 mas 2026", id="Haitian Creole"),
        pytest.param("zh-Hans", "2026年3月4日", id="Simplified Chinese"),
    ],
)
def test_a_day(code: str, expected: str) -> None:
    assert formats_of(code).date(DAY) == expected


@pytest.mark.parametrize(
    ("wait", "expected"),
    [
        pytest.param(dt.timedelta(seconds=5), "0 minit", id="seconds"),
        pytest.param(dt.timedelta(minutes=59), "59 minit", id="minutes"),
        pytest.param(dt.timedelta(hours=23), "23 èdtan", id="hours"),
        pytest.param(dt.timedelta(hours=49), "2 jou", id="days"),
    ],
)
def test_waits_in_haitian_creole(wait: dt.timedelta, expected: str) -> None:
    assert formats_of("ht").age(wait) == expected


def test_haitian_creole_has_its_own_months_and_the_countrys_numbers() -> None:
    formats = formats_of("ht")
    moment = dt.datetime(2026, 11, 4, 18, 5, tzinfo=dt.UTC)

    assert formats.month(DAY) == "mas 2026"
    assert formats.moment(moment) == "4 novanm 2026, 18:05"
    assert formats.partial_date(BirthDate(1987, 8)) == "out 1987"
    assert formats.month_names()[11] == (12, "desanm")
    assert formats.money(1500) == "$15.00"
    assert formats.number(12345) == "12,345"
    assert set(formats.filters()) == set(formats_of("en").filters())


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param(BirthDate(1987), "1987", id="a year"),
        pytest.param(BirthDate(1987, 3), "March 1987", id="a year and a month"),
        pytest.param(BirthDate(1987, 3, 4), "March 4, 1987", id="a day"),
    ],
)
def test_a_partial_date_says_only_what_is_known(value: BirthDate, expected: str) -> None:
    assert Formats("en").partial_date(value) == expected


def test_money_is_given_in_hundredths() -> None:
    assert Formats("es").money(1500) == "$15.00"


def test_a_wait_is_written_in_its_largest_unit() -> None:
    assert Formats("en").age(dt.timedelta(hours=30)) == "1 day"


def test_a_moment_keeps_its_time_zone() -> None:
    moment = dt.datetime(2026, 3, 4, 18, 5, tzinfo=dt.timezone(dt.timedelta(hours=-6)))

    assert "6:05" in Formats("en").moment(moment)


def test_a_number_has_separators() -> None:
    assert Formats("en").number(12345) == "12,345"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        pytest.param("es", "Español", id="known"),
        pytest.param("hmn", "hmn", id="not in CLDR"),
        pytest.param("not a code", "not a code", id="no code at all"),
    ],
)
def test_a_language_is_named_in_itself(code: str, expected: str) -> None:
    assert Formats("en").language_name(code) == expected


def test_the_twelve_months_have_names() -> None:
    months = Formats("es").month_names()

    assert [number for number, _ in months] == list(range(1, 13))
    assert months[0][1] == "enero"

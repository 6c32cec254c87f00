from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from app.core.birth_date import BirthDate
from app.core.program import CardDates
from app.core.program.validity import ValidityRules, card_dates, first_second_after
from tests.core.program.profiles import SOURCED

CHICAGO = ZoneInfo("America/Chicago")
TODAY = date(2026, 11, 24)


def rules(*bands: dict[str, object]) -> ValidityRules:
    return ValidityRules.model_validate({"bands": [{**SOURCED, **band} for band in bands]})


CITY = rules(
    {"ages": {"under": 14}, "ends_at_birthday": 14},
    {"ages": {"at_least": 14, "under": 65}, "years": 5},
    {"ages": {"at_least": 65}, "no_end_date": True},
)


def dates(born: str, *, issued_on: date = TODAY, by: ValidityRules = CITY) -> CardDates:
    return card_dates(
        by,
        birth_date=BirthDate.parse(born),
        issued_on=issued_on,
        nameless_below=18,
        zone=CHICAGO,
    )


@pytest.mark.parametrize(
    ("born", "last_day"),
    [
        pytest.param("1990-02-14", date(2031, 11, 23), id="five years"),
        pytest.param("1990", date(2031, 11, 23), id="five years, year of birth only"),
        pytest.param("2008-11-24", date(2031, 11, 23), id="eighteen today"),
        pytest.param("2008-11-25", date(2031, 10, 31), id="seventeen: a month's end"),
        pytest.param("2014-05-20", date(2028, 4, 30), id="child: the month before the birthday"),
        pytest.param("2014-05-01", date(2028, 4, 30), id="child: born on the first"),
        pytest.param("2014-05", date(2028, 4, 30), id="child: month of birth only"),
        pytest.param("2014", date(2027, 12, 31), id="child: year of birth only"),
        pytest.param("2012-12-20", date(2026, 11, 30), id="child: birthday next month"),
        pytest.param("2012-11-27", date(2026, 11, 30), id="child: birthday in three days"),
        pytest.param("2012-02", date(2031, 10, 31), id="fourteen since February"),
        pytest.param("2012-11", date(2031, 10, 31), id="perhaps fourteen already"),
        pytest.param("1961-11-25", date(2031, 11, 23), id="sixty-four"),
        pytest.param("1961-11-24", None, id="sixty-five"),
        pytest.param("1961", date(2031, 11, 23), id="perhaps sixty-five"),
    ],
)
def test_the_last_day(born: str, last_day: date | None) -> None:
    assert dates(born).last_day == last_day


def test_the_code_ends_with_the_last_day_where_the_program_is() -> None:
    card = dates("1990-02-14")
    assert card.expires_at == datetime(2031, 11, 24, 6, tzinfo=UTC)
    assert card.exp == int(card.expires_at.timestamp())
    assert not card.has_no_end
    assert not card.is_nameless


def test_a_card_without_end_date_ends_in_the_code_after_twenty_years() -> None:
    card = dates("1950-02-14")
    assert card.has_no_end
    assert card.expires_at == datetime(2046, 11, 24, 6, tzinfo=UTC)


@pytest.mark.parametrize(("born", "is_nameless"), [("2008-11-25", True), ("2008-11-24", False)])
def test_minors_are_nameless(born: str, *, is_nameless: bool) -> None:
    assert dates(born).is_nameless is is_nameless


def test_the_earlier_of_years_and_birthday_counts() -> None:
    two_years = rules(
        {"ages": {"under": 14}, "years": 2, "ends_at_birthday": 14},
        {"ages": {"at_least": 14}, "years": 2},
    )
    assert dates("2020-05-20", by=two_years).last_day == date(2028, 10, 31)
    assert dates("2013-05-20", by=two_years).last_day == date(2027, 4, 30)


def test_a_card_issued_on_a_leap_day_is_good_to_the_end_of_february() -> None:
    assert dates("1990", issued_on=date(2028, 2, 29)).last_day == date(2033, 2, 28)


@pytest.mark.parametrize(
    ("day", "zone", "instant"),
    [
        (date(2026, 11, 24), "America/Chicago", datetime(2026, 11, 25, 6, tzinfo=UTC)),
        (date(2026, 7, 1), "America/Chicago", datetime(2026, 7, 2, 5, tzinfo=UTC)),
        pytest.param(
            date(2026, 3, 7),
            "America/Havana",
            datetime(2026, 3, 8, 5, tzinfo=UTC),
            id="the clock skips midnight",
        ),
    ],
)
def test_a_day_ends_at_local_midnight(day: date, zone: str, instant: datetime) -> None:
    assert first_second_after(day, zone=ZoneInfo(zone)) == instant


@given(st.dates(date(1925, 1, 1), TODAY), st.sampled_from(["day", "month", "year"]))
def test_a_card_never_ends_before_it_begins_nor_promises_on_a_guess(
    born_on: date, known: str
) -> None:
    exact = BirthDate(born_on.year, born_on.month, born_on.day)
    told = {
        "day": exact,
        "month": BirthDate(born_on.year, born_on.month),
        "year": BirthDate(born_on.year),
    }[known]
    card, real = dates(str(told)), dates(str(exact))
    assert (card.last_day or date.max) >= TODAY
    assert card.expires_at >= datetime(2026, 11, 25, 6, tzinfo=UTC)
    if card.is_nameless and card.last_day:
        assert (card.last_day + timedelta(days=1)).day == 1
    if told.ages_on(TODAY).oldest < 14:
        assert card.expires_at <= real.expires_at


@pytest.mark.parametrize(
    ("bands", "fault"),
    [
        pytest.param([{"ages": {"under": 14}, "years": 1}], "no upper age", id="open at the top"),
        pytest.param([{"ages": {"at_least": 1}, "years": 1}], "without a gap", id="no newborns"),
        pytest.param(
            [
                {"ages": {"under": 14}, "years": 1},
                {"ages": {"at_least": 15}, "years": 1},
            ],
            "without a gap",
            id="a gap",
        ),
        pytest.param(
            [{"ages": {}, "years": 1}, {"ages": {"at_least": 15}, "years": 1}],
            "without a gap",
            id="overlap",
        ),
        pytest.param([{"ages": {}}], "no_end_date", id="says nothing"),
        pytest.param(
            [{"ages": {}, "years": 5, "no_end_date": True}], "no_end_date", id="says both"
        ),
        pytest.param(
            [{"ages": {"under": 18}, "ends_at_birthday": 14}], "within the ages", id="too early"
        ),
        pytest.param([{"ages": {}, "ends_at_birthday": 14}], "within the ages", id="no upper age"),
    ],
)
def test_refuses_bands_that_leave_somebody_out(bands: list[dict[str, object]], fault: str) -> None:
    with pytest.raises(ValidationError, match=fault):
        rules(*bands)


def test_knows_its_longest_validity() -> None:
    assert CITY.longest_years == 20
    assert rules({"ages": {}, "years": 5}).longest_years == 5

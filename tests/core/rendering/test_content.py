from datetime import date

import pytest

from app.core.rendering.content import birth_date_text, day_text, expiry_text


def test_a_day_has_its_month_in_letters() -> None:
    assert day_text(date(2031, 3, 5)) == "Mar 5, 2031"


@pytest.mark.parametrize(
    ("day", "text"), [(date(2031, 12, 31), "Dec 31, 2031"), (None, "no expiration date")]
)
def test_writes_the_last_day_or_that_there_is_none(day: date | None, text: str) -> None:
    assert expiry_text(day) == text


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        pytest.param({"year": 1961}, "1961", id="a year"),
        pytest.param({"year": 1961, "month": 7}, "Jul 1961", id="year and month"),
        pytest.param({"year": 1961, "month": 7, "day": 9}, "Jul 9, 1961", id="a day"),
    ],
)
def test_writes_as_much_of_a_birth_date_as_is_known(parts: dict[str, int], text: str) -> None:
    assert birth_date_text(**parts) == text

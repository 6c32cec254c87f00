from datetime import date

import pytest
from pydantic import ValidationError

from app.core.birth_date import AgeBounds, BirthDate
from app.core.program import ApplicationKind
from tests.core.program.profiles import SOURCED, TODAY, profile


def test_answers_from_its_parts() -> None:
    made = profile()
    card = made.card_dates(birth_date=BirthDate(1990), issued_on=TODAY)
    assert card.last_day == date(2031, 11, 23)
    assert made.fee_cents(ApplicationKind.NEW, ages=AgeBounds.exactly(30)) == 1000
    assert made.zone.key == "America/Chicago"


def test_finds_its_sites() -> None:
    site = profile().site("hall")
    assert site is not None
    assert site.name == "Town hall"
    assert profile().site("library") is None


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        pytest.param({"time_zone": "America/Nowhere"}, "time zone", id="zone"),
        pytest.param({"time_zone": "America"}, "time zone", id="half a zone"),
        pytest.param({"time_zone": "../etc"}, "time zone", id="path"),
        pytest.param({"time_zone": ""}, "time zone", id="no zone"),
        pytest.param(
            {"sites": [{"id": "hall", "name": "Hall", **SOURCED}] * 2}, "site is named", id="sites"
        ),
        pytest.param({"card__fields": ["name", "gender"]}, "gender", id="gender field"),
        pytest.param({"card__gender": "required"}, "optional", id="gender is no duty"),
        pytest.param({"second_look__days": 3}, "within_days", id="days before printing"),
        pytest.param({"second_look__when": "within_days"}, "within_days", id="within no days"),
        pytest.param({"languages__offered": []}, "at least 1", id="no language"),
        pytest.param({"id": "Mill Town"}, "pattern", id="id"),
        pytest.param({"retention__rung": "R5"}, "R5 does not exist", id="R5"),
    ],
)
def test_refuses_values_that_cannot_be(changes: dict[str, object], fault: str) -> None:
    with pytest.raises(ValidationError, match=fault):
        profile(**changes)


def test_takes_gender_as_an_option() -> None:
    made = profile(card__fields=["name", "gender"], card__gender="optional")
    assert made.card.gender == "optional"


def test_takes_a_second_look_within_days() -> None:
    look = {"when": "within_days", "days": 14, **SOURCED}
    assert profile(second_look=look).second_look.days == 14

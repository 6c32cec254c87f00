import pytest
from pydantic import ValidationError

from app.core.birth_date import AgeBounds
from app.core.program import AgeAnswer
from app.core.program.eligibility import Eligibility
from tests.core.program.profiles import SOURCED

BANDS = [
    {"id": "child", "label": "Under 14", "ages": {"under": 14}},
    {"id": "other", "label": "14 and over", "ages": {"at_least": 14}},
]


def eligibility(**values: object) -> Eligibility:
    return Eligibility.model_validate({**SOURCED, **values})


@pytest.mark.parametrize(
    ("ages", "answer"),
    [
        (AgeBounds(14, 14), AgeAnswer.YES),
        (AgeBounds(13, 14), AgeAnswer.NOT_CERTAIN),
        (AgeBounds(12, 13), AgeAnswer.NO),
    ],
)
def test_compares_with_the_least_age(ages: AgeBounds, answer: AgeAnswer) -> None:
    assert eligibility(min_age=14).is_old_enough(ages) is answer


def test_the_code_is_nameless_for_whoever_may_be_under_18() -> None:
    assert eligibility().is_nameless(AgeBounds(17, 18))
    assert not eligibility().is_nameless(AgeBounds(18, 19))
    assert not eligibility(nameless_below=0).is_nameless(AgeBounds(0, 0))


def test_an_age_group_holds_every_possible_age() -> None:
    grouped = eligibility(bands=BANDS)
    assert grouped.band_of(AgeBounds(12, 13)) == "child"
    assert grouped.band_of(AgeBounds(13, 14)) is None


@pytest.mark.parametrize("age", ["14", True, -1, 14.0])
def test_an_age_is_a_whole_number(age: object) -> None:
    with pytest.raises(ValidationError):
        eligibility(min_age=age)

import pytest
from pydantic import ValidationError

from app.core.birth_date import AgeBounds
from app.core.documents.age_range import EVERY_AGE, AgeRange

TEENS = AgeRange(at_least=13, under=20)


@pytest.mark.parametrize(
    ("ages", "surely", "perhaps"),
    [
        pytest.param(AgeBounds(12, 12), False, False, id="younger"),
        pytest.param(AgeBounds(12, 13), False, True, id="perhaps old enough"),
        pytest.param(AgeBounds(13, 19), True, True, id="both ends inside"),
        pytest.param(AgeBounds(19, 20), False, True, id="perhaps too old"),
        pytest.param(AgeBounds(20, 20), False, False, id="older"),
    ],
)
def test_tells_certain_from_possible(ages: AgeBounds, *, surely: bool, perhaps: bool) -> None:
    assert (TEENS.surely_includes(ages), TEENS.may_include(ages)) == (surely, perhaps)


def test_open_ends_take_everybody() -> None:
    assert EVERY_AGE.surely_includes(AgeBounds(0, 120))
    assert EVERY_AGE.may_include(AgeBounds(0, 0))


def test_refuses_a_range_without_ages() -> None:
    with pytest.raises(ValidationError, match="greater"):
        AgeRange(at_least=14, under=14)

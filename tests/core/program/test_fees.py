import pytest

from app.core.birth_date import AgeBounds
from app.core.program import ApplicationKind, FeeError, FeeProblem
from app.core.program.fees import FeeTable
from tests.core.program.profiles import SOURCED

FEES = FeeTable.model_validate(
    {
        "prices": [
            {"kinds": ["new"], "cents": 500, "ages": {"under": 18}, **SOURCED},
            {"kinds": ["new"], "cents": 1000, "ages": {"at_least": 18, "under": 65}, **SOURCED},
            {"kinds": ["new"], "cents": 0, "ages": {"at_least": 65}, **SOURCED},
            {"kinds": ["replacement"], "cents": 700, **SOURCED},
        ],
        "waivers": [
            {"id": "hardship", "label": "Cannot pay", **SOURCED},
            {"id": "half", "label": "Half", "cents": 500, "kinds": ["new"], **SOURCED},
        ],
    }
)
NEW, RENEWAL, REPLACEMENT = ApplicationKind


@pytest.mark.parametrize(
    ("kind", "ages", "waiver", "cents"),
    [
        pytest.param(NEW, AgeBounds(17, 17), None, 500, id="young"),
        pytest.param(NEW, AgeBounds(18, 18), None, 1000, id="grown up"),
        pytest.param(NEW, AgeBounds(17, 18), None, 500, id="perhaps young"),
        pytest.param(NEW, AgeBounds(64, 65), None, 0, id="perhaps old"),
        pytest.param(REPLACEMENT, AgeBounds(40, 40), None, 700, id="replacement"),
        pytest.param(REPLACEMENT, AgeBounds(40, 40), "hardship", 0, id="waived"),
        pytest.param(NEW, AgeBounds(40, 40), "half", 500, id="waived in part"),
        pytest.param(NEW, AgeBounds(70, 70), "half", 0, id="a waiver never costs"),
    ],
)
def test_names_the_lowest_price_that_is_possible(
    kind: ApplicationKind, ages: AgeBounds, waiver: str | None, cents: int
) -> None:
    assert FEES.cents(kind, ages=ages, waiver=waiver) == cents


@pytest.mark.parametrize(
    ("kind", "waiver", "reason"),
    [
        pytest.param(RENEWAL, None, FeeProblem.NOT_STATED, id="no price"),
        pytest.param(NEW, "lottery", FeeProblem.WAIVER_UNKNOWN, id="no such ground"),
        pytest.param(REPLACEMENT, "half", FeeProblem.WAIVER_UNKNOWN, id="not for this kind"),
    ],
)
def test_says_by_name_what_it_cannot_price(
    kind: ApplicationKind, waiver: str | None, reason: FeeProblem
) -> None:
    with pytest.raises(FeeError) as caught:
        FEES.cents(kind, ages=AgeBounds.exactly(40), waiver=waiver)
    assert caught.value.reason is reason

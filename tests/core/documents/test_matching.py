from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.documents.matching import met_requirements

WANTED = st.lists(st.frozensets(st.sampled_from("abcde")), max_size=5)


def _most(wanted: list[frozenset[str]]) -> int:
    """Count by trying every way to hand out five papers."""
    return max(
        sum(paper in wish for paper, wish in zip(order, wanted, strict=False))
        for order in permutations("abcde")
    )


@pytest.mark.parametrize(
    ("wanted", "met"),
    [
        pytest.param([], [], id="nothing wanted"),
        pytest.param(["a", ""], [True, False], id="no paper"),
        pytest.param(["ab", "a"], [True, True], id="the first gives way"),
        pytest.param(["a", "a"], [True, False], id="one paper serves once"),
        pytest.param(["abc", "ab", "a"], [True, True, True], id="a chain gives way"),
    ],
)
def test_hands_out_papers(wanted: list[str], met: list[bool]) -> None:
    assert met_requirements([frozenset(wish) for wish in wanted]) == met


@given(WANTED)
def test_meets_as_many_as_possible(wanted: list[frozenset[str]]) -> None:
    assert sum(met_requirements(wanted)) == _most(wanted)


@given(WANTED, st.lists(st.booleans(), min_size=5, max_size=5))
def test_another_paper_takes_nothing_away(wanted: list[frozenset[str]], serves: list[bool]) -> None:
    more = [wish | {"f"} if also else wish for wish, also in zip(wanted, serves, strict=False)]
    before = met_requirements(wanted)
    after = met_requirements(more)
    assert all(now or not then for now, then in zip(after, before, strict=True))

"""The age of status information."""

import pytest

from app.core.credential import Freshness, freshness


@pytest.mark.parametrize(
    ("as_of", "now", "limit", "expected"),
    [
        pytest.param(None, 100, 10, Freshness.UNKNOWN, id="no list"),
        pytest.param(100, 100, 10, Freshness.FRESH, id="just now"),
        pytest.param(90, 100, 10, Freshness.FRESH, id="at the limit"),
        pytest.param(89, 100, 10, Freshness.STALE, id="a second past the limit"),
        pytest.param(105, 100, 10, Freshness.FRESH, id="the verifier's clock is slow"),
    ],
)
def test_judges(as_of: int | None, now: int, limit: int, expected: Freshness) -> None:
    assert freshness(as_of, now=now, limit_seconds=limit) is expected


def test_the_limit_is_a_day_unless_told() -> None:
    assert freshness(0, now=86_400) is Freshness.FRESH
    assert freshness(0, now=86_401) is Freshness.STALE

"""Which form of a thing a request prefers."""

import pytest

from app.kit.accept import preferred_type

FIRST, SECOND = "application/a", "application/b"


@pytest.mark.parametrize(
    ("accept", "preferred"),
    [
        pytest.param("", FIRST, id="nothing"),
        pytest.param("*/*", FIRST, id="anything"),
        pytest.param("application/*", FIRST, id="anything of the group"),
        pytest.param("text/html, */*;q=0.1", FIRST, id="others first"),
        pytest.param("APPLICATION/B", SECOND, id="letters of any size"),
        pytest.param("application/a;q=0.2, application/b; q=0.3", SECOND, id="weights"),
        pytest.param("application/a;q=0, */*", SECOND, id="not the first"),
        pytest.param("application/a;q=much, application/b", SECOND, id="no weight"),
        pytest.param("application/b;level=1", SECOND, id="another parameter"),
        pytest.param(",;,/;q=", FIRST, id="noise"),
    ],
)
def test_the_most_specific_and_heaviest_range_wins(accept: str, preferred: str) -> None:
    assert preferred_type(accept, (FIRST, SECOND)) == preferred

import pytest

from app.core.disclosure.suppression import cell_text, publish


@pytest.mark.parametrize(
    ("count", "shown"),
    [
        pytest.param(0, "0", id="none"),
        pytest.param(1, "<11", id="one person"),
        pytest.param(10, "<11", id="the largest that is left out"),
        pytest.param(11, "11", id="the smallest that is shown"),
        pytest.param(4096, "4096", id="many"),
    ],
)
def test_small_counts_are_left_out(count: int, shown: str) -> None:
    assert cell_text(publish(count)) == shown


def test_small_counts_cannot_be_told_apart() -> None:
    assert {publish(count) for count in range(1, 11)} == {None}


def test_a_count_below_zero_is_an_error() -> None:
    with pytest.raises(ValueError, match="never negative"):
        publish(-1)

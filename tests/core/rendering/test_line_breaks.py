"""Breaking a paragraph, with the width of a line counted in characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.rendering.line_breaks import balance, wrap


def lines(text: str, limit: int, most: int = 9) -> list[str] | None:
    return wrap(text, limit=limit, most=most, measure=len)


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        pytest.param("Ana Lima", 8, ["Ana Lima"], id="fits"),
        pytest.param("Ana Lima", 5, ["Ana", "Lima"], id="at a space"),
        pytest.param("Anne-Marie", 6, ["Anne-", "Marie"], id="after a hyphen"),
        pytest.param("שרה־רות", 4, ["שרה־", "רות"], id="after a maqaf"),
        pytest.param("欧阳修田中", 3, ["欧阳修", "田中"], id="between Chinese characters"),
        pytest.param("佐々木ヨーコ", 4, ["佐々木", "ヨーコ"], id="not before a repeating sign"),
        pytest.param("𠮷葛\U000e0100城", 3, ["𠮷葛\U000e0100", "城"], id="after a variant"),
        pytest.param("a b c d", 3, ["a b", "c d"], id="as few as possible"),
        pytest.param("Alexandra", 5, None, id="one word too wide"),
        pytest.param("Al Alexandra", 5, None, id="a later word too wide"),
    ],
)
def test_wraps(text: str, limit: int, expected: list[str] | None) -> None:
    assert lines(text, limit) == expected


@given(st.text("aé -李ンーᄀ葛\U000e0100م", max_size=24), st.integers(1, 8))
def test_breaking_loses_nothing_but_spaces(text: str, limit: int) -> None:
    found = lines(text, limit)
    if found is not None:
        even = balance(text, lines=found, measure=len)
        assert len(even) <= len(found)
        for broken in (found, even):
            assert "".join(broken).replace(" ", "") == text.replace(" ", "")


def test_refuses_more_lines_than_allowed() -> None:
    assert lines("a b c", 1, most=2) is None
    assert lines("a b", 1, most=1) is None


def test_balances_the_lines() -> None:
    text = "Maria del Carmen Rodriguez Lima"
    greedy = lines(text, 26)
    assert greedy == ["Maria del Carmen Rodriguez", "Lima"]
    assert balance(text, lines=greedy, measure=len) == ["Maria del Carmen", "Rodriguez Lima"]

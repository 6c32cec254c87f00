"""Levels and order of runs, with cases of UAX 9."""

import pytest

from app.core.rendering.bidi import base_level, embedding_levels, visual_order


@pytest.mark.parametrize(
    ("text", "level"), [("Mary", 0), ("مريم", 1), ("12 שרה", 1), ("Mary مريم", 0), ("2026", 0)]
)
def test_a_paragraph_runs_as_its_first_strong_letter(text: str, level: int) -> None:
    assert base_level(text) == level


def test_left_to_right_text_has_one_level() -> None:
    assert embedding_levels("Ana 12", base=0) == (0,) * 6


def test_numbers_and_latin_words_run_left_to_right_inside_arabic() -> None:
    assert embedding_levels("مر ab 12", base=1) == (1, 1, 1, 2, 2, 2, 2, 2)


def test_a_joiner_goes_where_the_letter_before_it_goes() -> None:
    assert embedding_levels("علی\u200cرضا", base=1) == (1,) * 7  # noqa: RUF001 - another script on purpose
    assert embedding_levels("\u200cعلی", base=1) == (1,) * 4


def test_a_latin_line_of_a_right_to_left_paragraph_keeps_its_direction() -> None:
    assert embedding_levels("ab", base=1) == (2, 2)


@pytest.mark.parametrize(
    ("levels", "order"),
    [
        pytest.param((), "", id="nothing"),
        pytest.param((0, 0), "ab", id="left to right"),
        pytest.param((1, 1, 1), "cba", id="right to left"),
        pytest.param((1, 2, 1), "cba", id="a number between"),
        pytest.param((0, 1, 1, 0), "acbd", id="inside Latin"),
        pytest.param((1, 2, 2), "bca", id="two runs of a number"),
    ],
)
def test_runs_are_put_in_the_order_of_the_page(levels: tuple[int, ...], order: str) -> None:
    assert "".join(visual_order("abcd"[: len(levels)], levels=levels)) == order

"""Braille: the signs of Unified English Braille as its authority prints them, and their place."""

import pytest

from app.core.rendering.braille import NotInBrailleError, braille_area, braille_lines, dots_of

UNICODE = 0x2800


def as_characters(text: str, cells: int = 40) -> list[str]:
    """Return each line in the Braille block of Unicode, whose bits are the dots."""
    return [
        "".join(chr(UNICODE + sum(1 << int(dot) - 1 for dot in cell)) for cell in line)
        for line in braille_lines(text, cells=cells)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("abcdefghijklmnopqrstuvwxyz", "⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚⠅⠇⠍⠝⠕⠏⠟⠗⠎⠞⠥⠧⠺⠭⠽⠵"),
        ("1234567890", "⠼⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚"),
        ("City ID", "⠠⠉⠊⠞⠽⠀⠠⠠⠊⠙"),
        ("7a7k", "⠼⠛⠰⠁⠼⠛⠅"),
        ("o'clock, no. 4", "⠕⠄⠉⠇⠕⠉⠅⠂⠀⠝⠕⠲⠀⠼⠙"),
    ],
)
def test_words_and_numbers_are_written_as_the_rules_say(text: str, expected: str) -> None:
    assert as_characters(text) == [expected]


def test_a_card_number_is_broken_after_a_hyphen() -> None:
    assert as_characters("7K3M-0QXA-9BZ", cells=9) == ["⠼⠛⠠⠅⠼⠉⠠⠍⠤", "⠼⠚⠠⠠⠟⠭⠁⠤", "⠼⠊⠠⠠⠃⠵"]


def test_a_word_longer_than_a_line_is_refused() -> None:
    with pytest.raises(ValueError, match="longer than a line"):
        braille_lines("Riverbend", cells=5)


def test_a_letter_with_a_mark_is_refused_and_not_written_bare() -> None:
    with pytest.raises(NotInBrailleError):
        braille_lines("Peña", cells=20)


def test_dots_lie_at_the_known_distances_inside_the_area() -> None:
    dots = list(dots_of(braille_lines("by ja", cells=5), x=10, y=20))
    b1, b2 = dots[0], dots[1]
    assert (b1.x, b1.y, b1.width, b2.y - b1.y) == (10, 20, 1.6, 2.5)
    area = braille_area(x=10, y=20, cells=5, lines=1)
    assert all(area.x <= dot.x and dot.x + dot.width <= area.x + area.width for dot in dots)
    assert all(area.y <= dot.y and dot.y + dot.height <= area.y + area.height for dot in dots)
    assert min(dot.x for dot in dots if dot.x > 15) == 16  # the second cell begins 6 mm on

"""Braille on a card: Unified English Braille, uncontracted, at the spacing people's fingers know.

Measures are Marburg Medium, which ISO 17351 and the rules for packages of medicines also use.
Whether dots are raised is up to the tool that follows the layer: ink alone is not felt.
"""

import re
from collections.abc import Iterator

from app.core.rendering.operators import Area

DOT = 1.6
"""Diameter of a dot at its base, in millimetres."""
SPACING = 2.5
"""Between the centres of two dots of a cell."""
CELL = 6.0
LINE = 10.0

_FIRST_TEN = ("1", "12", "14", "145", "15", "124", "1245", "125", "24", "245")
_LETTERS = {
    **dict(zip("abcdefghij", _FIRST_TEN, strict=True)),
    **dict(zip("klmnopqrst", (f"{dots}3" for dots in _FIRST_TEN), strict=True)),
    **dict(zip("uvxyz", (f"{dots}36" for dots in _FIRST_TEN[:5]), strict=True)),
    "w": "2456",
}
_DIGITS = dict(zip("1234567890", _FIRST_TEN, strict=True))
_MARKS = {"-": "36", ".": "256", ",": "2", "'": "3", "\u2019": "3"}
_NUMBER, _CAPITAL, _GRADE_1 = "3456", "6", "56"
_PIECES = re.compile("[0-9]+|[A-Z]{2,}(?![a-z])|.", re.ASCII)
_CHUNKS = re.compile("[^ -]+-?|-")


class NotInBrailleError(ValueError):
    """There is no sign for a character here."""


def braille_lines(text: str, *, cells: int) -> list[list[str]]:
    """Return the cells of each line, broken at spaces and after hyphens.

    Each cell is its dots, numbered 1 to 6 down the left and down the right side.

    Raises:
        NotInBrailleError: a character is no Latin letter without marks, digit or simple mark.
        ValueError: a word has more than `cells`.
    """
    lines: list[list[str]] = []
    for word in text.split():
        joins = False
        for chunk in _CHUNKS.findall(word):
            signs = list(_signs(chunk))
            if len(signs) > cells:
                raise ValueError("a word is longer than a line")
            space = [] if joins else [""]
            if lines and len(lines[-1]) + len(space) + len(signs) <= cells:
                lines[-1] += [*space, *signs]
            else:
                lines.append(signs)
            joins = True
    return lines


def _signs(chunk: str) -> Iterator[str]:
    """Yield the cells of characters between two spaces or hyphens."""
    follows_digits = False
    for piece in _PIECES.findall(chunk):
        if piece[0] in _DIGITS:
            yield _NUMBER
            yield from (_DIGITS[digit] for digit in piece)
        elif piece.isupper():
            # One sign before a capital, two before a row of them; either ends the number.
            yield from [_CAPITAL] * min(len(piece), 2)
            yield from (_sign(letter.lower()) for letter in piece)
        else:
            if follows_digits and piece in "abcdefghij":
                yield _GRADE_1  # it would read as a digit
            yield _sign(piece)
        follows_digits = piece[0] in _DIGITS


def _sign(character: str) -> str:
    sign = _LETTERS.get(character) or _MARKS.get(character)
    if sign is None:
        raise NotInBrailleError
    return sign


def braille_area(*, x: float, y: float, cells: int, lines: int) -> Area:
    """Return the rectangle that holds so many cells and lines."""
    width = (cells - 1) * CELL + SPACING + DOT
    return Area(x, y, width, (lines - 1) * LINE + 2 * SPACING + DOT)


def dots_of(lines: list[list[str]], *, x: float, y: float) -> Iterator[Area]:
    """Yield the squares around the dots, from the top left corner of the first cell."""
    for row, line in enumerate(lines):
        for place, cell in enumerate(line):
            for dot in cell:
                across, down = divmod(int(dot) - 1, 3)
                left = x + place * CELL + across * SPACING
                yield Area(left, y + row * LINE + down * SPACING, DOT, DOT)

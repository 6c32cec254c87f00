"""Codabar (ANSI/AIM BC3-1995, also NW-7): what most library readers in North America expect."""

from app.core.rendering.barcodes.pattern import BarPattern, NotInSymbologyError

# Seven elements, four bars and three gaps in turn; 1 is wide.
_SIGNS = {
    "0": "0000011",
    "1": "0000110",
    "2": "0001001",
    "3": "1100000",
    "4": "0010010",
    "5": "1000010",
    "6": "0100001",
    "7": "0100100",
    "8": "0110000",
    "9": "1001000",
    "-": "0001100",
    "$": "0011000",
    ":": "1000101",
    "/": "1010001",
    ".": "1010100",
    "+": "0010101",
}
_LETTERS = {"A": "0011010", "B": "0101001", "C": "0001011", "D": "0001110"}


def codabar_pattern(text: str, *, start: str = "A", stop: str = "A") -> BarPattern:
    """Return a text between its start and stop letters as bars.

    Raises:
        NotInSymbologyError: a character is no digit nor one of `-$:/.+`, or a letter is not A to D.
    """
    try:
        signs = [_LETTERS[start], *(_SIGNS[character] for character in text), _LETTERS[stop]]
    except KeyError as error:
        raise NotInSymbologyError("codabar") from error
    # One narrow gap between two signs.
    elements = tuple(int(element) + 1 for element in "0".join(signs))
    return BarPattern(elements=elements, has_two_widths=True)

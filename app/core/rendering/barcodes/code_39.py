"""Code 39 (ISO/IEC 16388)."""

from collections.abc import Iterator

from app.core.rendering.barcodes.pattern import BarPattern, NotInSymbologyError

# Ten signs share a wide gap, and each of the ten has its own two wide bars.
_ROWS = {"1234567890": 1, "ABCDEFGHIJ": 2, "KLMNOPQRST": 3, "UVWXYZ-. *": 0}
_BARS = ("10001", "01001", "11000", "00101", "10100", "01100", "00011", "10010", "01010", "00110")
# Four signs have only narrow bars and one narrow gap, at this place.
_NARROW_GAP = {"$": 3, "/": 2, "+": 1, "%": 0}
_VALUES = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%"
"""In the order of their values for the check character."""


def _signs() -> Iterator[tuple[str, str]]:
    for row, wide in _ROWS.items():
        for character, bars in zip(row, _BARS, strict=True):
            yield character, _woven(bars, "".join("01"[gap == wide] for gap in range(4)))
    for character, narrow in _NARROW_GAP.items():
        yield character, _woven("00000", "".join("10"[gap == narrow] for gap in range(4)))


def _woven(bars: str, gaps: str) -> str:
    pairs = zip(bars, [*gaps, ""], strict=True)
    return "".join(bar + gap for bar, gap in pairs)


_SIGNS = dict(_signs())


def check_character(text: str) -> str:
    """Return the modulo 43 check character of a text.

    Raises:
        NotInSymbologyError: a character has no value.
    """
    try:
        return _VALUES[sum(_VALUES.index(character) for character in text) % 43]
    except ValueError as error:
        raise NotInSymbologyError("code39") from error


def code_39_pattern(text: str, *, has_mod_43: bool = False) -> BarPattern:
    """Return a text between its guards as bars, a check character behind it if wanted.

    Raises:
        NotInSymbologyError: a character is no digit, capital letter nor one of `-. $/+%`.
    """
    check = check_character(text)  # refuses what has no value
    signs = [_SIGNS[sign] for sign in f"*{text}{check if has_mod_43 else ''}*"]
    # One narrow gap between two signs.
    elements = tuple(int(element) + 1 for element in "0".join(signs))
    return BarPattern(elements=elements, has_two_widths=True)

"""Code 128 (ISO/IEC 15417), code sets B and C, with its check symbol."""

import re
from collections.abc import Iterator

from app.core.rendering.barcodes.pattern import BarPattern, NotInSymbologyError

_WIDTHS = (
    "212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 "
    "112232 122132 122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 "
    "311222 321122 321221 312212 322112 322211 212123 212321 232121 111323 131123 131321 "
    "112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 "
    "313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 "
    "314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 "
    "122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 "
    "124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 "
    "114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112"
)
"""Six widths a symbol, in the order of its value; the last is the stop with its closing bar."""
_SYMBOLS = tuple(_WIDTHS.split())
_TO_C, _TO_B = 99, 100
_START_B, _START_C = 104, 105
_STOP = 106
# Code set C packs two digits in a symbol. Changing to it pays from four digits at an end of the
# text and from six within (ISO/IEC 15417, annex E); one digit too many stays in set B.
_RUNS = re.compile(
    r"^(?P<all>(?:\d\d)+)$|^(?P<head>(?:\d\d){2,})|(?P<tail>(?:\d\d){2,})$"
    r"|(?P<middle>(?:\d\d){3,})(?!\d)"
)


def code_128_pattern(text: str) -> BarPattern:
    """Return a text as bars.

    Raises:
        NotInSymbologyError: a character is not printable ASCII.
    """
    values = code_128_values(text)
    check = (values[0] + sum(place * value for place, value in enumerate(values))) % 103
    widths = "".join(_SYMBOLS[value] for value in [*values, check, _STOP])
    return BarPattern(elements=tuple(map(int, widths)), has_two_widths=False)


def code_128_values(text: str) -> list[int]:
    """Return the values of the symbols from the start symbol on, without check and stop.

    Raises:
        NotInSymbologyError: a character is not printable ASCII.
    """
    if not text.isascii() or not text.isprintable() or not text:
        raise NotInSymbologyError("code128")
    values: list[int] = []
    was_in_c: bool | None = None
    for piece, is_in_c in _pieces(text):
        if was_in_c is None:
            values.append(_START_C if is_in_c else _START_B)
        else:
            values.append(_TO_C if is_in_c else _TO_B)
        was_in_c = is_in_c
        if is_in_c:
            values += [int(piece[at : at + 2]) for at in range(0, len(piece), 2)]
        else:
            values += [ord(character) - ord(" ") for character in piece]
    return values


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Cut a text into parts for code set B and parts of paired digits for code set C."""
    end = 0
    for run in _RUNS.finditer(text):
        if run.start() > end:
            yield text[end : run.start()], False
        yield run[0], True
        end = run.end()
    if end < len(text):
        yield text[end:], False

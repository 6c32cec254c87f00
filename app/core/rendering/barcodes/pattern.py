"""Bars and gaps of a code, and how they lie on the printer's dots."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, floor

from app.core.rendering.fit_refusal import FieldDoesNotFitError, FitRefusal
from app.core.rendering.qr import DOTS_PER_MM

QUIET_ZONE = 10
"""Narrow elements of paper on both sides (ISO/IEC 15417, ANSI/AIM BC3)."""
MIN_NARROW = 2
"""Printer dots of the narrowest element at 300 dpi: 0.17 mm."""
_MAX_NARROW = 4
_WIDE = (2.5, 3.0)
"""How many times wider than a narrow element a wide one is, where there are only these two."""


class NotInSymbologyError(ValueError):
    """A symbology has no sign for a character of the text."""


@dataclass(frozen=True, kw_only=True)
class BarPattern:
    """Bars and gaps in turn, a bar first and last."""

    elements: tuple[int, ...]
    """Widths in modules; where `has_two_widths`, 1 is narrow and 2 is wide."""
    has_two_widths: bool


@dataclass(frozen=True, kw_only=True)
class BarPlace:
    """Where the bars lie, in whole printer dots from the card's left edge."""

    bars: tuple[tuple[int, int], ...]
    """Start and width of each bar."""
    narrow: int
    """Width of the narrowest element."""


def place_bars(pattern: BarPattern, *, x: float, width: float, element: str) -> BarPlace:
    """Centre the bars with their quiet zones in a width (mm), as large as whole dots allow.

    Raises:
        FieldDoesNotFitError: `barcode_too_wide`, naming `element`, when a narrow bar or gap would
            get less than two dots.
    """
    room = floor(width * DOTS_PER_MM)
    for narrow, wide in _candidates(pattern):
        widths = [_dots(element, pattern, narrow, wide) for element in pattern.elements]
        needed = sum(widths) + 2 * QUIET_ZONE * narrow
        if needed <= room:
            start = ceil(x * DOTS_PER_MM) + (room - needed) // 2 + QUIET_ZONE * narrow
            return BarPlace(bars=tuple(_bars(widths, start=start)), narrow=narrow)
    raise FieldDoesNotFitError(element, FitRefusal.BARCODE_TOO_WIDE)


def _candidates(pattern: BarPattern) -> Iterator[tuple[int, int]]:
    """Widths of narrow and wide elements in dots, the largest first."""
    least, most = _WIDE
    for narrow in range(_MAX_NARROW, MIN_NARROW - 1, -1):
        if not pattern.has_two_widths:
            yield narrow, 0
            continue
        for wide in range(floor(most * narrow), ceil(least * narrow) - 1, -1):
            yield narrow, wide


def _dots(element: int, pattern: BarPattern, narrow: int, wide: int) -> int:
    if pattern.has_two_widths:
        return narrow if element == 1 else wide
    return element * narrow


def _bars(widths: list[int], *, start: int) -> Iterator[tuple[int, int]]:
    for index, width in enumerate(widths):
        if index % 2 == 0:
            yield start, width
        start += width

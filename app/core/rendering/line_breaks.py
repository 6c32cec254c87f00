"""Where a paragraph may be broken into lines, and the fewest lines of a given width."""

import re
from collections.abc import Callable, Sequence

# After a space, after a hyphen inside a word, and between characters of the East Asian scripts that
# may break anywhere, but for small and repeating signs, which begin no line. Thai, Khmer and
# Burmese would need a dictionary: they break at spaces only.
_EAST_ASIAN = (
    "\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U000323af"
)
_SELECTORS = "\ufe00-\ufe02\U000e0100-\U000e01ef"
_BEGINS_NO_LINE = "々〻ー・ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶゝゞヽヾ"
_BREAK = re.compile(
    r"(?<= )(?=[^ ])|(?<=[\-\u2010\u05be])(?=\w)"
    rf"|(?<=[{_EAST_ASIAN}{_SELECTORS}])(?![{_BEGINS_NO_LINE}])(?=[{_EAST_ASIAN}])"
)

Measure = Callable[[str], float]
"""The width of a line, in any unit, the same as the limit's."""


def wrap(paragraph: str, *, limit: float, most: int, measure: Measure) -> list[str] | None:
    """Return the fewest lines no wider than `limit`, or None when that takes more than `most`."""
    if measure(paragraph) <= limit:
        return [paragraph]
    if most == 1:
        return None
    lines: list[str] = []
    current = ""
    for piece in _BREAK.split(paragraph):
        if measure((current + piece).rstrip(" ")) <= limit:
            current += piece
        elif measure(piece.rstrip(" ")) > limit:
            return None
        else:
            lines.append(current.rstrip(" "))
            current = piece
    lines.append(current.rstrip(" "))
    return lines if len(lines) <= most else None


def balance(paragraph: str, *, lines: Sequence[str], measure: Measure) -> list[str]:
    """Return as many lines, as even in width as their number allows."""
    best = list(lines)
    widest = max(map(measure, lines))
    narrow, wide = widest / len(lines), widest
    for _ in range(8):  # a bisection down to 1/256 of the width is finer than any word
        limit = (narrow + wide) / 2
        tried = wrap(paragraph, limit=limit, most=len(lines), measure=measure)
        if tried is None:
            narrow = limit
        else:
            best, wide = tried, limit
    return best

"""Random names in every listed writing system, as a keyboard slip could make them."""

from collections.abc import Mapping
from itertools import chain
from unicodedata import category

from hypothesis import strategies as st

Ranges = tuple[tuple[int, int], ...]

RANGES: Mapping[str, Ranges] = {
    "Latin": ((0x41, 0x5A), (0x61, 0x7A), (0xC0, 0x24F), (0x300, 0x30A), (0x1E00, 0x1EFF)),
    "Vietnamese": ((0x41, 0x5A), (0x61, 0x7A), (0x1EA0, 0x1EF9), (0x1A0, 0x1B0)),
    "Cyrillic": ((0x400, 0x481), (0x48A, 0x52F)),
    "Greek": ((0x391, 0x3CE), (0x1F00, 0x1FFC)),
    "Arabic": ((0x620, 0x652), (0x671, 0x6D3)),
    "Persian": ((0x621, 0x64A), (0x67E, 0x67E), (0x686, 0x6CC)),
    "Hebrew": ((0x591, 0x5BD), (0x5D0, 0x5EA)),
    "Ethiopic": ((0x1200, 0x135A),),
    "Devanagari": ((0x900, 0x94D), (0x958, 0x961)),
    "Bengali": ((0x980, 0x9CD), (0x9DC, 0x9E1)),
    "Khmer": ((0x1780, 0x17B3), (0x17B6, 0x17D3)),
    "Thai": ((0xE01, 0xE3A), (0xE40, 0xE4E)),
    "Burmese": ((0x1000, 0x103F), (0x1050, 0x1059)),
    "Chinese": ((0x3400, 0x4DB5), (0x4E00, 0x9FEF), (0x20BB7, 0x20BB7)),
    "Japanese": ((0x3041, 0x3096), (0x30A1, 0x30FA), (0x4E00, 0x9FA5)),
    "Korean": ((0xAC00, 0xD7A3), (0x1100, 0x1112), (0x1161, 0x1175), (0x11A8, 0x11C2)),
}
"""Code points of each writing system that names use."""


def characters(system: str) -> list[str]:
    """Return a writing system's letters and marks."""
    points = chain.from_iterable(range(first, last + 1) for first, last in RANGES[system])
    return [chr(point) for point in points if category(chr(point))[0] in "LM"]


def names(system: str) -> st.SearchStrategy[str]:
    """Return names of one writing system, of one letter up to sixty; with signs between."""
    letters = st.sampled_from(characters(system))
    between = st.sampled_from("  -'\u2019\u200c\u200d\U000e0100")
    signs = st.one_of(letters, letters, letters, letters, between)
    # A length first: left alone, hypothesis makes short texts nearly always.
    return st.integers(1, 60).flatmap(lambda size: st.text(signs, min_size=size, max_size=size))


def any_names() -> st.SearchStrategy[str]:
    """Return names whose words may be of two writing systems, of either direction."""
    one = st.sampled_from(list(RANGES)).flatmap(names)
    return st.one_of(one, st.tuples(one, one).map(" ".join))

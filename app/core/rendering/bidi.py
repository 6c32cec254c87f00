"""Which parts of a line run right to left, by the Unicode Bidirectional Algorithm (UAX 9).

python-bidi resolves the levels; the reordering of runs (rule L2) is done here, because glyphs are
positioned run by run and never character by character.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import TypeVar

from bidi import algorithm

# Nothing below U+0590 runs right to left: most lines need no algorithm at all.
_MAY_RUN_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U0001efff]"
)

Run = TypeVar("Run")


def base_level(text: str) -> int:
    """Return 1 when the first strong character of `text` runs right to left, else 0."""
    if _MAY_RUN_RIGHT_TO_LEFT.search(text) is None:
        return 0
    return int(algorithm.get_base_level(text))


def embedding_levels(line: str, *, base: int) -> tuple[int, ...]:
    """Return one level per character of `line`; odd levels run right to left."""
    if base == 0 and _MAY_RUN_RIGHT_TO_LEFT.search(line) is None:
        return (0,) * len(line)
    storage = algorithm.get_empty_storage()
    storage["base_level"], storage["base_dir"] = base, "LR"[base]
    algorithm.get_embedding_levels(line, storage)
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, debug=False)
    algorithm.resolve_implicit_levels(storage, debug=False)
    resolved = iter([character["level"] for character in storage["chars"]])
    levels: list[int] = []
    for character in line:
        # Rule X9 leaves joiners out; they go where the letter before them goes.
        joiner = unicodedata.bidirectional(character) == "BN"
        levels.append((levels[-1] if levels else base) if joiner else next(resolved))
    return tuple(levels)


def visual_order(runs: Sequence[Run], *, levels: Sequence[int]) -> list[Run]:
    """Return runs in the order they stand on the page, left to right (rule L2)."""
    placed = list(zip(levels, runs, strict=True))
    for level in range(max(levels, default=0), 0, -1):
        start = 0
        while start < len(placed):
            end = start
            while end < len(placed) and placed[end][0] >= level:
                end += 1
            placed[start:end] = placed[start:end][::-1]
            start = end + 1
    return [run for _, run in placed]

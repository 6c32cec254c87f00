"""Which writing system a character belongs to, told from its Unicode name.

The standard library carries no script property; the first word of a letter's name is the script for
every script our fonts cover, and an unknown one only makes a run of its own.
"""

import re
import unicodedata
from functools import lru_cache

_SAME_SCRIPT = {"FULLWIDTH": "LATIN", "HALFWIDTH": "KATAKANA", "MODIFIER": None}

_SELECTOR = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def is_variation_selector(character: str) -> bool:
    """Say whether a character asks for another form of the letter before it (UTS 37)."""
    return _SELECTOR.match(character) is not None


@lru_cache(maxsize=4096)
def script_of(character: str) -> str | None:
    """Return a letter's script (`"LATIN"`, `"ARABIC"`, `"CJK"`, ...), None for what all share."""
    if not unicodedata.category(character).startswith("L"):
        return None
    word = unicodedata.name(character, "UNKNOWN").split(" ", 1)[0]
    return _SAME_SCRIPT.get(word, word)


def scripts_in(text: str) -> frozenset[str]:
    """Return the scripts whose letters appear in `text`."""
    return frozenset(script for script in map(script_of, text) if script is not None)

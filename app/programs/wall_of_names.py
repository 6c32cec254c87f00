"""The worst names for a card, read from `wall_of_names.toml` beside this file."""

import tomllib
from functools import lru_cache
from pathlib import Path

from app.core.rendering.wall import HardName

_FILE = Path(__file__).with_suffix(".toml")


@lru_cache(maxsize=1)
def wall_of_names() -> tuple[HardName, ...]:
    """Return every name with its writing system, in the order of the wall."""
    groups = tomllib.loads(_FILE.read_text("utf-8"))["names"]
    return tuple(
        HardName(text, writing_system=group["writing_system"])
        for group in groups
        for text in group["texts"]
    )

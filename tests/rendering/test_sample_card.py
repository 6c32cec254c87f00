"""The pictures of sample cards are the shipped designs, drawn today."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from scripts.sample_card import draw_sample, pictures

# Another build of a rasteriser may round an edge differently: a share of the dots, and how far.
MAY_DIFFER = 0.01
NOTICEABLE = 24


@pytest.mark.parametrize(("name", "width", "file"), pictures(), ids=lambda part: str(part)[-24:])
def test_a_committed_picture_is_what_the_design_draws(name: str, width: int, file: Path) -> None:
    with Image.open(file) as kept:
        committed = np.asarray(kept.convert("RGB")).astype(int)
    drawn = np.asarray(draw_sample(name, width=width)).astype(int)
    assert committed.shape == drawn.shape
    differs = (np.abs(committed - drawn) > NOTICEABLE).any(axis=2)
    assert differs.mean() < MAY_DIFFER

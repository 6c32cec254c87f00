"""The picture in the README is the shipped design, drawn today."""

import numpy as np
from PIL import Image

from scripts.sample_card import TARGET, draw_sample

# Another build of a rasteriser may round an edge differently: a share of the dots, and how far.
MAY_DIFFER = 0.01
NOTICEABLE = 24


def test_the_committed_picture_is_what_the_design_draws() -> None:
    with Image.open(TARGET) as kept:
        committed = np.asarray(kept.convert("RGB")).astype(int)
    drawn = np.asarray(draw_sample()).astype(int)
    assert committed.shape == drawn.shape
    differs = (np.abs(committed - drawn) > NOTICEABLE).any(axis=2)
    assert differs.mean() < MAY_DIFFER

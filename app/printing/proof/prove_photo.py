"""The photo in its box is the cardholder's, cut as the design says, and shows something."""

from io import BytesIO

import numpy as np
import numpy.typing as npt
from PIL import Image

from app.core.rendering.template import ImageElement
from app.kit.raster import Dots
from app.printing.proof.face import DOTS_PER_MM, Face, region
from app.printing.proof.fault import ProofError, ProofFault

Colours = npt.NDArray[np.float32]

_INSET = 4
"""Dots left out along the edges, where frames lie over the photo."""
_BLOCK = 8
"""Dots of a side that are looked at together: how fine detail was scaled does not matter."""
_UNLIKE, _UNLIKE_BASE = 2.0, 1.0
"""Steps of 255 by which two ways of scaling one photo differ on average, and what shines through.

Measured: 0.2 to 1.9 for the same photo, 2.5 and more for one moved by half a millimetre.
"""
_FLAT = 3.0
"""Standard deviation in steps of 255: a lens cap, a wall."""


def prove_photo(face: Face, element: ImageElement, *, photo: bytes) -> None:
    """Compare the dots of the box with the stored photo.

    Raises:
        ProofError: `photo_missing`, `photo_differs` or `photo_flat`.
    """
    inset = max(_INSET, round(element.radius * DOTS_PER_MM))
    where = region(element.area, margin=-inset)
    page, base = _blocks(_colours(face.page[where])), _blocks(_colours(face.base[where]))
    own = _blocks(_cut(photo, element)[inset:-inset, inset:-inset])
    free = ~_blocks(face.drawn[where][:, :, np.newaxis])[:, :, 0].astype(bool)
    expected = base + (own - base) * element.opacity
    if _distance(page, expected, free) > _UNLIKE_BASE + _UNLIKE * element.opacity:
        is_bare = _distance(page, base, free) < _UNLIKE_BASE
        fault = ProofFault.PHOTO_MISSING if is_bare else ProofFault.PHOTO_DIFFERS
        raise ProofError(element.id, fault)
    if own.mean(axis=2).std() < _FLAT:
        raise ProofError(element.id, ProofFault.PHOTO_FLAT)


def _distance(one: Colours, other: Colours, free: npt.NDArray[np.bool_]) -> float:
    return float(np.abs(one - other)[free].mean())


def _colours(dots: Dots) -> npt.NDArray[np.uint8]:
    parts = np.ascontiguousarray(dots).view(np.uint8).reshape(*dots.shape, 4)
    return parts[:, :, 2::-1]


def _blocks(values: npt.NDArray[np.uint8] | npt.NDArray[np.bool_]) -> Colours:
    """Return means of squares; what is left at the right and below is dropped."""
    rows, columns = (side // _BLOCK for side in values.shape[:2])
    whole = values[: rows * _BLOCK, : columns * _BLOCK]
    squares = whole.reshape(rows, _BLOCK, columns, _BLOCK, values.shape[2])
    means: Colours = squares.mean(axis=(1, 3), dtype=np.float32)
    return means


def _cut(photo: bytes, element: ImageElement) -> npt.NDArray[np.uint8]:
    """Return the part of the photo that covers the box, in the box's dots."""
    rows, columns = region(element.area)
    size = (columns.stop - columns.start, rows.stop - rows.start)
    with Image.open(BytesIO(photo)) as picture:
        scale = max(element.width / picture.width, element.height / picture.height)
        wide, high = element.width / scale / picture.width, element.height / scale / picture.height
        picture.draft("RGB", size)
        left = max(0.0, picture.width * (1 - wide) / 2)
        top = max(0.0, picture.height * (1 - high) / 2)
        box = (left, top, picture.width - left, picture.height - top)
        seen = picture.convert("RGB").resize(size, Image.Resampling.BOX, box=box)
    return np.asarray(seen)

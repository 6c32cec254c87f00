"""A face small enough for a code: for a person who compares it with the holder."""

from io import BytesIO

from PIL import Image

SIZE = (60, 75)
"""Pixels; with fewer a face is not known again, with more the budget goes into edges."""
_CENTRE = (0.1, 0.06, 0.9, 0.86)
"""What of the photo is taken, as shares of its sides: a face fills more of a small picture."""
_QUALITIES = range(60, -1, -1)


def small_face(photo: bytes, *, max_bytes: int) -> bytes | None:
    """Return the best WebP of the photo within a budget, always the same; None if none is small.

    The photo is one that was taken in and sealed, so that it is a JPEG of 600 x 750 pixels.
    """
    with Image.open(BytesIO(photo), formats=("JPEG",)) as opened:
        width, height = opened.size
        left, top, right, bottom = _CENTRE
        box = (width * left, height * top, width * right, height * bottom)
        face = opened.convert("RGB").resize(SIZE, Image.Resampling.LANCZOS, box=box)
    for quality in _QUALITIES:
        file = BytesIO()
        face.save(file, "WEBP", quality=quality, method=6)
        if file.tell() <= max_bytes:
            return file.getvalue()
    return None

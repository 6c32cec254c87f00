"""Renders a card's PDF as a printer would and reads it back."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2
import zxingcpp
from PIL import Image

from app.core.rendering.operators import Area

DPI = 300
DOTS_PER_MM = DPI / 25.4


def faces_of(pdf: bytes) -> list[Image.Image]:
    """Return front and back at the printer's resolution."""
    return [_printed(page) for page in pypdfium2.PdfDocument(pdf)]


def _printed(page: pypdfium2.PdfPage) -> Image.Image:
    """Render at exactly 300 dpi: a card is no whole number of dots, a raster is.

    The renderer would stretch the page to the next dot; so the page is first widened to whole dots,
    from its top left corner as a printer does.
    """
    width, height = page.get_size()
    dot = 72 / DPI
    wide, high = (ceil(side / dot - 0.05) * dot - 1e-4 for side in (width, height))
    page.set_mediabox(0, height - high, wide, height)
    picture: Image.Image = page.render(scale=DPI / 72).to_pil()
    return picture.convert("RGB")


@dataclass(frozen=True)
class ReadCode:
    """A QR symbol as a reader found it."""

    text: str
    version: int
    level: str
    mask: int
    left: float
    top: float
    side: float
    """Of the whole symbol, in dots."""


def read_code(face: Image.Image) -> ReadCode:
    """Read the one QR symbol on a face."""
    (code,) = zxingcpp.read_barcodes(np.asarray(face))
    where = code.position
    extra: dict[str, Any] = code.extra  # type: ignore[assignment]  # its stub says object
    return ReadCode(
        text=code.text,
        version=int(extra["Version"]),
        level=str(extra["ECLevel"]),
        mask=int(extra["DataMask"]),
        left=where.top_left.x,
        top=where.top_left.y,
        side=where.top_right.x - where.top_left.x,
    )


def cut(face: Image.Image, area: Area) -> npt.NDArray[np.uint8]:
    """Return the dots of an area given in millimetres."""
    left, top = round(area.x * DOTS_PER_MM), round(area.y * DOTS_PER_MM)
    right = round((area.x + area.width) * DOTS_PER_MM)
    bottom = round((area.y + area.height) * DOTS_PER_MM)
    return np.asarray(face.crop((left, top, right, bottom)))


def ink_box(face: Image.Image) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of everything dark, in millimetres."""
    dark = np.asarray(face.convert("L")) < 128
    rows, columns = np.flatnonzero(dark.any(1)), np.flatnonzero(dark.any(0))
    edges = (columns[0], rows[0], columns[-1] + 1, rows[-1] + 1)
    left, top, right, bottom = (float(edge) / DOTS_PER_MM for edge in edges)
    return left, top, right, bottom


def share_differing(one: Sequence[Image.Image], other: Sequence[Image.Image]) -> list[float]:
    """Return, per face, which share of the dots differs."""
    return [
        float((np.asarray(a) != np.asarray(b)).any(axis=2).mean())
        for a, b in zip(one, other, strict=True)
    ]

"""Draws a proof of a design as pictures: never stored, gone with the answer."""

from dataclasses import dataclass
from io import BytesIO

import numpy as np
from PIL import Image

from app.core.rendering.card import draw_card
from app.core.rendering.content import CardContent
from app.core.rendering.design import CardDesign
from app.core.rendering.fit_refusal import FieldDoesNotFitError, FieldRefusal
from app.core.rendering.measure import measure
from app.kit.raster import Dots, raster_pages

DPI = 220
"""Sharp on a screen, and small enough to travel inside a page."""
_COLOURS = 128


@dataclass(frozen=True, kw_only=True)
class Proof:
    """Front and back as PNG, or what does not fit and no picture."""

    front: bytes = b""
    back: bytes = b""
    refusals: tuple[FieldRefusal, ...] = ()


def draw_proof(design: CardDesign, content: CardContent) -> Proof:
    """Draw a card of nobody."""
    refusals = measure(design, content)
    if refusals:
        return Proof(refusals=tuple(refusals))
    try:
        pdf = draw_card(design, content)
    except FieldDoesNotFitError as error:
        return Proof(refusals=(error.refusal,))
    front, back = (_png(page.dots) for page in raster_pages(pdf, dpi=DPI)[:2])
    return Proof(front=front, back=back)


def _png(dots: Dots) -> bytes:
    parts = [(dots >> shift & 0xFF).astype(np.uint8) for shift in (16, 8, 0)]
    picture = Image.fromarray(np.dstack(parts))
    file = BytesIO()
    picture.quantize(_COLOURS, dither=Image.Dither.NONE).save(file, "PNG")
    return file.getvalue()

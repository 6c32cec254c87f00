"""One side of a finished card beside what it must show, as dots."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from app.core.rendering.operators import Area
from app.core.rendering.template import CARD_HEIGHT, CARD_WIDTH, AnyElement, ImageElement
from app.kit.raster import MM_PER_INCH, Dots

DPI = 300
"""Resolution of card printers; the symbol's modules are whole dots of it."""
DOTS_PER_MM = DPI / MM_PER_INCH
CARD_DOTS = (slice(0, int(CARD_HEIGHT * DOTS_PER_MM)), slice(0, int(CARD_WIDTH * DOTS_PER_MM)))
"""The dots that lie on the card as a whole."""
BLACK, WHITE = 0x000000, 0xFFFFFF

Mask = npt.NDArray[np.bool_]
Region = tuple[slice, slice]


@dataclass(frozen=True, kw_only=True)
class Face:
    """A side as it is, and the pictures it is compared with."""

    name: str
    elements: Sequence[AnyElement]
    """What this card has on this side and not every card has."""
    page: Dots
    base: Dots
    """The side with nothing on it but what is on every card of the program."""
    inked: Mask
    """Where texts and codes of this card are solid, `ink` being their colour there."""
    ink: Dots
    drawn: Mask
    """Where texts and codes of this card are, edges included."""
    bare: Mask
    """Where neither a text nor a code nor a photo of this card is."""

    def fails(self) -> Mask:
        """Return the dots that are not what they must be."""
        strange: Mask = (self.page != self.base) & self.bare
        lacking: Mask = (self.page != self.ink) & self.inked
        return np.logical_or(strange, lacking)


def region(area: Area, *, margin: int = 0) -> Region:
    """Return the dots of an area in millimetres, `margin` dots larger on every side."""
    left, top = round(area.x * DOTS_PER_MM), round(area.y * DOTS_PER_MM)
    right = round((area.x + area.width) * DOTS_PER_MM)
    bottom = round((area.y + area.height) * DOTS_PER_MM)
    return (
        slice(max(0, top - margin), max(0, bottom + margin)),
        slice(max(0, left - margin), max(0, right + margin)),
    )


def images_of(elements: Sequence[AnyElement]) -> list[ImageElement]:
    """Return the photo, and the small copies of it."""
    return [element for element in elements if isinstance(element, ImageElement)]


def green(dots: Dots) -> npt.NDArray[np.uint8]:
    """Return the green part, for readers of codes: black and white are themselves in it."""
    return np.ascontiguousarray((dots >> 8) & 0xFF).astype(np.uint8)

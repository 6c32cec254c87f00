"""Where on its side an element may be, and where its ink is."""

from app.core.rendering.content import CardContent
from app.core.rendering.design import CardDesign
from app.core.rendering.elements import set_element, top_of
from app.core.rendering.operators import Area
from app.core.rendering.template import AnyElement, Box, MicrotextElement, QRElement, TextElement
from app.core.rendering.text import POINT


def box_of(element: AnyElement, *, design: CardDesign, content: CardContent) -> Area:
    """Return the box that a design gives an element on this card, in millimetres."""
    match element:
        case TextElement():
            top = top_of(element, design=design, content=content)
            return Area(element.x, top, element.width, element.height)
        case MicrotextElement():
            height = element.size * POINT
            return Area(element.x, element.baseline - height, element.width, 1.5 * height)
        case QRElement():
            return Area(element.x, element.y, element.size, element.size)
        case Box():
            return element.area
        case _:
            raise ValueError(f"{element.id} is never one card's own")


def ink_of(element: AnyElement, *, design: CardDesign, content: CardContent) -> Area:
    """Return the area of what is drawn of an element on this card, in millimetres."""
    if not isinstance(element, TextElement):
        return box_of(element, design=design, content=content)
    left, top, right, bottom = set_element(element, design=design, content=content).ink
    return Area(left, top, right - left, bottom - top)

"""Does the art at a card's edges go on outside it? Cut from a sheet, it would show white else."""

import re
from collections.abc import Iterator

from app.core.rendering.operators import Area
from app.core.rendering.template import (
    BLEED,
    CARD_HEIGHT,
    CARD_WIDTH,
    AnyElement,
    ArtElement,
    CardTemplate,
    GuillocheElement,
    RectElement,
    TintElement,
)

_CLOSE = 0.01


def short_edges(element: AnyElement, *, template: CardTemplate) -> Iterator[str]:
    """Yield the edges of the card that an area touches and does not pass by the whole bleed."""
    for area in _areas(element, template=template):
        beyond = {
            "left": -area.x,
            "top": -area.y,
            "right": area.x + area.width - CARD_WIDTH,
            "bottom": area.y + area.height - CARD_HEIGHT,
        }
        for edge, length in beyond.items():
            if -_CLOSE < length < BLEED - _CLOSE:
                yield edge


def _areas(element: AnyElement, *, template: CardTemplate) -> Iterator[Area]:
    """Yield what an element covers; lines and rosettes may end anywhere."""
    match element:
        case TintElement() | GuillocheElement():
            yield element.area
        case RectElement() if element.fill:
            yield element.area
        case ArtElement():
            drawing = template.art[element.art]
            scale = element.width / drawing.width
            for shape in drawing.shapes:
                if shape.fill:
                    hull = _hull(shape.path, element=element, scale=scale)
                    yield hull if element.repeat == 1 else _row(hull, element=element)


def _hull(path: str, *, element: ArtElement, scale: float) -> Area:
    numbers = [float(number) * scale for number in re.findall(r"-?[0-9.]+", path)]
    across, down = numbers[::2], numbers[1::2]
    left, top = element.x + min(across), element.y + min(down)
    return Area(left, top, max(across) - min(across), max(down) - min(down))


def _row(hull: Area, *, element: ArtElement) -> Area:
    """Return what a border covers: its copies join, whatever the single shape's sides."""
    return Area(element.x, hull.y, element.width * element.repeat, hull.height)

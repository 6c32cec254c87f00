"""What a card's two sides must show, drawn apart: what every card has, and this card's own ink.

The parts are drawn without one another, so that neither what lies over a name nor ink beside it can
hide in the comparison.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

import numpy as np

from app.core.rendering import operators
from app.core.rendering.card import new_canvas
from app.core.rendering.card_drawer import CARD_SIZE, MILLIMETRES_DOWN
from app.core.rendering.content import CardContent, ProgramText
from app.core.rendering.design import CardDesign
from app.core.rendering.elements import element_operators, is_on_every_card, is_shown
from app.core.rendering.ink import Ink
from app.core.rendering.operators import Area
from app.core.rendering.template import (
    CARD_HEIGHT,
    CARD_WIDTH,
    AnyElement,
    ImageElement,
)
from app.kit.raster import Dots, raster_pages
from app.printing.proof.face import BLACK, CARD_DOTS, DPI, Face, Mask, images_of, region

_GROUND = "#02fd03"  # own ink is drawn on a colour that no text has: white letters are seen too
_GROUND_DOT = int(_GROUND[1:], 16)
_BEYOND = Area(-1, -1, CARD_WIDTH + 2, CARD_HEIGHT + 2)

Keep = Callable[[AnyElement], bool]


@dataclass(frozen=True, eq=False, slots=True)
class _Design:
    """A design as a key: the same object, since a template cannot be hashed."""

    value: CardDesign

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Design) and other.value is self.value

    def __hash__(self) -> int:
        return id(self.value)

    def is_fixed(self, element: AnyElement) -> bool:
        """Say whether an element is the same on every card of a program."""
        return is_on_every_card(element, template=self.value.template)


def expected_faces(
    pages: Sequence[Dots], *, design: CardDesign, content: CardContent
) -> list[Face]:
    """Return front and back, each beside what it must show.

    Raises:
        FieldDoesNotFitError: the content does not fit the design.
    """
    same = _Design(design)

    def is_own(element: AnyElement) -> bool:
        return not same.is_fixed(element) and is_shown(element, content=content)

    bases = _bases(same, content.program)
    return _faces(pages, bases, keep=is_own, design=design, content=content)


@lru_cache(maxsize=8)
def _bases(design: _Design, program: ProgramText) -> list[Dots]:
    """Draw what is on every card of a program, once in a process."""
    content = CardContent(program=program, name="")
    return _drawn(design.value, content, keep=design.is_fixed)


def _faces(
    pages: Sequence[Dots],
    bases: Sequence[Dots],
    *,
    keep: Keep,
    design: CardDesign,
    content: CardContent,
) -> list[Face]:
    inks = _drawn(design, content, keep=keep, ground=_GROUND)
    faces = []
    sides = design.template.sides.items()
    for page, base, ink, (name, side) in zip(pages, bases, inks, sides, strict=True):
        elements = tuple(filter(keep, side))
        drawn = ink != _GROUND_DOT
        bare = ~drawn
        for image in images_of(elements):
            bare[region(image.area, margin=1)] = False
        faces.append(
            Face(
                name=name,
                elements=elements,
                page=page[CARD_DOTS],
                base=base,
                ink=ink,
                inked=_solid(ink, elements, design=design),
                drawn=drawn,
                bare=bare,
            )
        )
    return faces


def _solid(ink: Dots, elements: Sequence[AnyElement], *, design: CardDesign) -> Mask:
    names = {getattr(element, "colour", "black") for element in elements}
    colours = {BLACK, *(int(design.template.colour(name)[1:], 16) for name in names)}
    solid = np.zeros(ink.shape, bool)
    for colour in colours:
        solid |= ink == colour
    return solid


def _drawn(
    design: CardDesign, content: CardContent, *, keep: Keep, ground: str = "#ffffff"
) -> list[Dots]:
    """Draw some elements of both sides one after another, without forms; never a photo."""
    output = BytesIO()
    canvas = new_canvas(output, size=CARD_SIZE, program=content.program)
    floor = f"{Ink.of(ground).fill} {operators.rectangle(_BEYOND)} f"
    for side in design.template.sides.values():
        canvas.addLiteral(f"{MILLIMETRES_DOWN}\n{floor}")
        for element in filter(keep, side):
            if not isinstance(element, ImageElement):
                drawn = element_operators(element, design=design, content=content)
                canvas.addLiteral(f"q {drawn}\nQ")
        canvas.showPage()
    canvas.save()
    return [page.dots[CARD_DOTS] for page in raster_pages(output.getvalue(), dpi=DPI)]

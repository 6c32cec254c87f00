"""What a card's two sides must show, drawn apart: what every card has, and this card's own ink.

The parts are drawn without one another, so that neither what lies over a name nor ink beside it can
hide in the comparison.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from app.core.rendering.card import draw_card
from app.core.rendering.content import CardContent, ProgramText
from app.core.rendering.design import CardDesign
from app.core.rendering.elements import is_on_every_card, is_shown
from app.core.rendering.template import (
    CARD_HEIGHT,
    CARD_WIDTH,
    AnyElement,
    ImageElement,
    RectElement,
    TextElement,
)
from app.kit.raster import Dots, raster_pages
from app.printing.proof.face import BLACK, DPI, Face, Mask, images_of, region

FACES = ("front", "back")

_GROUND = "#02fd03"  # own ink is drawn on a colour that no text has: white letters are seen too
_GROUND_DOT = int(_GROUND[1:], 16)
_GROUND_NAME = "proof-ground"
_GROUND_ELEMENT = RectElement(
    id=_GROUND_NAME,
    kind="rect",
    x=-1,
    y=-1,
    width=CARD_WIDTH + 2,
    height=CARD_HEIGHT + 2,
    fill=_GROUND_NAME,
)

Keep = Callable[[AnyElement], bool]


@dataclass(frozen=True, eq=False, slots=True)
class _Design:
    """A design as a key: the same object, since a template cannot be hashed."""

    value: CardDesign

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Design) and other.value is self.value

    def __hash__(self) -> int:
        return id(self.value)


def expected_faces(
    pages: Sequence[Dots], *, design: CardDesign, content: CardContent
) -> list[Face]:
    """Return front and back, each beside what it must show.

    Raises:
        FieldDoesNotFitError: the content does not fit the design.
    """

    def is_own(element: AnyElement) -> bool:
        return not is_on_every_card(element) and is_shown(element, content=content)

    bases = _bases(_Design(design), content.program)
    return _faces(pages, bases, keep=is_own, design=design, content=content)


def fixed_faces(design: CardDesign, program: ProgramText) -> list[Face]:
    """Return what is on every card of a program beside the words that must be on it."""

    def is_word(element: AnyElement) -> bool:
        return is_on_every_card(element) and isinstance(element, TextElement)

    bases = _bases(_Design(design), program)
    content = CardContent(program=program, name="")
    return _faces(bases, bases, keep=is_word, design=design, content=content)


@lru_cache(maxsize=8)
def _bases(design: _Design, program: ProgramText) -> list[Dots]:
    """Draw what is on every card of a program, once in a process."""
    content = CardContent(program=program, name="")
    return _drawn(design.value, content, keep=is_on_every_card)


def _faces(
    pages: Sequence[Dots],
    bases: Sequence[Dots],
    *,
    keep: Keep,
    design: CardDesign,
    content: CardContent,
) -> list[Face]:
    inks = _drawn(_on_ground(design), content, keep=keep)
    sides = (design.template.front, design.template.back)
    faces = []
    for name, page, base, ink, side in zip(FACES, pages, bases, inks, sides, strict=True):
        elements = tuple(element for element in side if keep(element))
        drawn = ink != _GROUND_DOT
        bare = ~drawn
        for image in images_of(elements):
            bare[region(image.area, margin=1)] = False
        faces.append(
            Face(
                name=name,
                elements=elements,
                page=page,
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


def _on_ground(design: CardDesign) -> CardDesign:
    template = design.template
    colours = {**template.colours, _GROUND_NAME: _GROUND}
    sides = {face: (_GROUND_ELEMENT, *getattr(template, face)) for face in FACES}
    return replace(design, template=template.model_copy(update={"colours": colours, **sides}))


def _drawn(design: CardDesign, content: CardContent, *, keep: Keep) -> list[Dots]:
    """Draw only some elements of a design, and the ground if it has one."""
    template = design.template
    sides = {
        face: tuple(
            element
            for element in getattr(template, face)
            if element is _GROUND_ELEMENT
            or (keep(element) and not isinstance(element, ImageElement))
        )
        for face in FACES
    }
    some = replace(design, template=template.model_copy(update=sides))
    return [page.dots for page in raster_pages(draw_card(some, content), dpi=DPI)]

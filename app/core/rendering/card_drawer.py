"""Draws faces of cards on a canvas whose pages somebody else lays out: a card printer's, a sheet's.

Elements that are the same on every card of a program are drawn once per document, as Form XObjects;
photo, texts and codes are drawn per card.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from app.core.rendering import operators
from app.core.rendering.content import CardContent, ProgramText
from app.core.rendering.design import CardDesign
from app.core.rendering.elements import (
    element_operators,
    is_on_every_card,
    is_shown,
    looks_the_same,
)
from app.core.rendering.ink import ColourProfile
from app.core.rendering.photo import CardPhoto
from app.core.rendering.template import CARD_HEIGHT, CARD_WIDTH, AnyElement, Face, ImageElement
from app.core.rendering.text import POINT

_TO_POINTS = 1 / POINT
CARD_SIZE = (CARD_WIDTH * _TO_POINTS, CARD_HEIGHT * _TO_POINTS)
"""Width and height of a card in points."""
MILLIMETRES_DOWN = f"{_TO_POINTS:.6f} 0 0 -{_TO_POINTS:.6f} 0 {CARD_SIZE[1]:.4f} cm"
"""The operator after which a card is drawn in millimetres from its top left corner."""
_POINTS_UP = f"{POINT:.6f} 0 0 -{POINT:.6f} 0 {CARD_HEIGHT:.4f} cm"

_Step = Callable[[], None]
_Group = tuple[bool, Sequence[AnyElement]]


class CardDrawer:
    """Draws any number of cards into one document; what cards share is in the file once.

    `bleed` is how far (mm) art goes on outside the card's edges, for cards that are cut from a
    sheet; nothing is drawn farther out. The caller moves the canvas so that its origin is the
    card's bottom left corner, the bleed not counted, and turns pages.
    """

    def __init__(self, canvas: Canvas, design: CardDesign, *, bleed: float = 0) -> None:
        self._canvas: Any = canvas
        self._design = design
        self._one_ink = replace(design, profile=ColourProfile.MONO)
        self._bleed = bleed
        self._groups: dict[Face, list[_Group]] = {
            face: [(fixed, list(group)) for fixed, group in groupby(elements, key=self._is_fixed)]
            for face, elements in design.template.faces.items()
        }
        self._programs: dict[ProgramText, int] = {}

    def draw_face(self, face: Face, content: CardContent) -> None:
        """Draw one side of one card, or a layer over it; a layer is always in one ink.

        Raises:
            FieldDoesNotFitError: naming the element; the canvas is as it was before.
        """
        design = self._design if face.layer is None else self._one_ink
        steps: list[_Step] = []
        for index, (fixed, elements) in enumerate(self._groups[face]):
            if fixed:
                part = f"{face}{index}"
                steps.append(self._shared(part, elements, design=design, content=content))
                continue
            steps += (
                self._prepare(element, design=design, content=content)
                for element in elements
                if is_shown(element, content=content)
            )
        self._canvas.saveState()
        # In the page's own units: some rasterisers take a turned rectangle for a soft mask.
        left, bottom, right, top = self._edges
        self._canvas.addLiteral(
            f"{left:.4f} {bottom:.4f} {right - left:.4f} {top - bottom:.4f} re W n"
        )
        for step in steps:
            step()
        self._canvas.restoreState()

    @property
    def _edges(self) -> tuple[float, float, float, float]:
        """Left, bottom, right and top of what may be drawn on, in points."""
        width, height = CARD_SIZE
        bleed = self._bleed * _TO_POINTS
        return -bleed, -bleed, width + bleed, height + bleed

    def _is_fixed(self, element: AnyElement) -> bool:
        return is_on_every_card(element, template=self._design.template)

    def _shared(
        self,
        part: str,
        elements: Sequence[AnyElement],
        *,
        design: CardDesign,
        content: CardContent,
    ) -> _Step:
        """Draw elements by a form, defined at the first card that shows them.

        A document may hold cards of several designs, programs and kinds.
        """
        number = self._programs.setdefault(content.program, len(self._programs))
        kind = f"{self._design.digest[:12]}-{self._design.profile}-{self._bleed:.2f}"
        name = f"{kind}-{number}-{part}"
        self._define(name, elements, design=design, content=content)
        return partial(self._canvas.doForm, name)

    def _define(
        self,
        name: str,
        elements: Sequence[AnyElement],
        *,
        design: CardDesign,
        content: CardContent,
    ) -> None:
        if self._canvas.hasForm(name):
            return
        # Set the texts first: a refusal must not leave a form half open.
        drawn = [
            element_operators(element, design=design, content=content)
            for element in elements
            if not isinstance(element, ImageElement)  # never here: a photo is not on every card
        ]
        self._canvas.beginForm(name, *self._edges)
        self._canvas.addLiteral("\n".join(["q", MILLIMETRES_DOWN, *drawn, "Q"]))
        self._canvas.endForm(compression=1)

    def _prepare(self, element: AnyElement, *, design: CardDesign, content: CardContent) -> _Step:
        if isinstance(element, ImageElement):
            photo = CardPhoto(content.photo, element=element.id)
            return partial(self._draw_photo, element, photo)
        if looks_the_same(element, template=self._design.template):  # labels of optional fields
            return self._shared(element.id, [element], design=design, content=content)
        drawn = element_operators(element, design=design, content=content)
        return partial(self._canvas.addLiteral, f"q {MILLIMETRES_DOWN}\n{drawn}\nQ")

    def _draw_photo(self, element: ImageElement, photo: CardPhoto) -> None:
        """Cover the box with the photo, cutting what is outside its proportions."""
        scale = max(element.width / photo.width, element.height / photo.height)
        width, height = photo.width * scale, photo.height * scale
        left = element.x + (element.width - width) / 2
        bottom = CARD_HEIGHT - element.y - (element.height + height) / 2
        cut = operators.rectangle(element.area, radius=element.radius)
        self._canvas.saveState()
        self._canvas.addLiteral(f"{MILLIMETRES_DOWN} {cut} W n {_POINTS_UP}")
        if element.opacity < 1:
            self._canvas.setFillAlpha(element.opacity)
        points = (value * _TO_POINTS for value in (left, bottom, width, height))
        self._canvas.drawImage(photo, *points)
        self._canvas.restoreState()

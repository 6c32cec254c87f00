"""Draws cards as PDF: one page per face, CR80, the same bytes for the same content.

Elements that are the same on every card of a program are drawn once per document, as Form XObjects;
photo, texts and code are drawn per card. All of it is RGB, and black is 0, 0, 0: dye-sublimation
printers put exactly that into black resin.
"""

import zlib
from collections.abc import Iterable, Sequence
from io import BytesIO
from itertools import groupby
from typing import Any

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from app.core.rendering import operators
from app.core.rendering.content import CardContent, ProgramText
from app.core.rendering.design import CardDesign
from app.core.rendering.elements import element_operators, is_on_every_card, is_shown
from app.core.rendering.photo import CardPhoto
from app.core.rendering.template import (
    CARD_HEIGHT,
    CARD_WIDTH,
    AnyElement,
    ImageElement,
)
from app.core.rendering.text import POINT

# Streams stay binary: ASCII armour would make every photo a quarter larger.
rl_config.useA85 = 0

_TO_POINTS = 1 / POINT
_PAGE = (CARD_WIDTH * _TO_POINTS, CARD_HEIGHT * _TO_POINTS)
_MILLIMETRES_DOWN = f"{_TO_POINTS:.6f} 0 0 -{_TO_POINTS:.6f} 0 {_PAGE[1]:.4f} cm"
_POINTS_UP = f"{POINT:.6f} 0 0 -{POINT:.6f} 0 {CARD_HEIGHT:.4f} cm"


def draw_card(design: CardDesign, content: CardContent) -> bytes:
    """Return one card as a PDF of two pages, front and back.

    Raises:
        FieldDoesNotFitError: naming the element; nothing is drawn then.
    """
    return draw_cards(design, [content], program=content.program)


def draw_cards(
    design: CardDesign, contents: Iterable[CardContent], *, program: ProgramText
) -> bytes:
    """Return the cards of one program as one PDF, front and back in turn.

    Raises:
        FieldDoesNotFitError: naming the element; nothing is drawn then.
    """
    output = BytesIO()
    canvas = Canvas(output, pagesize=_PAGE, pageCompression=0, invariant=1, pdfVersion=(1, 4))
    # Card by card the streams differ and are packed fast; forms, packed once, as small as they get.
    canvas._doc.defaultStreamFilters = [_FastDeflate()]  # noqa: SLF001 - there is no public way
    canvas.setTitle("Card")
    canvas.setAuthor(program.program_name)
    faces = [
        _Face(name, canvas=canvas, design=design, elements=elements)
        for name, elements in (("front", design.template.front), ("back", design.template.back))
    ]
    for content in contents:
        for face in faces:
            face.draw(content)
            canvas.showPage()
    canvas.save()
    return output.getvalue()


class _FastDeflate:
    """A stream filter as ReportLab calls them: a third of the time for a tenth more bytes."""

    pdfname = "FlateDecode"

    def encode(self, data: bytes | str) -> bytes:
        return zlib.compress(data.encode("ascii") if isinstance(data, str) else data, 3)


class _Face:
    """One side of the cards in a document; its fixed parts are defined at the first card."""

    def __init__(
        self, name: str, *, canvas: Canvas, design: CardDesign, elements: Sequence[AnyElement]
    ) -> None:
        self._canvas: Any = canvas
        self._design = design
        self._groups = [
            (fixed, f"{name}{index}", list(group))
            for index, (fixed, group) in enumerate(groupby(elements, key=is_on_every_card))
        ]

    def draw(self, content: CardContent) -> None:
        """Draw one card's side on the current page."""
        for fixed, name, elements in self._groups:
            if fixed:
                self._define(name, elements=elements, content=content)
                self._canvas.doForm(name)
                continue
            for element in elements:
                if is_shown(element, content=content):
                    self._draw(element, content=content)

    def _define(self, name: str, *, elements: Sequence[AnyElement], content: CardContent) -> None:
        if self._canvas.hasForm(name):
            return
        # Set the texts first: a refusal must not leave a form half open.
        drawn = [
            element_operators(element, design=self._design, content=content)
            for element in elements
            if not isinstance(element, ImageElement)  # never here: a photo is not on every card
        ]
        self._canvas.beginForm(name)
        self._canvas.addLiteral("\n".join(["q", _MILLIMETRES_DOWN, *drawn, "Q"]))
        self._canvas.endForm(compression=1)

    def _draw(self, element: AnyElement, *, content: CardContent) -> None:
        if isinstance(element, ImageElement):
            self._draw_photo(element, content=content)
            return
        drawn = element_operators(element, design=self._design, content=content)
        self._canvas.addLiteral(f"q {_MILLIMETRES_DOWN}\n{drawn}\nQ")

    def _draw_photo(self, element: ImageElement, *, content: CardContent) -> None:
        """Cover the box with the photo, cutting what is outside its proportions."""
        photo = CardPhoto(content.photo, element=element.id)
        scale = max(element.width / photo.width, element.height / photo.height)
        width, height = photo.width * scale, photo.height * scale
        left = element.x + (element.width - width) / 2
        bottom = CARD_HEIGHT - element.y - (element.height + height) / 2
        cut = operators.rectangle(element.area, radius=element.radius)
        self._canvas.saveState()
        self._canvas.addLiteral(f"{_MILLIMETRES_DOWN} {cut} W n {_POINTS_UP}")
        if element.opacity < 1:
            self._canvas.setFillAlpha(element.opacity)
        points = (value * _TO_POINTS for value in (left, bottom, width, height))
        self._canvas.drawImage(photo, *points)
        self._canvas.restoreState()

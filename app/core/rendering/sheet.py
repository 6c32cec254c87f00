"""Draws sheets of cards to be printed on both sides and cut: fronts, their backs behind them."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from app.core.rendering.adjustment import UNMOVED, Adjustment
from app.core.rendering.card import new_canvas
from app.core.rendering.card_drawer import CardDrawer
from app.core.rendering.content import CardContent
from app.core.rendering.design import CardDesign
from app.core.rendering.imposition import (
    CARDS_PER_SHEET,
    SIZES,
    Flip,
    Line,
    Paper,
    Place,
    back_place,
    crop_marks,
    front_places,
    mirrored,
)
from app.core.rendering.ink import ColourProfile
from app.core.rendering.template import BLEED, CARD_HEIGHT, CARD_WIDTH, Face
from app.core.rendering.text import POINT

_MARK_WIDTH = 0.1  # millimetres


@dataclass(frozen=True, slots=True)
class SheetSetting:
    """How sheets are made: the paper, about which edge the printer turns it, how it moves it."""

    paper: Paper
    flip: Flip
    adjustment: Adjustment = UNMOVED


Card = tuple[CardDesign, CardContent]


def draw_sheets(cards: Sequence[Card], *, setting: SheetSetting) -> bytes:
    """Return sheets of eight cards as a PDF: each sheet's front page and then its back page.

    The card at place n of the fronts is the card at place n of the backs. What cards of a program
    share is in the file once.

    Raises:
        FieldDoesNotFitError: naming the element; nothing is drawn then.
    """
    output = BytesIO()
    width, height = SIZES[setting.paper]
    size = (width / POINT, height / POINT)
    canvas = new_canvas(output, size=size, program=cards[0][1].program)
    drawing = _Drawing(canvas, setting)
    for start in range(0, len(cards), CARDS_PER_SHEET):
        for face in (Face.FRONT, Face.BACK):
            drawing.draw_page(face, cards[start : start + CARDS_PER_SHEET])
    canvas.save()
    return output.getvalue()


class _Drawing:
    """One document of sheets."""

    def __init__(self, canvas: Canvas, setting: SheetSetting) -> None:
        self._canvas: Any = canvas
        self._setting = setting
        self._height = SIZES[setting.paper][1]
        self._drawers: dict[tuple[str, ColourProfile], CardDrawer] = {}

    def draw_page(self, face: Face, cards: Sequence[Card]) -> None:
        """Draw one side of one sheet, and turn the page."""
        width, height = SIZES[self._setting.paper]
        self._setting.adjustment.apply(self._canvas, size=(width / POINT, height / POINT))
        for line in self._marks(face):
            self._draw_mark(line)
        for place, (design, content) in zip(self._places(face), cards, strict=False):
            self._canvas.saveState()
            self._move_to(place)
            self._drawer(design).draw_face(face, content)
            self._canvas.restoreState()
        self._canvas.showPage()

    def _places(self, face: Face) -> Sequence[Place]:
        paper, flip = self._setting.paper, self._setting.flip
        fronts = front_places(paper)
        if face is Face.FRONT:
            return fronts
        return [back_place(place, paper=paper, flip=flip) for place in fronts]

    def _marks(self, face: Face) -> list[Line]:
        paper, flip = self._setting.paper, self._setting.flip
        marks = crop_marks(paper)
        if face is Face.FRONT:
            return list(marks)
        return [mirrored(line, paper=paper, flip=flip) for line in marks]

    def _draw_mark(self, line: Line) -> None:
        self._canvas.setLineWidth(_MARK_WIDTH / POINT)
        ends = (line.x0, self._height - line.y0, line.x1, self._height - line.y1)
        self._canvas.line(*(end / POINT for end in ends))

    def _move_to(self, place: Place) -> None:
        """Put the origin into the card's own bottom left corner."""
        left, top = place.x, self._height - place.y
        if place.is_turned:
            self._canvas.translate((left + CARD_WIDTH) / POINT, top / POINT)
            self._canvas.rotate(180)
        else:
            self._canvas.translate(left / POINT, (top - CARD_HEIGHT) / POINT)

    def _drawer(self, design: CardDesign) -> CardDrawer:
        key = (design.digest, design.profile)
        if key not in self._drawers:
            self._drawers[key] = CardDrawer(self._canvas, design, bleed=BLEED)
        return self._drawers[key]

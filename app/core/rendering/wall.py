"""A wall of names to be looked at: each in the design's name box and second-name box.

What no box can hold is written beside it with its reason, as intake would say it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from app.core.rendering import operators
from app.core.rendering.design import CardDesign
from app.core.rendering.elements import field_of, set_element
from app.core.rendering.fields import Field
from app.core.rendering.fit_refusal import FieldDoesNotFitError
from app.core.rendering.ink import Ink
from app.core.rendering.operators import Area
from app.core.rendering.sample import sample_content
from app.core.rendering.template import TextElement
from app.core.rendering.text import POINT, TextBox, set_text

PAGE_WIDTH, PAGE_HEIGHT = 215.9, 279.4
"""US Letter, in millimetres."""
_MARGIN, _GAP, _CAPTION = 5.0, 3.0, 2.6
_LINE, _GREY = "#c9d6e2", "#5c6b76"


@dataclass(frozen=True, slots=True)
class HardName:
    """A name that is hard to set, and the writing system it stands for."""

    text: str
    writing_system: str


@dataclass(frozen=True, slots=True)
class WallPlace:
    """Where a name stands on the wall: page from 0, and the way from its place on the card (mm)."""

    page: int
    right: float
    down: float


def draw_wall(design: CardDesign, names: Sequence[HardName]) -> bytes:
    """Return the wall as a PDF."""
    output = BytesIO()
    page = (PAGE_WIDTH / POINT, PAGE_HEIGHT / POINT)
    canvas = Canvas(output, pagesize=page, pageCompression=1, invariant=1)
    canvas.setTitle(f"Wall of names: {design.template.title}")
    shown = 0
    for name, place in zip(names, wall_places(design, len(names)), strict=True):
        if place.page > shown:
            canvas.showPage()
            shown = place.page
        canvas.addLiteral("\n".join(_cell(design, name, place=place)))
    canvas.save()
    return output.getvalue()


def name_elements(design: CardDesign) -> list[TextElement]:
    """Return the boxes of the name and of the second name."""
    wanted = (Field.NAME, Field.SECOND_NAME)
    return [
        element
        for element in design.template.elements
        if isinstance(element, TextElement) and field_of(element) in wanted
    ]


def wall_places(design: CardDesign, count: int) -> list[WallPlace]:
    """Return the places of `count` names, row by row."""
    box = _around([element.area for element in name_elements(design)])
    across, down = box.width + _GAP, box.height + _CAPTION + _GAP
    columns = int((PAGE_WIDTH - 2 * _MARGIN + _GAP) / across)
    rows = int((PAGE_HEIGHT - 2 * _MARGIN + _GAP) / down)
    return [
        WallPlace(
            page=number // (columns * rows),
            right=_MARGIN + number % columns * across - box.x,
            down=_MARGIN + number // columns % rows * down + _CAPTION - box.y,
        )
        for number in range(count)
    ]


def _around(areas: Sequence[Area]) -> Area:
    left, top = min(area.x for area in areas), min(area.y for area in areas)
    right = max(area.x + area.width for area in areas)
    return Area(left, top, right - left, max(area.y + area.height for area in areas) - top)


def _cell(design: CardDesign, name: HardName, *, place: WallPlace) -> Iterator[str]:
    content = replace(sample_content(), name=name.text, second_name=name.text)
    up, elements = 1 / POINT, name_elements(design)
    right, high = place.right * up, (PAGE_HEIGHT - place.down) * up
    yield f"q {up:.6f} 0 0 -{up:.6f} {right:.4f} {high:.4f} cm"
    caption = [name.writing_system]
    for element in elements:
        path = operators.rectangle(element.area)
        yield operators.painted(path, fill=None, stroke=Ink.of(_LINE), stroke_width=0.1)
        try:
            yield operators.text(
                set_element(element, design=design, content=content), ink=Ink.of("#000000")
            )
        except FieldDoesNotFitError as error:
            caption.append(str(error))
    box = _around([element.area for element in elements])
    yield _caption("; ".join(caption), box=box, design=design, font=elements[0].font)
    yield "Q"


def _caption(text: str, *, box: Area, design: CardDesign, font: str) -> str:
    line = TextBox(
        x=box.x,
        y=box.y - _CAPTION + 0.4,
        width=box.width,
        height=_CAPTION,
        size=4.5,
        min_size=2,
    )
    words = set_text((text,), box=line, faces=design.faces(font), element="caption")
    return operators.text(words, ink=Ink.of(_GREY))

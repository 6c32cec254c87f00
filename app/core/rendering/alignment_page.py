"""A page that shows how a printer moves and scales what it prints; nothing on it is anybody's."""

from io import BytesIO
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from app.core.rendering.adjustment import Adjustment
from app.core.rendering.card import new_canvas
from app.core.rendering.content import ProgramText
from app.core.rendering.text import POINT

FRAME = 5.0
"""How far the frame lies inside the page's edges, in millimetres."""
_CROSS = 10.0
_TICK, _LONG_TICK, _LONG_EVERY = 1.0, 2.0, 5
_LINE = 0.1


def draw_alignment_pages(
    size: tuple[float, float], *, adjustment: Adjustment, program: ProgramText
) -> bytes:
    """Return a front and a back of a size in millimetres, moved as cards on this printer are.

    On both a frame lies 5 mm inside every edge, with a tick every millimetre and a cross in the
    middle: what a ruler finds to be otherwise is the printer's error. Held against the light the
    frames of both sides cover each other. The front has one mark in its upper left corner, the
    back has two.
    """
    output = BytesIO()
    page = (size[0] / POINT, size[1] / POINT)
    canvas = new_canvas(output, size=page, program=program)
    for marks in (1, 2):
        canvas.saveState()
        adjustment.apply(canvas, size=page)
        _draw(canvas, size, marks=marks)
        canvas.restoreState()
        canvas.showPage()
    canvas.save()
    return output.getvalue()


def _draw(canvas: Canvas, size: tuple[float, float], *, marks: int) -> None:
    """Draw one side in millimetres from the bottom left corner."""
    width, height = size
    right, top = width - FRAME, height - FRAME
    pen: Any = canvas
    pen.scale(1 / POINT, 1 / POINT)
    pen.setLineWidth(_LINE)
    pen.rect(FRAME, FRAME, right - FRAME, top - FRAME)
    middle, level, arm = width / 2, height / 2, _CROSS / 2
    pen.line(middle - arm, level, middle + arm, level)
    pen.line(middle, level - arm, middle, level + arm)
    for step in range(1, int(right - FRAME)):
        pen.line(FRAME + step, top, FRAME + step, top - _tick(step))
    for step in range(1, int(top - FRAME)):
        pen.line(FRAME, top - step, FRAME + _tick(step), top - step)
    for mark in range(marks):
        pen.rect(FRAME + 4 + 4 * mark, top - 7, 3, 3, stroke=0, fill=1)


def _tick(step: int) -> float:
    return _TICK if step % _LONG_EVERY else _LONG_TICK

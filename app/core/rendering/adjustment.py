"""What a printer does to a page, undone beforehand: moved by millimetres, larger or smaller."""

from dataclasses import dataclass
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from app.core.rendering.qr import DOTS_PER_MM
from app.core.rendering.text import POINT


@dataclass(frozen=True, slots=True)
class Adjustment:
    """How everything on a page is moved (mm, to the right and down) and scaled about its middle.

    The same on fronts and backs, each as it lies in the output tray: a printer takes its paper in
    askew in the same way for both.
    """

    offset_x: float = 0
    offset_y: float = 0
    scale: float = 1

    def apply(self, canvas: Canvas, *, size: tuple[float, float]) -> None:
        """Move what is drawn from here on, on a page of a size in points.

        Offsets go to whole dots of 300 to an inch, so that modules of codes stay whole dots.
        """
        width, height = size
        across, down = (_on_dot(offset) / POINT for offset in (self.offset_x, self.offset_y))
        left, bottom = (side * (1 - self.scale) / 2 for side in (width, height))
        moved: Any = canvas
        moved.transform(self.scale, 0, 0, self.scale, left + across, bottom - down)


UNMOVED = Adjustment()


def _on_dot(length: float) -> float:
    return round(length * DOTS_PER_MM) / DOTS_PER_MM

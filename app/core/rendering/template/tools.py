"""What a design lets be felt: shapes that a tool raises or cuts."""

from typing import Annotated, Literal, Self

from pydantic import Field as Limits
from pydantic import model_validator

from app.core.rendering.braille import braille_area, braille_lines
from app.core.rendering.fields import Field
from app.core.rendering.operators import Area
from app.core.rendering.template.box import Element
from app.core.rendering.template.sizes import CARD_HEIGHT, CARD_WIDTH, Millimetres

_CORNER = 8.0
"""A notch nearer to a card's corner than this would weaken it (millimetres)."""


class BrailleElement(Element):
    """The card number, or fixed words in plain Latin letters, as dots for a tool to raise."""

    kind: Literal["braille"]
    field: Literal[Field.CARD_NUMBER] | None = None
    text: str | None = None
    x: Millimetres
    y: Millimetres
    cells: Annotated[int, Limits(ge=1, le=13)]
    """The longest line; a cell is 6 mm wide."""
    lines: Annotated[int, Limits(ge=1, le=5)] = 1

    @property
    def area(self) -> Area:
        """What the tool may raise."""
        return braille_area(x=self.x, y=self.y, cells=self.cells, lines=self.lines)

    @model_validator(mode="after")
    def _say_one_thing(self) -> Self:
        if (self.field is None) == (self.text is None):
            raise ValueError("give either field or text")
        if self.text is not None and len(braille_lines(self.text, cells=self.cells)) > self.lines:
            raise ValueError("the words need more lines")
        return self


class NotchElement(Element):
    """A half circle cut from an edge: fingers tell this card, and which way up it is."""

    kind: Literal["notch"]
    edge: Literal["left", "right", "top", "bottom"]
    at: Annotated[float, Limits(ge=8, le=78)]
    """Where its middle is, in millimetres from the edge's left or upper end."""
    radius: Annotated[float, Limits(ge=1, le=3)] = 2

    @property
    def area(self) -> Area:
        """The square around the whole circle, half of it off the card."""
        x, y = {
            "left": (0.0, self.at),
            "right": (CARD_WIDTH, self.at),
            "top": (self.at, 0.0),
            "bottom": (self.at, CARD_HEIGHT),
        }[self.edge]
        return Area(x - self.radius, y - self.radius, 2 * self.radius, 2 * self.radius)

    @model_validator(mode="after")
    def _keep_off_corners(self) -> Self:
        length = CARD_HEIGHT if self.edge in {"left", "right"} else CARD_WIDTH
        if self.at > length - _CORNER:
            raise ValueError("the notch would cut a corner")
        return self

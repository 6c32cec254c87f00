"""What a design lets be seen: texts, the photo, rectangles and security art."""

from typing import Annotated, Literal, Self

from pydantic import Field as Limits
from pydantic import model_validator

from app.core.rendering.fields import Field
from app.core.rendering.template.box import Box, Element
from app.core.rendering.template.sizes import Identifier, Length, Millimetres, Points


class RectElement(Box):
    """A rectangle, filled or outlined."""

    kind: Literal["rect"]
    radius: Annotated[float, Limits(ge=0, le=20)] = 0
    fill: Identifier | None = None
    stroke: Identifier | None = None
    stroke_width: Annotated[float, Limits(gt=0, le=5)] = 0.2


class TintElement(Box):
    """A rectangle that passes through several colours from left to right (rainbow tint)."""

    kind: Literal["tint"]
    colours: Annotated[tuple[Identifier, ...], Limits(min_length=2, max_length=8)]


class ArtElement(Element):
    """One of the design's drawings, scaled to a width; again to its right as often as it says."""

    kind: Literal["art"]
    art: Identifier
    x: Millimetres
    y: Millimetres
    width: Length
    repeat: Annotated[int, Limits(ge=1, le=60)] = 1


class GuillocheElement(Box):
    """Bands of fine interwoven lines, unique per program."""

    kind: Literal["guilloche"]
    colours: Annotated[tuple[Identifier, ...], Limits(min_length=1, max_length=6)]
    lines: Annotated[int, Limits(ge=2, le=60)] = 16
    stroke_width: Annotated[float, Limits(gt=0, le=1)] = 0.06


class RosetteElement(Box):
    """A rosette of rotated closed curves, unique per program."""

    kind: Literal["rosette"]
    colours: Annotated[tuple[Identifier, ...], Limits(min_length=1, max_length=6)]
    rings: Annotated[int, Limits(ge=1, le=40)] = 10
    stroke_width: Annotated[float, Limits(gt=0, le=1)] = 0.06


class MicrotextElement(Element):
    """A line of very small type that copiers smear: a field repeated over a width."""

    kind: Literal["microtext"]
    field: Field
    x: Millimetres
    baseline: Millimetres
    width: Length
    size: Annotated[float, Limits(ge=0.5, le=3)] = 1
    font: Identifier
    colour: Identifier


class TextElement(Box):
    """A field or fixed words, set into the box; refused when they do not fit at `min_size`."""

    kind: Literal["text"]
    field: Field | None = None
    text: str | None = None
    font: Identifier
    size: Points
    min_size: Points | None = None
    """The smallest size allowed; `size` itself when left out."""
    lines: Annotated[int, Limits(ge=1, le=20)] = 1
    leading: Annotated[float, Limits(ge=1, le=2)] = 1.2
    tracking: Annotated[float, Limits(ge=-0.05, le=0.5)] = 0
    align: Literal["left", "center", "right"] = "left"
    vertical_align: Literal["top", "middle", "bottom"] = "top"
    balanced: bool = False
    below: Identifier | None = None
    """Move up under the text of this element, keeping the distance between the two boxes."""
    colour: Identifier = "black"

    @model_validator(mode="after")
    def _say_one_thing(self) -> Self:
        if (self.field is None) == (self.text is None):
            raise ValueError("give either field or text")
        if self.field in {Field.PHOTO, Field.QR}:
            raise ValueError("photo and qr are not texts")
        if self.min_size is not None and self.min_size > self.size:
            raise ValueError("min_size is larger than size")
        return self


class ImageElement(Box):
    """The photo, cut to the box's proportions."""

    kind: Literal["image"]
    field: Literal[Field.PHOTO]
    radius: Annotated[float, Limits(ge=0, le=20)] = 0
    opacity: Annotated[float, Limits(gt=0, le=1)] = 1

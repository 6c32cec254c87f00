"""A card design as data: `template.toml` parsed, with every key known and every name resolved.

Lengths are millimetres from the card's top left corner, x to the right, y downwards; sizes of type
are points. Elements are drawn in the order they are written.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from enum import StrEnum
from itertools import chain
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError, model_validator
from pydantic import Field as Limits

from app.core.rendering.braille import braille_area, braille_lines
from app.core.rendering.fields import FIELDS, Field, Presence
from app.core.rendering.operators import Area
from app.core.rendering.qr import MIN_BOX, max_version_in

CARD_WIDTH = 85.60
CARD_HEIGHT = 53.98
"""CR80, the card of ISO/IEC 7810 ID-1."""

BLEED = 3.0
"""How far art that touches an edge has to go on outside it, for cards cut from a sheet."""
_CORNER = 8.0
"""A notch nearer to a card's corner than this would weaken it (millimetres)."""
MIN_BARS = 5.0
"""The lowest bars a hand reader finds quickly, in millimetres."""

Identifier = Annotated[str, StringConstraints(pattern="^[a-z][a-z0-9_-]{0,39}$")]
HexColour = Annotated[str, StringConstraints(pattern="^#[0-9a-f]{6}$")]
PathData = Annotated[str, StringConstraints(pattern="^M[MLCZ0-9 .-]+$")]
Millimetres = Annotated[float, Limits(ge=-20, le=200)]
Length = Annotated[float, Limits(gt=0, le=200)]
Points = Annotated[float, Limits(gt=0, le=72)]


class Layer(StrEnum):
    """What some printers and tools put over a side: one more page in the file, in one ink."""

    UV = "uv"  # ink that shows under ultraviolet light
    OVERLAY = "overlay"  # where a clear panel or varnish goes
    EMBOSS = "emboss"  # what a tool raises or cuts: braille, the notch


class Face(StrEnum):
    """A side of the card or a layer over it, named as in templates, in the order of pages."""

    FRONT = "front"
    BACK = "back"
    FRONT_UV = "front_uv"
    FRONT_OVERLAY = "front_overlay"
    FRONT_EMBOSS = "front_emboss"
    BACK_UV = "back_uv"
    BACK_OVERLAY = "back_overlay"
    BACK_EMBOSS = "back_emboss"

    @property
    def layer(self) -> Layer | None:
        """Which layer it is; None for the sides themselves."""
        _, _, layer = self.partition("_")
        return Layer(layer) if layer else None


class Strict(BaseModel):
    """Unknown keys are refused: a misspelt one must not pass in silence."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Element(Strict):
    """What all elements have."""

    id: Identifier
    shown_with: Field | None = None
    """Draw the element only on cards that have this field; labels use it."""
    shown_without: Field | None = None
    """Draw the element only on cards that lack this optional field: it takes the free place."""

    @model_validator(mode="after")
    def _may_be_absent(self) -> Self:
        field = self.shown_without
        if field is not None and FIELDS[field].presence is not Presence.OPTIONAL:
            raise ValueError(f"shown_without: every card has {field.value}")
        return self


class Box(Element):
    """An element in a rectangle."""

    x: Millimetres
    y: Millimetres
    width: Length
    height: Length

    @property
    def area(self) -> Area:
        """The rectangle."""
        return Area(self.x, self.y, self.width, self.height)


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


class CodeElement(Element):
    """A code for a reader; people are told in words which reader it is for."""

    labelled_by: Identifier | None = None
    """The fixed words on the same face that say what the code is."""


class BarcodeElement(CodeElement, Box):
    """The library number in bars with its quiet zones, by the rule of the program's library.

    Put a text with the same field under it for people; bars take the whole height of the box.
    """

    kind: Literal["barcode"]
    field: Literal[Field.LIBRARY_NUMBER]
    height: Annotated[float, Limits(ge=MIN_BARS, le=30)]


class QRElement(CodeElement):
    """The signed code with its quiet zone, centred in a square box."""

    kind: Literal["qr"]
    field: Literal[Field.QR]
    x: Millimetres
    y: Millimetres
    size: Annotated[float, Limits(ge=MIN_BOX, le=50)]


SideElement = Annotated[
    RectElement
    | TintElement
    | ArtElement
    | GuillocheElement
    | RosetteElement
    | MicrotextElement
    | TextElement
    | ImageElement
    | QRElement
    | BarcodeElement,
    Limits(discriminator="kind"),
]


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


LayerElement = Annotated[
    RectElement | ArtElement | GuillocheElement | RosetteElement | MicrotextElement | TextElement,
    Limits(discriminator="kind"),
]
"""What one ink can print: no photo, no tint; and no code, which is read in black only."""
EmbossElement = Annotated[
    RectElement | ArtElement | TextElement | BrailleElement | NotchElement,
    Limits(discriminator="kind"),
]
"""What a tool can follow."""
AnyElement = SideElement | LayerElement | EmbossElement


class Shape(Strict):
    """One path of a drawing: absolute M, L, C and Z, numbers apart by spaces."""

    path: PathData
    fill: Identifier | None = None
    stroke: Identifier | None = None
    stroke_width: Annotated[float, Limits(gt=0, le=20)] = 0.2

    @model_validator(mode="after")
    def _count_numbers(self) -> Self:
        for command, numbers in re.findall("([MLCZ])([^MLCZ]*)", self.path):
            if len(list(map(float, numbers.split()))) != {"M": 2, "L": 2, "C": 6, "Z": 0}[command]:
                raise ValueError(f"{command} has a wrong count of numbers")
        return self


class Art(Strict):
    """A drawing in units of its own, `width` of them wide."""

    width: Length
    shapes: Annotated[tuple[Shape, ...], Limits(min_length=1)]


class SampleProgram(Strict):
    """The invented program on a design's proofs; what is left out is the registry's sample."""

    program_name: str | None = None
    card_title: str | None = None
    verify_address: str | None = None
    legal_lines: tuple[str, ...] = ()
    return_address: tuple[str, ...] = ()
    """Below the name."""


class Feature(Strict):
    """One thing that tells this card from a copy, for people who are trained to look."""

    id: Identifier
    level: Literal[1, 2, 3]
    """1 with the eye and the hand, 2 with a simple tool, 3 in the office that issued the card."""
    elements: Annotated[tuple[Identifier, ...], Limits(min_length=1)]
    """The elements of the design that make the feature."""
    where: Annotated[str, Limits(min_length=1, max_length=120)]
    look: Annotated[str, Limits(min_length=1, max_length=400)]
    """What to do, what is then to be seen, and what a copy shows instead."""


class CardTemplate(Strict):
    """One design."""

    format: Literal[1]
    design: Identifier
    version: Annotated[int, Limits(ge=1)]
    """Raised by hand at every change of how cards look; recorded with each print."""
    title: str
    fonts: dict[Identifier, Annotated[tuple[str, ...], Limits(min_length=1)]]
    """For each role the font files to try, in order."""
    colours: dict[Identifier, HexColour]
    """Names for colours; `black` and `white` exist already."""
    art: dict[Identifier, Art] = {}
    face_in_code: bool = False
    """Whether the signed code carries a small face; the code's box is then 39 mm or more."""
    sample: SampleProgram = SampleProgram()
    features: tuple[Feature, ...] = ()
    front: tuple[SideElement, ...]
    back: tuple[SideElement, ...]
    front_uv: tuple[LayerElement, ...] = ()
    front_overlay: tuple[LayerElement, ...] = ()
    front_emboss: tuple[EmbossElement, ...] = ()
    back_uv: tuple[LayerElement, ...] = ()
    back_overlay: tuple[LayerElement, ...] = ()
    back_emboss: tuple[EmbossElement, ...] = ()

    @property
    def faces(self) -> Mapping[Face, tuple[AnyElement, ...]]:
        """The elements of each side and of each layer there is, in the order of pages."""
        found = {face: getattr(self, face) for face in Face}
        return {face: found[face] for face in Face if found[face] or face.layer is None}

    @property
    def sides(self) -> Mapping[Face, tuple[AnyElement, ...]]:
        """The elements of front and back, without layers."""
        return {Face.FRONT: self.front, Face.BACK: self.back}

    @property
    def elements(self) -> Iterator[AnyElement]:
        """All elements, front first."""
        return chain.from_iterable(self.faces.values())

    def leader_of(self, element: AnyElement) -> TextElement | None:
        """Return the text that an element moves with, if it follows one."""
        name = element.below if isinstance(element, TextElement) else None
        texts = (item for item in self.elements if isinstance(item, TextElement))
        return next((text for text in texts if text.id == name), None)

    @property
    def max_code_version(self) -> int:
        """The largest version its code may have."""
        boxes = [element.size for element in self.elements if isinstance(element, QRElement)]
        return max_version_in(min(boxes, default=MIN_BOX))

    def colour(self, name: str) -> str:
        """Return a colour's hexadecimal form. Black is RGB 0: printers put it in black resin."""
        return {"black": "#000000", "white": "#ffffff", **self.colours}[name]

    @model_validator(mode="after")
    def _resolve_names(self) -> Self:
        identifiers = [element.id for element in self.elements]
        if len(set(identifiers)) != len(identifiers):
            raise ValueError("two elements have the same id")
        for element in self.elements:
            _resolve(element, template=self)
        for face in self.faces.values():
            _resolve_below(face)
            _resolve_labels(face)
        for art in self.art.values():
            for shape in art.shapes:
                _resolve(shape, template=self)
        return self


class TemplateInvalidError(ValueError):
    """A design cannot be used; `problems` name the keys."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


def parse_template(text: str) -> CardTemplate:
    """Parse the text of a `template.toml`.

    Raises:
        TemplateInvalidError: naming every key that is wrong.
    """
    try:
        return CardTemplate.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise TemplateInvalidError((str(error),)) from error
    except ValidationError as error:
        problems = tuple(
            f"{'.'.join(map(str, problem['loc'])) or 'template'}: {problem['msg']}"
            for problem in error.errors()
        )
        raise TemplateInvalidError(problems) from error


def _resolve(part: AnyElement | Shape, *, template: CardTemplate) -> None:
    """Refuse a name that the template does not define."""
    known = {"black", "white", *template.colours}
    named = [getattr(part, key, None) for key in ("fill", "stroke", "colour")]
    for colour in [*named, *getattr(part, "colours", ())]:
        if colour is not None and colour not in known:
            raise ValueError(f"unknown colour {colour}")
    if isinstance(part, TextElement | MicrotextElement) and part.font not in template.fonts:
        raise ValueError(f"unknown font {part.font}")
    if isinstance(part, ArtElement) and part.art not in template.art:
        raise ValueError(f"unknown art {part.art}")


def _resolve_below(face: tuple[AnyElement, ...]) -> None:
    """Let an element follow only one written before it on the same face: none goes in circles."""
    earlier: set[str] = set()
    for element in face:
        if isinstance(element, TextElement):
            if element.below is not None and element.below not in earlier:
                raise ValueError(f"{element.id}: below names no earlier text of this face")
            earlier.add(element.id)


def _resolve_labels(face: tuple[AnyElement, ...]) -> None:
    """A label is made of fixed words and stands only on cards that have the code."""
    words = {item.id: item for item in face if isinstance(item, TextElement) and item.text}
    for element in face:
        if not isinstance(element, CodeElement) or element.labelled_by is None:
            continue
        label = words.get(element.labelled_by)
        if label is None:
            raise ValueError(f"{element.id}: labelled_by names no fixed words of this face")
        if isinstance(element, BarcodeElement) and label.shown_with is not element.field:
            raise ValueError(f"{label.id}: shown_with has to be {element.field.value}")

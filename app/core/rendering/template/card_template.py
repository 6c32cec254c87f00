"""A card design as data, with every key known and every name resolved."""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Annotated, Literal, Self

from pydantic import Field as Limits
from pydantic import model_validator

from app.core.rendering.qr import MIN_BOX, max_version_in
from app.core.rendering.template.art import Art
from app.core.rendering.template.codes import QRElement
from app.core.rendering.template.faces import Face
from app.core.rendering.template.kinds import AnyElement, EmbossElement, LayerElement, SideElement
from app.core.rendering.template.marks import TextElement
from app.core.rendering.template.register import Feature, SampleProgram
from app.core.rendering.template.resolve import resolve_below, resolve_labels, resolve_names
from app.core.rendering.template.sizes import HexColour, Identifier, Strict


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
    art: dict[Identifier, Art] = Limits(default={})
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
        shapes = chain.from_iterable(art.shapes for art in self.art.values())
        for part in chain(self.elements, shapes):
            resolve_names(
                part, colours=self.colours.keys(), fonts=self.fonts.keys(), art=self.art.keys()
            )
        for face in self.faces.values():
            resolve_below(face)
            resolve_labels(face)
        return self

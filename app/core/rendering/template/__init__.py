"""A card design as data: `template.toml` parsed, with every key known and every name resolved.

Lengths are millimetres from the card's top left corner, x to the right, y downwards; sizes of type
are points. Elements are drawn in the order they are written.
"""

from app.core.rendering.template.art import Shape
from app.core.rendering.template.box import Box
from app.core.rendering.template.card_template import CardTemplate
from app.core.rendering.template.codes import BarcodeElement, CodeElement, QRElement
from app.core.rendering.template.faces import Face, Layer
from app.core.rendering.template.kinds import AnyElement
from app.core.rendering.template.marks import (
    ArtElement,
    GuillocheElement,
    ImageElement,
    MicrotextElement,
    RectElement,
    RosetteElement,
    TextElement,
    TintElement,
)
from app.core.rendering.template.parse_template import TemplateInvalidError, parse_template
from app.core.rendering.template.register import Feature, SampleProgram
from app.core.rendering.template.sizes import BLEED, CARD_HEIGHT, CARD_WIDTH
from app.core.rendering.template.tools import BrailleElement, NotchElement

__all__ = [
    "BLEED",
    "CARD_HEIGHT",
    "CARD_WIDTH",
    "AnyElement",
    "ArtElement",
    "BarcodeElement",
    "Box",
    "BrailleElement",
    "CardTemplate",
    "CodeElement",
    "Face",
    "Feature",
    "GuillocheElement",
    "ImageElement",
    "Layer",
    "MicrotextElement",
    "NotchElement",
    "QRElement",
    "RectElement",
    "RosetteElement",
    "SampleProgram",
    "Shape",
    "TemplateInvalidError",
    "TextElement",
    "TintElement",
    "parse_template",
]

"""Which kinds of element stand on a side, and which in a layer over it."""

from typing import Annotated

from pydantic import Field as Limits

from app.core.rendering.template.codes import BarcodeElement, QRElement
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
from app.core.rendering.template.tools import BrailleElement, NotchElement

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

"""What a design lets be read by a machine."""

from typing import Annotated, Literal

from pydantic import Field as Limits

from app.core.rendering.fields import Field
from app.core.rendering.qr import MIN_BOX
from app.core.rendering.template.box import Box, Element
from app.core.rendering.template.sizes import Identifier, Millimetres

MIN_BARS = 5.0
"""The lowest bars a hand reader finds quickly, in millimetres."""


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

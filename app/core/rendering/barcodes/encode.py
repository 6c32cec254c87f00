"""A library number as bars, by the rule the library's readers follow."""

from dataclasses import dataclass
from enum import StrEnum

from app.core.rendering.barcodes.codabar import codabar_pattern
from app.core.rendering.barcodes.code_39 import code_39_pattern
from app.core.rendering.barcodes.code_128 import code_128_pattern
from app.core.rendering.barcodes.pattern import BarPattern


class Symbology(StrEnum):
    """The kinds of line barcode that library readers know."""

    CODABAR = "codabar"
    CODE_39 = "code39"
    CODE_128 = "code128"


@dataclass(frozen=True, kw_only=True)
class BarcodeRule:
    """How a program's library barcodes are made."""

    symbology: Symbology = Symbology.CODABAR
    start: str = "A"
    """Codabar: the letter before the number, A to D; readers may be set to want one of them."""
    stop: str = "A"
    """Codabar: the letter after the number."""
    has_mod_43: bool = False
    """Code 39: a check character follows. A check digit within the number is not meant."""


MOST_LIBRARIES = BarcodeRule()
"""Codabar between two letters A."""


def encode(text: str, *, rule: BarcodeRule) -> BarPattern:
    """Return the bars of a text.

    Raises:
        NotInSymbologyError: there is no sign for one of its characters.
    """
    match rule.symbology:
        case Symbology.CODABAR:
            return codabar_pattern(text, start=rule.start, stop=rule.stop)
        case Symbology.CODE_39:
            return code_39_pattern(text, has_mod_43=rule.has_mod_43)
        case _:
            return code_128_pattern(text)

"""Line barcodes for a library's readers, exact to the printer's dot."""

from app.core.rendering.barcodes.encode import MOST_LIBRARIES, BarcodeRule, Symbology, encode
from app.core.rendering.barcodes.pattern import (
    BarPattern,
    BarPlace,
    NotInSymbologyError,
    place_bars,
)

__all__ = [
    "MOST_LIBRARIES",
    "BarPattern",
    "BarPlace",
    "BarcodeRule",
    "NotInSymbologyError",
    "Symbology",
    "encode",
    "place_bars",
]

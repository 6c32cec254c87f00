"""The card's QR symbol: segments, error level and mask, and how it lies on the printer's dots.

The text is the verifier's address up to `#`, in a byte segment, and the token's digits, in a
numeric one.
"""

import re
from dataclasses import dataclass
from typing import Literal

from qrcode import constants, exceptions, util

from app.core.rendering.fast_qr import FastQR, Segment
from app.core.rendering.fit_refusal import FieldDoesNotFitError, FitRefusal

QUIET_ZONE = 4
"""Light modules on every side (ISO/IEC 18004)."""
MAX_VERSION = 17
"""What a 32 mm box holds at four printer dots a module, quiet zone included."""
MIN_BOX = 32.0
"""The smallest box a design may declare, in millimetres."""
MAX_FACE_VERSION = 22
FACE_BOX = 39.0
"""A box of so many millimetres or more holds MAX_FACE_VERSION at four dots a module."""
DOTS_PER_MM = 300 / 25.4
MIN_DOTS = 4
"""Printer dots per module at 300 dpi: 0.34 mm."""

Level = Literal["Q", "M"]
_LEVELS: tuple[tuple[Level, int], ...] = (
    ("Q", constants.ERROR_CORRECT_Q),
    ("M", constants.ERROR_CORRECT_M),
)
_TEXT = re.compile("(.*#)([0-9]+)", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class QRSymbol:
    """A finished symbol; the mask is kept with the card so that a reprint is the same picture."""

    version: int
    level: Level
    mask: int
    rows: tuple[bytes, ...]
    """One byte per module, 1 is dark."""

    @property
    def size(self) -> int:
        """Modules per side, without the quiet zone."""
        return len(self.rows)


@dataclass(frozen=True, kw_only=True)
class QRPlace:
    """Where a symbol lies on the card, in millimetres from its top left corner."""

    x: float
    y: float
    module: float
    """The side of one module: a whole number of printer dots."""


def max_version_in(box: float) -> int:
    """Return the largest version a design with a box of this side may print."""
    return MAX_FACE_VERSION if box >= FACE_BOX else MAX_VERSION


def make_symbol(text: str, *, max_version: int = MAX_VERSION, mask: int | None = None) -> QRSymbol:
    """Return the symbol for `text` at level Q if it is small enough so, else at M.

    Give `mask` to draw the picture a card already carries; without it the best one is taken.

    Raises:
        FieldDoesNotFitError: `qr_too_large` when neither level keeps to `max_version`.
    """
    for level, code in _LEVELS:
        symbol = _filled(text, code=code, mask=mask)
        if _version(symbol) <= _cap(level, max_version):
            symbol.make(fit=False)
            rows = tuple(bytes(row) for row in symbol.modules)
            return QRSymbol(version=symbol.version, level=level, mask=symbol.mask_used, rows=rows)
    raise FieldDoesNotFitError("qr", FitRefusal.QR_TOO_LARGE)


def check_symbol_size(text: str, *, max_version: int = MAX_VERSION) -> tuple[int, Level]:
    """Return version and level `text` will have, without making the symbol.

    Raises:
        FieldDoesNotFitError: `qr_too_large` when neither level keeps to `max_version`.
    """
    for level, code in _LEVELS:
        version = _version(_filled(text, code=code, mask=None))
        if version <= _cap(level, max_version):
            return version, level
    raise FieldDoesNotFitError("qr", FitRefusal.QR_TOO_LARGE)


def place_symbol(symbol: QRSymbol, *, x: float, y: float, box: float) -> QRPlace:
    """Centre a symbol with its quiet zone in a square box, every module edge on a printer dot.

    Raises:
        FieldDoesNotFitError: `module_too_small` when a module would get less than four dots.
    """
    modules = symbol.size + 2 * QUIET_ZONE
    box_dots = int(box * DOTS_PER_MM)
    dots = box_dots // modules
    if dots < MIN_DOTS:
        raise FieldDoesNotFitError("qr", FitRefusal.MODULE_TOO_SMALL)
    margin = (box_dots - modules * dots) // 2 + QUIET_ZONE * dots
    return QRPlace(
        x=(round(x * DOTS_PER_MM) + margin) / DOTS_PER_MM,
        y=(round(y * DOTS_PER_MM) + margin) / DOTS_PER_MM,
        module=dots / DOTS_PER_MM,
    )


def _cap(level: Level, max_version: int) -> int:
    """Above MAX_VERSION only level M: Q would need more modules than wear takes from it."""
    return max_version if level == "M" else min(max_version, MAX_VERSION)


def _filled(text: str, *, code: int, mask: int | None) -> FastQR:
    match = _TEXT.fullmatch(text)
    if match is None:
        raise ValueError("the text of a card's code ends in # and digits")
    symbol = FastQR(error_correction=code, mask_pattern=mask)
    symbol.add_data(Segment(match[1].encode(), mode=util.MODE_8BIT_BYTE))
    symbol.add_data(Segment(match[2].encode(), mode=util.MODE_NUMBER))
    return symbol


def _version(symbol: FastQR) -> int:
    try:
        return int(symbol.best_fit())
    except (exceptions.DataOverflowError, ValueError):  # 8.2 checks the version first
        return 41  # one more than exists

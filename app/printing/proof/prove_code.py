"""The signed code reads, says what the card's token says, and is the symbol the card was given."""

from typing import Any

import numpy as np
import zxingcpp

from app.core.rendering.content import CardContent
from app.core.rendering.operators import Area
from app.core.rendering.qr import QUIET_ZONE, check_symbol_size, max_version_in
from app.core.rendering.template import QRElement
from app.kit.raster import Dots
from app.printing.proof.face import WHITE, Face, Region, green, region
from app.printing.proof.fault import ProofError, ProofFault

_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


def prove_code(face: Face, element: QRElement, *, content: CardContent) -> None:
    """Read the code as a verifier would, from the page's dots.

    Raises:
        ProofError: `code_unreadable`, `code_differs`, `code_not_as_kept` or `quiet_zone_inked`.
            A symbol that reads and lies elsewhere is found by `prove_ink`.
    """
    where = region(Area(element.x, element.y, element.size, element.size))
    codes = zxingcpp.read_barcodes(green(face.page[where]), formats=_QR)
    if len(codes) != 1:
        raise ProofError(element.id, ProofFault.CODE_UNREADABLE)
    if codes[0].text != content.qr_text:
        raise ProofError(element.id, ProofFault.CODE_DIFFERS)
    if not _is_as_kept(codes[0], content, max_version=max_version_in(element.size)):
        raise ProofError(element.id, ProofFault.CODE_NOT_AS_KEPT)
    symbol = _symbol(face, where)
    is_whole = not (face.fails() & face.inked)[where].any()
    if is_whole and not _is_quiet(face.page[where], symbol, version=_number(codes[0], "Version")):
        raise ProofError(element.id, ProofFault.QUIET_ZONE_INKED)


def _is_as_kept(code: zxingcpp.Barcode, content: CardContent, *, max_version: int) -> bool:
    extra: dict[str, Any] = code.extra  # type: ignore[assignment]  # its stub says object
    version, level = check_symbol_size(content.qr_text or "", max_version=max_version)
    is_kept_mask = content.qr_mask is None or _number(code, "DataMask") == content.qr_mask
    return is_kept_mask and (_number(code, "Version"), extra["ECLevel"]) == (version, level)


def _number(code: zxingcpp.Barcode, key: str) -> int:
    extra: dict[str, Any] = code.extra  # type: ignore[assignment]  # its stub says object
    return int(extra[key])


def _symbol(face: Face, where: Region) -> Region:
    """Return where in the box the symbol belongs."""
    inked = face.inked[where]
    rows, columns = np.flatnonzero(inked.any(1)), np.flatnonzero(inked.any(0))
    return slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)


def _is_quiet(box: Dots, symbol: Region, *, version: int) -> bool:
    side = symbol[0].stop - symbol[0].start
    quiet = QUIET_ZONE * side // (4 * version + 17)
    rows, columns = (slice(max(0, at.start - quiet), at.stop + quiet) for at in symbol)
    light = box == WHITE
    light[symbol] = True
    return bool(light[rows, columns].all())

"""The library's bars read, and say the number that the card has."""

import zxingcpp

from app.core.rendering.content import CardContent
from app.core.rendering.template import BarcodeElement
from app.printing.proof.face import Face, green, region
from app.printing.proof.fault import ProofError, ProofFault

_AROUND = 2
"""Letters around the number: a start and a stop, or a check character."""


def prove_bars(face: Face, element: BarcodeElement, *, content: CardContent) -> None:
    """Read the barcode as a library's reader would; where each bar lies is seen by `prove_ink`.

    Raises:
        ProofError: `code_unreadable` or `code_differs`.
    """
    number = content.library_number or ""
    codes = zxingcpp.read_barcodes(green(face.page[region(element.area)]))
    if len(codes) != 1:
        raise ProofError(element.id, ProofFault.CODE_UNREADABLE)
    read = codes[0].text
    if number not in read or len(read) - len(number) > _AROUND:
        raise ProofError(element.id, ProofFault.CODE_DIFFERS)

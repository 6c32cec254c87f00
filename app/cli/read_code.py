"""Read the QR code out of a picture or a PDF: rendered by PDFium, decoded by zxing-cpp."""

from collections.abc import Iterator
from io import BytesIO

import pypdfium2
import zxingcpp
from PIL import Image, UnidentifiedImageError

DOTS_PER_INCH = 300
POINTS_PER_INCH = 72


class CodeNotFoundError(Exception):
    """There is no readable code in the file."""


def read_code(content: bytes) -> str:
    """Return the text of the first QR code in a PDF or a picture.

    Raises:
        CodeNotFoundError: not a picture or PDF, or no code in it.
    """
    for picture in _pictures(content):
        for code in zxingcpp.read_barcodes(
            picture, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
        ):
            return str(code.text)
    raise CodeNotFoundError


def _pictures(content: bytes) -> Iterator[Image.Image]:
    try:
        if content.startswith(b"%PDF"):
            for page in pypdfium2.PdfDocument(content):
                yield page.render(scale=DOTS_PER_INCH / POINTS_PER_INCH).to_pil()
            return
        yield Image.open(BytesIO(content)).convert("RGB")
    except (UnidentifiedImageError, OSError, pypdfium2.PdfiumError) as error:
        raise CodeNotFoundError from error

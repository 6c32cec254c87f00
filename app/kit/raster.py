"""Pages of a PDF as a printer's dots: by PDFium, in memory, one page at a time in a process."""

from dataclasses import dataclass
from math import ceil
from threading import Lock

import numpy as np
import numpy.typing as npt
import pypdfium2

POINTS_PER_INCH = 72
MM_PER_INCH = 25.4

Dots = npt.NDArray[np.uint32]
"""Rows of dots, each a number 0xRRGGBB."""

PDFIUM = Lock()
"""PDFium takes one call at a time, whatever the document: hold this around every use of it."""


class PageUnreadableError(Exception):
    """The bytes are no PDF that PDFium can draw."""


@dataclass(frozen=True, slots=True)
class RasterPage:
    """One page as dots, and its size in millimetres."""

    dots: Dots
    width: float
    height: float


def raster_pages(pdf: bytes, *, dpi: int) -> list[RasterPage]:
    """Return every page of a PDF at exactly `dpi` dots an inch, from its top left corner.

    Raises:
        PageUnreadableError: the bytes are no PDF.
    """
    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as error:
            raise PageUnreadableError from error
        try:
            return [_raster(document, number, dpi=dpi) for number in range(len(document))]
        finally:
            document.close()


def _raster(document: pypdfium2.PdfDocument, number: int, *, dpi: int) -> RasterPage:
    """Raster one page: a card is no whole number of dots, a raster is.

    The renderer would stretch the page to the next dot; so the page is first widened to whole dots,
    to the right and downwards as a printer's head does.
    """
    page = document[number]
    width, height = page.get_size()
    dot = POINTS_PER_INCH / dpi
    wide, high = (ceil(side / dot - 0.05) * dot - 1e-4 for side in (width, height))
    page.set_mediabox(0, height - high, wide, height)
    # Four bytes a dot take half the time of three: PDFium draws in them anyway.
    bitmap = page.render(scale=dpi / POINTS_PER_INCH, prefer_bgrx=True)
    dots = bitmap.to_numpy().view("<u4")[:, :, 0] & 0xFFFFFF
    bitmap.close()
    page.close()
    to_mm = MM_PER_INCH / POINTS_PER_INCH
    return RasterPage(dots=dots, width=width * to_mm, height=height * to_mm)

"""A JPEG as ReportLab takes it: copied into the PDF as it is, never decoded."""

from hashlib import sha256
from io import BytesIO

from reportlab.pdfbase.pdfutils import readJPEGInfo

from app.core.rendering.fit_refusal import FieldDoesNotFitError, FitRefusal


class CardPhoto:
    """A photo; ReportLab names the image in the file by `str()` and reads it by `jpeg_fh()`.

    Its own reader decodes the pixels only to name the image; that takes longer than the card.
    """

    def __init__(self, jpeg: bytes | None, *, element: str) -> None:
        if jpeg is None:
            raise FieldDoesNotFitError(element, FitRefusal.FIELD_MISSING)
        self._jpeg = jpeg
        self.width, self.height = _size(jpeg, element=element)

    def jpeg_fh(self) -> BytesIO:
        """Return the JPEG as a file."""
        return BytesIO(self._jpeg)

    def __str__(self) -> str:
        """Return a name that is the same for the same picture."""
        return sha256(self._jpeg).hexdigest()


def _size(jpeg: bytes, *, element: str) -> tuple[int, int]:
    if not jpeg.startswith(b"\xff\xd8\xff"):
        raise FieldDoesNotFitError(element, FitRefusal.PHOTO_UNREADABLE)
    try:
        width, height, *_ = readJPEGInfo(BytesIO(jpeg))
    except Exception as error:  # the library raises its own, struct's and index errors
        raise FieldDoesNotFitError(element, FitRefusal.PHOTO_UNREADABLE) from error
    return width, height

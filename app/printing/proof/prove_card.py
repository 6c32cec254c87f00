"""Look at a finished card by machine, as it will lie in the printer, before it is released."""

from app.core.rendering.content import CardContent
from app.core.rendering.design import CardDesign
from app.core.rendering.template import CARD_HEIGHT, CARD_WIDTH, BarcodeElement, QRElement
from app.kit.raster import PageUnreadableError, RasterPage, raster_pages
from app.printing.proof.expected import expected_faces
from app.printing.proof.face import DPI, Face, images_of
from app.printing.proof.fault import ProofError, ProofFault
from app.printing.proof.prove_bars import prove_bars
from app.printing.proof.prove_boxes import prove_boxes
from app.printing.proof.prove_code import prove_code
from app.printing.proof.prove_ink import prove_ink
from app.printing.proof.prove_photo import prove_photo

_SIDES = 2
_TOLERANCE = 0.01  # millimetres
_OTHER_FACE = 0.25
"""A side that differs from the design in more than this share of its bare dots is another one."""


def prove_card(pdf: bytes, *, design: CardDesign, content: CardContent) -> None:
    """Raster front and back at 300 dpi and compare them with what the card must show.

    Raises:
        ProofError: naming the element and why; the card must not be released then.
        FieldDoesNotFitError: the content does not fit the design.
    """
    pages = _pages(pdf)
    faces = expected_faces([page.dots for page in pages], design=design, content=content)
    for face in faces:
        _prove_face(face)
    for face in faces:
        _prove_codes(face, content=content)
        prove_boxes(face, design=design, content=content)
        prove_ink(face, design=design, content=content)
        for image in images_of(face.elements):
            prove_photo(face, image, photo=content.photo or b"")


def _prove_codes(face: Face, *, content: CardContent) -> None:
    for element in face.elements:
        if isinstance(element, QRElement):
            prove_code(face, element, content=content)
        if isinstance(element, BarcodeElement):
            prove_bars(face, element, content=content)


def _pages(pdf: bytes) -> list[RasterPage]:
    try:
        pages = raster_pages(pdf, dpi=DPI)
    except PageUnreadableError as error:
        raise ProofError("card", ProofFault.NOT_A_CARD) from error
    if len(pages) != _SIDES or not all(map(_is_card, pages)):
        raise ProofError("card", ProofFault.NOT_A_CARD)
    return pages


def _is_card(page: RasterPage) -> bool:
    off = max(abs(page.width - CARD_WIDTH), abs(page.height - CARD_HEIGHT))
    return off < _TOLERANCE


def _prove_face(face: Face) -> None:
    strange = (face.fails() & face.bare).sum()
    if strange > _OTHER_FACE * face.bare.sum():
        raise ProofError(face.name, ProofFault.OTHER_FACE)

"""Texts and codes are on the page, whole and in their colour, and nothing is beside them."""

from app.core.rendering.content import CardContent
from app.core.rendering.design import CardDesign
from app.core.rendering.template import AnyElement, ImageElement, MicrotextElement, TextElement
from app.printing.proof.face import Face, Region, region
from app.printing.proof.fault import ProofError, ProofFault
from app.printing.proof.place import ink_of

_NEARLY_ALL = 0.95


def prove_ink(face: Face, *, design: CardDesign, content: CardContent) -> None:
    """Compare a side with what it must show, dot by dot; edges of letters are left out.

    Raises:
        ProofError: `text_missing`, `text_differs`, `code_unreadable`, `code_out_of_place`,
            `not_black` or `ink_outside`.
    """
    fails = face.fails()
    if not fails.any():
        return
    for element in face.elements:
        if isinstance(element, ImageElement):
            continue
        where = region(ink_of(element, design=design, content=content), margin=1)
        if fails[where].any():
            raise ProofError(element.id, _fault(element, face, where))
    raise ProofError(face.name, ProofFault.INK_OUTSIDE)


def _fault(element: AnyElement, face: Face, where: Region) -> ProofFault:
    is_text = isinstance(element, TextElement | MicrotextElement)
    page, base, inked = face.page[where], face.base[where], face.inked[where]
    there = page != base
    is_whole = (there & inked).sum() > _NEARLY_ALL * inked.sum()
    if is_whole and not (there & face.bare[where]).any():
        return ProofFault.NOT_BLACK
    if ((page == face.ink[where]) & inked).sum() < (1 - _NEARLY_ALL) * inked.sum():
        return ProofFault.TEXT_MISSING if is_text else ProofFault.CODE_UNREADABLE
    return ProofFault.TEXT_DIFFERS if is_text else ProofFault.CODE_OUT_OF_PLACE

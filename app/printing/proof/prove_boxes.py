"""No text leaves its box: seen on the raster, not taken from the engine that set the text."""

from app.core.rendering.content import CardContent
from app.core.rendering.design import CardDesign
from app.printing.proof.face import Face, region
from app.printing.proof.fault import ProofError, ProofFault
from app.printing.proof.place import box_of, ink_of


def prove_boxes(face: Face, *, design: CardDesign, content: CardContent) -> None:
    """See that texts and codes are drawn in the boxes of the design and nowhere else.

    Raises:
        ProofError: `outside_box`, naming the element whose ink begins in its box and leaves it.
    """
    outside = face.drawn.copy()
    for element in face.elements:
        outside[region(box_of(element, design=design, content=content), margin=1)] = False
    if not outside.any():
        return
    for element in face.elements:
        if outside[region(ink_of(element, design=design, content=content), margin=1)].any():
            raise ProofError(element.id, ProofFault.OUTSIDE_BOX)
    raise ProofError(face.name, ProofFault.OUTSIDE_BOX)

"""No text leaves its box: seen on the raster, not taken from the engine that set the text."""

from app.core.rendering.content import CardContent
from app.core.rendering.design import CardDesign
from app.printing.proof.face import DOTS_PER_MM, Face, region
from app.printing.proof.fault import ProofError, ProofFault
from app.printing.proof.place import box_of

_NEAR = round(3 * DOTS_PER_MM)


def prove_boxes(face: Face, *, design: CardDesign, content: CardContent) -> None:
    """See that texts and codes are drawn in the boxes of the design and nowhere else.

    Raises:
        ProofError: `outside_box`, naming the element whose box is near the ink, else the face.
    """
    boxes = {
        element.id: box_of(element, design=design, content=content) for element in face.elements
    }
    outside = face.drawn.copy()
    for box in boxes.values():
        outside[region(box, margin=1)] = False
    if not outside.any():
        return
    near = (name for name, box in boxes.items() if outside[region(box, margin=_NEAR)].any())
    raise ProofError(next(near, face.name), ProofFault.OUTSIDE_BOX)

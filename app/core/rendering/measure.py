"""Which fields of a card would not fit: asked at intake, so that no printer meets them first."""

from app.core.rendering.content import CardContent
from app.core.rendering.design import CardDesign
from app.core.rendering.elements import field_of, is_shown, set_element
from app.core.rendering.fields import paragraphs_of
from app.core.rendering.fit_refusal import FieldDoesNotFitError, FieldRefusal
from app.core.rendering.template import TextElement


def measure(design: CardDesign, content: CardContent) -> list[FieldRefusal]:
    """Return what cannot be set. Fields not known yet (None), photo and code are left out."""
    refusals = []
    for element in design.template.elements:
        if not isinstance(element, TextElement) or not is_shown(element, content=content):
            continue
        field = field_of(element)
        if field is not None and not paragraphs_of(field, content=content):
            continue
        try:
            set_element(element, design=design, content=content)
        except FieldDoesNotFitError as error:
            refusals.append(error.refusal)
    return refusals

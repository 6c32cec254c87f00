"""Every name in a design has to name something.

What is wrong is a ValueError, which the parser turns into a problem of its key.
"""

from collections.abc import Collection

from app.core.rendering.template.art import Shape
from app.core.rendering.template.codes import BarcodeElement, CodeElement
from app.core.rendering.template.kinds import AnyElement
from app.core.rendering.template.marks import ArtElement, MicrotextElement, TextElement


def resolve_names(
    part: AnyElement | Shape,
    *,
    colours: Collection[str],
    fonts: Collection[str],
    art: Collection[str],
) -> None:
    """Refuse a name that the template does not define."""
    known = {"black", "white", *colours}
    named = [getattr(part, key, None) for key in ("fill", "stroke", "colour")]
    for colour in [*named, *getattr(part, "colours", ())]:
        if colour is not None and colour not in known:
            raise ValueError(f"unknown colour {colour}")
    if isinstance(part, TextElement | MicrotextElement) and part.font not in fonts:
        raise ValueError(f"unknown font {part.font}")
    if isinstance(part, ArtElement) and part.art not in art:
        raise ValueError(f"unknown art {part.art}")


def resolve_below(face: tuple[AnyElement, ...]) -> None:
    """Let an element follow only one written before it on the same face: none goes in circles."""
    earlier: set[str] = set()
    for element in face:
        if isinstance(element, TextElement):
            if element.below is not None and element.below not in earlier:
                raise ValueError(f"{element.id}: below names no earlier text of this face")
            earlier.add(element.id)


def resolve_labels(face: tuple[AnyElement, ...]) -> None:
    """A label is made of fixed words and stands only on cards that have the code."""
    words = {item.id: item for item in face if isinstance(item, TextElement) and item.text}
    for element in face:
        if not isinstance(element, CodeElement) or element.labelled_by is None:
            continue
        label = words.get(element.labelled_by)
        if label is None:
            raise ValueError(f"{element.id}: labelled_by names no fixed words of this face")
        if isinstance(element, BarcodeElement) and label.shown_with is not element.field:
            raise ValueError(f"{label.id}: shown_with has to be {element.field.value}")

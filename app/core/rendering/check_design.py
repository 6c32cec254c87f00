"""Is a design fit to print? Everything a person could get wrong in a template that parses.

A design with a finding is refused by `tessera card check` and must not go to a printer.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import combinations

from app.core.rendering.bleed import short_edges
from app.core.rendering.content import NO_EXPIRATION_DATE, CardContent, ProgramText
from app.core.rendering.design import CardDesign
from app.core.rendering.elements import bars_of, field_of, is_on_every_card
from app.core.rendering.fields import FIELDS
from app.core.rendering.fit_refusal import FieldDoesNotFitError
from app.core.rendering.measure import measure
from app.core.rendering.operators import Area
from app.core.rendering.qr import make_symbol, max_version_in, place_symbol
from app.core.rendering.sample import HARD_NAMES, sample_content, sample_program
from app.core.rendering.template import (
    CARD_HEIGHT,
    CARD_WIDTH,
    AnyElement,
    BarcodeElement,
    BrailleElement,
    CardTemplate,
    CodeElement,
    ImageElement,
    NotchElement,
    QRElement,
    TextElement,
)

_EDGE = 1.5
"""Printers shift by up to this much (mm): nothing a person needs lies closer to the edge."""
_SMALLEST_TYPE = 4.5
"""Points; below it a 300 dpi printer no longer draws the strokes of accents."""


class DesignProblem(StrEnum):
    """What is wrong with a design."""

    FIELD_NOT_SHOWN = "field_not_shown"  # `element` is the field's name here
    DOES_NOT_FIT = "does_not_fit"  # a sample value or one of the hard names
    TOO_CLOSE_TO_EDGE = "too_close_to_edge"
    TYPE_TOO_SMALL = "type_too_small"
    NOT_BLACK = "not_black"  # a personal text in colour misses the black resin
    OVERLAPS = "overlaps"
    BLEED_TOO_SHORT = "bleed_too_short"  # art ends at an edge that is cut
    NOT_LABELLED = "not_labelled"  # a code without words that say what it is
    FEATURE_WITHOUT_ELEMENT = "feature_without_element"  # it describes what is not on the card
    TOOL_SPOILS = "tool_spoils"  # dots or a notch where a code, a photo or words have to be
    BARCODE_BESIDE_CODE = "barcode_beside_code"  # a reader would find the wrong one


@dataclass(frozen=True, kw_only=True)
class DesignFinding:
    """One thing to mend."""

    element: str
    problem: DesignProblem
    detail: str = ""


def check_design(
    design: CardDesign, *, program: ProgramText | None = None
) -> tuple[DesignFinding, ...]:
    """Return everything that keeps a design from being printed; nothing when it is good.

    With `program` its name, title and legal lines are tried, without it a sample's.
    """
    template = design.template
    elements = tuple(template.elements)
    findings = (
        *_missing_fields((*template.front, *template.back)),
        *_missing_elements(template),
        *(finding for element in elements for finding in _check_element(element, template)),
        *(
            finding
            for face in template.sides.values()
            for finding in (*_overlaps(face), *_mixed_codes(face))
        ),
        *_spoiled(template),
        *_misfits(
            design,
            sample=sample_content(
                program=program or sample_program(template),
                has_face=template.face_in_code,
            ),
        ),
    )
    return tuple(dict.fromkeys(findings))


def _missing_fields(elements: tuple[AnyElement, ...]) -> Iterator[DesignFinding]:
    shown = {field_of(element) for element in elements}
    for field, info in FIELDS.items():
        if info.required and field not in shown:
            yield DesignFinding(element=field.value, problem=DesignProblem.FIELD_NOT_SHOWN)


def _missing_elements(template: CardTemplate) -> Iterator[DesignFinding]:
    drawn = {element.id for element in template.elements}
    for feature in template.features:
        for element in feature.elements:
            if element not in drawn:
                yield DesignFinding(
                    element=feature.id,
                    problem=DesignProblem.FEATURE_WITHOUT_ELEMENT,
                    detail=element,
                )


def _check_element(element: AnyElement, template: CardTemplate) -> Iterator[DesignFinding]:
    area = _area(element)
    if area is not None and not _keeps_off_edges(area):
        yield DesignFinding(element=element.id, problem=DesignProblem.TOO_CLOSE_TO_EDGE)
    for edge in short_edges(element, template=template):
        yield DesignFinding(element=element.id, problem=DesignProblem.BLEED_TOO_SHORT, detail=edge)
    if isinstance(element, CodeElement) and element.labelled_by is None:
        yield DesignFinding(element=element.id, problem=DesignProblem.NOT_LABELLED)
    if isinstance(element, TextElement):
        if (element.min_size or element.size) < _SMALLEST_TYPE:
            yield DesignFinding(element=element.id, problem=DesignProblem.TYPE_TOO_SMALL)
        if not is_on_every_card(element, template=template) and element.colour != "black":
            yield DesignFinding(element=element.id, problem=DesignProblem.NOT_BLACK)


def _area(element: AnyElement) -> Area | None:
    """Return the space an element needs for itself; art and faint pictures need none."""
    if isinstance(element, QRElement):
        return Area(element.x, element.y, element.size, element.size)
    if isinstance(element, TextElement | BarcodeElement | BrailleElement) or (
        isinstance(element, ImageElement) and element.opacity == 1
    ):
        return element.area
    return None


def _keeps_off_edges(area: Area) -> bool:
    return (
        area.x >= _EDGE
        and area.y >= _EDGE
        and area.x + area.width <= CARD_WIDTH - _EDGE
        and area.y + area.height <= CARD_HEIGHT - _EDGE
    )


def _overlaps(face: tuple[AnyElement, ...]) -> Iterator[DesignFinding]:
    placed = [(element.id, area) for element in face if (area := _area(element)) is not None]
    for (first, a), (second, b) in combinations(placed, 2):
        if _touch(a, b):
            yield DesignFinding(element=first, problem=DesignProblem.OVERLAPS, detail=second)


def _touch(a: Area, b: Area) -> bool:
    return (
        a.x + a.width > b.x
        and b.x + b.width > a.x
        and a.y + a.height > b.y
        and b.y + b.height > a.y
    )


def _spoiled(template: CardTemplate) -> Iterator[DesignFinding]:
    """Find what dots or a notch would go through: a tool changes both sides of the plastic."""
    for face, tools in template.faces.items():
        for tool in tools:
            if not isinstance(tool, BrailleElement | NotchElement):
                continue
            for side, elements in template.sides.items():
                is_behind = not face.startswith(side)
                for element in elements:
                    if _is_spoiled(element, tool, is_behind=is_behind):
                        yield DesignFinding(
                            element=tool.id, problem=DesignProblem.TOOL_SPOILS, detail=element.id
                        )


def _is_spoiled(
    element: AnyElement, tool: BrailleElement | NotchElement, *, is_behind: bool
) -> bool:
    """Say whether a tool takes something away. Words can be read through dots, not past a notch."""
    needs = _area(element)
    if needs is None or (isinstance(tool, BrailleElement) and isinstance(element, TextElement)):
        return False
    at = tool.area
    if is_behind:
        at = at._replace(x=CARD_WIDTH - at.x - at.width)
    return _touch(at, needs)


def _mixed_codes(face: tuple[AnyElement, ...]) -> Iterator[DesignFinding]:
    if any(isinstance(element, QRElement) for element in face):
        for element in face:
            if isinstance(element, BarcodeElement):
                yield DesignFinding(element=element.id, problem=DesignProblem.BARCODE_BESIDE_CODE)


def _misfits(design: CardDesign, *, sample: CardContent) -> Iterator[DesignFinding]:
    template = design.template
    fixed = {
        element.id for element in template.elements if is_on_every_card(element, template=template)
    }
    for content in (sample, replace(sample, expires_on=NO_EXPIRATION_DATE), *_hard(sample)):
        for refusal in measure(design, content):
            detail = refusal.reason.value
            if refusal.element not in fixed:
                detail = f"{detail}: {content.name}"
            yield DesignFinding(
                element=refusal.element, problem=DesignProblem.DOES_NOT_FIT, detail=detail
            )
    for element in template.elements:
        if isinstance(element, QRElement | BarcodeElement):
            yield from _misfit_code(element, content=sample)


def _hard(sample: CardContent) -> Iterator[CardContent]:
    for name in HARD_NAMES:
        yield replace(sample, name=name)


def _misfit_code(
    element: QRElement | BarcodeElement, *, content: CardContent
) -> Iterator[DesignFinding]:
    try:
        if isinstance(element, BarcodeElement):
            bars_of(element, content=content)
            return
        cap = max_version_in(element.size)
        symbol = make_symbol(content.qr_text or "", max_version=cap)
        place_symbol(symbol, x=element.x, y=element.y, box=element.size)
    except FieldDoesNotFitError as error:
        yield DesignFinding(
            element=element.id, problem=DesignProblem.DOES_NOT_FIT, detail=error.reason.value
        )

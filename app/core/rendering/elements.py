"""On which cards an element is drawn, and how; the photo alone is drawn by `card`."""

from collections.abc import Sequence

from app.core.rendering import operators
from app.core.rendering.barcodes import BarPlace, NotInSymbologyError, encode, place_bars
from app.core.rendering.braille import DOT, braille_lines, dots_of
from app.core.rendering.content import CardContent
from app.core.rendering.design import CardDesign
from app.core.rendering.fields import FIELDS, Field, Presence, paragraphs_of
from app.core.rendering.fit_refusal import FieldDoesNotFitError, FitRefusal
from app.core.rendering.fixed_art import FixedArt, art_operators
from app.core.rendering.qr import QRSymbol, make_symbol, max_version_in, place_symbol
from app.core.rendering.regional_forms import regional_language
from app.core.rendering.shaping import shape_line
from app.core.rendering.template import (
    AnyElement,
    BarcodeElement,
    BrailleElement,
    CardTemplate,
    MicrotextElement,
    QRElement,
    TextElement,
)
from app.core.rendering.text import POINT, PlacedLine, SetText, TextBox, set_text

DrawnElement = (
    FixedArt | MicrotextElement | TextElement | QRElement | BarcodeElement | BrailleElement
)


def field_of(element: AnyElement) -> Field | None:
    """Return the field an element shows, None for fixed words and art."""
    return getattr(element, "field", None)


def is_on_every_card(element: AnyElement, *, template: CardTemplate) -> bool:
    """Say whether an element looks the same, at the same place, on every card of a program."""
    return (
        looks_the_same(element, template=template)
        and element.shown_without is None
        and (
            element.shown_with is None
            or FIELDS[element.shown_with].presence is not Presence.OPTIONAL
        )
    )


def looks_the_same(element: AnyElement, *, template: CardTemplate) -> bool:
    """Say whether an element looks the same on all the cards of a program that show it."""
    leader, field = template.leader_of(element), field_of(element)
    return (leader is None or is_on_every_card(leader, template=template)) and (
        field is None or FIELDS[field].presence is Presence.PROGRAM
    )


def is_shown(element: AnyElement, *, content: CardContent) -> bool:
    """Say whether an element belongs on this card; an optional field without a value does not."""
    without = element.shown_without
    if without is not None and paragraphs_of(without, content=content):
        return False
    return all(
        bool(paragraphs_of(field, content=content))
        for field in (element.shown_with, field_of(element))
        if field is not None and FIELDS[field].presence is Presence.OPTIONAL
    )


def element_operators(element: DrawnElement, *, design: CardDesign, content: CardContent) -> str:
    """Return an element as PDF operators in millimetres, y downwards.

    Raises:
        FieldDoesNotFitError: naming the element.
    """
    match element:
        case TextElement():
            text = set_element(element, design=design, content=content)
            return operators.text(text, ink=design.ink(element.colour))
        case QRElement():
            symbol = symbol_of(element, content=content)
            place = place_symbol(symbol, x=element.x, y=element.y, box=element.size)
            return operators.symbol(symbol, place=place, ink=design.ink("black"))
        case BarcodeElement():
            bars = bars_of(element, content=content)
            return operators.bars(bars, y=element.y, height=element.height, ink=design.ink("black"))
        case BrailleElement():
            return _braille(element, design=design, content=content)
        case MicrotextElement():
            return _microtext(element, design=design, content=content)
        case _:
            program_id = content.program.program_id
            return art_operators(element, design=design, program_id=program_id)


def set_element(element: TextElement, *, design: CardDesign, content: CardContent) -> SetText:
    """Set a text element.

    Raises:
        FieldDoesNotFitError: naming the element; `field_missing` when there is nothing to set.
    """
    return set_text(
        _paragraphs(element, content=content),
        box=TextBox(
            x=element.x,
            y=top_of(element, design=design, content=content),
            width=element.width,
            height=element.height,
            size=element.size,
            min_size=element.min_size or element.size,
            lines=element.lines,
            leading=element.leading,
            tracking=element.tracking,
            align=element.align,
            vertical_align=element.vertical_align,
            balanced=element.balanced,
        ),
        faces=design.faces(element.font),
        element=element.id,
    )


def top_of(element: TextElement, *, design: CardDesign, content: CardContent) -> float:
    """Return where the box begins: under another text, or in its place where it is absent."""
    leader = design.template.leader_of(element)
    if leader is None:
        return element.y
    distance = element.y - (leader.y + leader.height)
    if not is_shown(leader, content=content):
        return top_of(leader, design=design, content=content) + distance
    return set_element(leader, design=design, content=content).bottom + distance


def symbol_of(element: QRElement, *, content: CardContent) -> QRSymbol:
    """Return the card's symbol, with the mask it was issued with if that is known.

    Raises:
        FieldDoesNotFitError: naming the element.
    """
    if content.qr_text is None:
        raise FieldDoesNotFitError(element.id, FitRefusal.FIELD_MISSING)
    cap = max_version_in(element.size)
    return make_symbol(content.qr_text, max_version=cap, mask=content.qr_mask)


def bars_of(element: BarcodeElement, *, content: CardContent) -> BarPlace:
    """Return the bars of the card's library number where they lie.

    Raises:
        FieldDoesNotFitError: naming the element.
    """
    (number,) = _values(element.field, element=element.id, content=content)
    try:
        pattern = encode(number, rule=content.program.barcode)
    except NotInSymbologyError as error:
        raise FieldDoesNotFitError(element.id, FitRefusal.NOT_IN_SYMBOLOGY) from error
    return place_bars(pattern, x=element.x, width=element.width, element=element.id)


def _braille(element: BrailleElement, *, design: CardDesign, content: CardContent) -> str:
    """Draw each dot as a disc: where a tool presses, or where a finger is shown the dots."""
    (words,) = _paragraphs(element, content=content)
    lines = braille_lines(words, cells=element.cells)
    if len(lines) > element.lines:
        raise FieldDoesNotFitError(element.id, FitRefusal.TOO_LONG)
    dots = dots_of(lines, x=element.x, y=element.y)
    path = " ".join(operators.rectangle(dot, radius=DOT / 2) for dot in dots)
    return operators.painted(path, fill=design.ink("black"), stroke=None, stroke_width=0)


def _paragraphs(element: TextElement | BrailleElement, *, content: CardContent) -> Sequence[str]:
    if element.field is None:
        return (element.text or "",)
    return _values(element.field, element=element.id, content=content)


def _values(field: Field, *, element: str, content: CardContent) -> Sequence[str]:
    values = paragraphs_of(field, content=content)
    if not values:
        raise FieldDoesNotFitError(element, FitRefusal.FIELD_MISSING)
    return values


def _microtext(element: MicrotextElement, *, design: CardDesign, content: CardContent) -> str:
    """Repeat a text over a width, in whole repetitions: it is texture, not something to read."""
    value = _values(element.field, element=element.id, content=content)[0]
    word = "".join(value.upper().split()) + "·"
    faces = design.faces(element.font)
    em = element.size * POINT
    region = regional_language(word)
    once = shape_line(word, faces=faces, base=0, language=region).right * em
    count = max(1, int(element.width / once))
    shaped = shape_line(word * count, faces=faces, base=0, language=region)
    line = PlacedLine(shaped=shaped, x=element.x, baseline=element.baseline)
    text = SetText(size=element.size, lines=(line,))
    return operators.text(text, ink=design.ink(element.colour))

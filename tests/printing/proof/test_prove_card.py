"""A finished card with anything wrong on it is refused, each wrong with its own reason."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from PIL import Image, ImageDraw

from app.core.rendering.card import draw_card, draw_cards
from app.core.rendering.content import CardContent
from app.core.rendering.design import CardDesign
from app.core.rendering.qr import make_symbol
from app.core.rendering.sample import HARD_NAMES, bare_content, sample_content
from app.printing.proof import ProofError, prove_card
from app.programs.card_designs import list_card_designs, load_card_design
from tests.core.rendering.designs import changed, element

Data = dict[str, Any]
DOT = 25.4 / 300


@pytest.fixture(scope="module")
def design() -> CardDesign:
    return load_card_design("riverbend")


@pytest.fixture(scope="module")
def content() -> CardContent:
    return sample_content()


def fault(pdf: bytes, *, design: CardDesign, content: CardContent) -> str:
    """Return why a finished card is not released."""
    with pytest.raises(ProofError) as caught:
        prove_card(pdf, design=design, content=content)
    assert str(caught.value) == f"{caught.value.element}: {caught.value.fault.value}"
    return str(caught.value)


@pytest.mark.parametrize("name", list_card_designs())
def test_a_sound_card_of_every_design_passes(name: str, content: CardContent) -> None:
    design = load_card_design(name)
    for card in (content, bare_content(content)):
        prove_card(draw_card(design, card), design=design, content=card)


def test_every_hard_name_passes(design: CardDesign, content: CardContent) -> None:
    for name in HARD_NAMES:
        card = replace(content, name=name, second_name="Second")
        prove_card(draw_card(design, card), design=design, content=card)


def moved(identifier: str, **by: float) -> Callable[[Data], object]:
    """Return a change that moves an element, in millimetres."""

    def change(data: Data) -> None:
        for key, value in by.items():
            element(data, identifier)[key] += value

    return change


def painted(identifier: str, colour: str) -> Callable[[Data], object]:
    """Return a change of an element's colour."""

    def change(data: Data) -> None:
        data["colours"]["other"] = colour
        element(data, identifier)["colour"] = "other"

    return change


def without(face: str, identifier: str) -> Callable[[Data], object]:
    """Return a change that leaves an element out."""

    def change(data: Data) -> None:
        data[face] = [one for one in data[face] if one["id"] != identifier]

    return change


def patch(face: str, colour: str, *area: float) -> Callable[[Data], object]:
    """Return a change that draws a patch over everything else on a face."""

    def change(data: Data) -> None:
        data["colours"]["other"] = colour
        box = dict(zip(("x", "y", "width", "height"), area, strict=True))
        data[face].append({"id": "patch", "kind": "rect", "fill": "other", **box})

    return change


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (moved("code", x=4 * DOT), "code: code_out_of_place"),
        (moved("code", y=-DOT), "code: code_out_of_place"),
        (moved("code", x=-8), "code: code_unreadable"),
        (without("back", "code"), "code: code_unreadable"),
        (patch("back", "#00ff00", 6, 40, 0.5, 0.5), "code: quiet_zone_inked"),
        (patch("back", "#1c1c1c", 12, 14.5, 1, 1), "code: code_out_of_place"),
        (painted("name", "#1e1e1e"), "name: not_black"),
        (moved("name", x=0.4), "name: text_differs"),
        (without("front", "birth-date"), "birth-date: text_missing"),
        (patch("front", "#ffffff", 32, 17, 50, 9.8), "name: text_missing"),
        (patch("front", "#000000", 34, 18, 0.3, 0.3), "name: text_differs"),
        (patch("front", "#000000", 60, 28, 0.2, 0.2), "front: ink_outside"),
        (patch("back", "#f0f0f0", 60, 30, 1, 1), "back: ink_outside"),
        (without("front", "photo"), "photo: photo_missing"),
        (without("front", "ghost-photo"), "ghost-photo: photo_missing"),
        (patch("front", "#ffffff", 0, 0, 85, 53), "front: other_face"),
        (patch("front", "#ffffff", 4, 2, 7, 7), "front: ink_outside"),
    ],
)
def test_a_card_with_a_fault_is_refused_with_its_own_reason(
    change: Callable[[Data], object], reason: str, design: CardDesign, content: CardContent
) -> None:
    pdf = draw_card(changed(change), content)
    assert fault(pdf, design=design, content=content) == reason


def other_token(content: CardContent) -> CardContent:
    assert content.qr_text is not None
    return replace(content, qr_text=content.qr_text[:-1] + "4")


def other_mask(content: CardContent) -> CardContent:
    assert content.qr_text is not None
    return replace(content, qr_mask=(make_symbol(content.qr_text).mask + 1) % 8)


def other_photo(content: CardContent) -> CardContent:
    picture = Image.new("RGB", (600, 750), "#e4e8eb")
    ImageDraw.Draw(picture).ellipse((150, 250, 450, 600), fill="#58402a")
    return replace(content, photo=as_jpeg(picture))


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (other_token, "code: code_differs"),
        (other_mask, "code: code_not_as_kept"),
        (other_photo, "photo: photo_differs"),
        (lambda card: replace(card, name="Marisol Okafor-Lindqvlst"), "name: text_differs"),
        (lambda card: replace(card, card_number="7K3M-92QD-XWU"), "card-number: text_differs"),
        (lambda card: replace(card, address_lines=()), "address-label: text_missing"),
        (
            lambda card: replace(card, program=replace(card.program, program_id="other")),
            "front: other_face",
        ),
    ],
)
def test_the_card_of_somebody_else_is_refused(
    other: Callable[[CardContent], CardContent],
    reason: str,
    design: CardDesign,
    content: CardContent,
) -> None:
    assert content.qr_text is not None
    kept = replace(content, qr_mask=make_symbol(content.qr_text).mask)
    assert fault(draw_card(design, other(kept)), design=design, content=kept) == reason


def with_bars(data: Data) -> None:
    """Put a library's barcode into the front of the shipped design, on white."""
    box = {"x": 40, "y": 20, "width": 40, "height": 8}
    code = {"id": "library", "kind": "barcode", "field": "library_number", **box}
    paper = {"id": "paper", "kind": "rect", "fill": "white", "shown_with": "library_number", **box}
    data["front"] = [one for one in data["front"] if not one["id"].endswith("name")]
    data["front"] += [paper, code]


def test_a_library_number_reads_and_is_the_cards() -> None:
    design, card = changed(with_bars), replace(sample_content(), library_number="29999000500013")
    pdf = draw_card(design, card)
    prove_card(pdf, design=design, content=card)
    other = replace(card, library_number="29999000500021")
    assert fault(pdf, design=design, content=other) == "library: code_differs"
    none = replace(card, library_number=None)
    assert fault(draw_card(design, none), design=design, content=card) == "library: code_unreadable"


def test_something_that_was_left_out_is_refused_when_it_is_there(
    design: CardDesign, content: CardContent
) -> None:
    bare = bare_content(content)
    assert fault(draw_card(design, content), design=design, content=bare) == "front: ink_outside"


def test_a_photo_of_nothing_is_refused(design: CardDesign, content: CardContent) -> None:
    flat = replace(content, photo=as_jpeg(Image.new("RGB", (600, 750), "#707070")))
    assert fault(draw_card(design, flat), design=design, content=flat) == "photo: photo_flat"


def test_a_back_beside_the_wrong_front_is_refused(design: CardDesign, content: CardContent) -> None:
    other = replace(other_token(content), card_number="7K3M-92QD-XWU")
    both = draw_cards(design, [content, other], program=content.program)
    crossed, turned = pages_of(both, 0, 3), pages_of(both, 1, 0)
    assert fault(crossed, design=design, content=content) == "code: code_differs"
    assert fault(turned, design=design, content=content) == "front: other_face"
    prove_card(pages_of(both, 0, 1), design=design, content=content)


def test_what_is_no_card_is_refused(design: CardDesign, content: CardContent) -> None:
    pdf = draw_card(design, content)
    for no_card in (b"not a PDF", pages_of(pdf, 0), pages_of(pdf, 0, 1, 1), wider(pdf)):
        assert fault(no_card, design=design, content=content) == "card: not_a_card"


def pages_of(pdf: bytes, *numbers: int) -> bytes:
    """Return a PDF of some pages of another."""
    source, target = pypdfium2.PdfDocument(pdf), pypdfium2.PdfDocument.new()
    target.import_pages(source, list(numbers))
    return saved(target)


def wider(pdf: bytes) -> bytes:
    """Return a card on pages that are half a millimetre wider."""
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        width, height = page.get_size()
        page.set_mediabox(0, 0, width + 0.5 * 72 / 25.4, height)
    return saved(document)


def saved(document: pypdfium2.PdfDocument) -> bytes:
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def as_jpeg(picture: Image.Image) -> bytes:
    file = BytesIO()
    picture.save(file, "JPEG", quality=90)
    return file.getvalue()

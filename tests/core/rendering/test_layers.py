"""Colour profiles and layers: what the file for a press or for an added panel holds."""

import re
import zlib
from dataclasses import replace
from typing import Any

import numpy as np
import pypdfium2
import pytest
from pydantic import ValidationError

from app.core.rendering.card import draw_card, draw_cards
from app.core.rendering.check_design import check_design
from app.core.rendering.content import CardContent
from app.core.rendering.design import CardDesign
from app.core.rendering.fit_refusal import FieldDoesNotFitError
from app.core.rendering.ink import ColourProfile
from app.core.rendering.template import Layer
from tests.core.rendering.designs import changed

WORDS = {"kind": "text", "font": "bold", "size": 10, "x": 20, "y": 20, "width": 50, "height": 8}
SUN = {
    "id": "uv-sun",
    "kind": "rosette",
    "colours": ["sun"],
    "x": 5,
    "y": 5,
    "width": 9,
    "height": 9,
}


def layered(**layers: list[dict[str, Any]]) -> CardDesign:
    return changed(lambda data: data.update(layers))


@pytest.fixture
def both() -> CardDesign:
    born = {**WORDS, "id": "uv-born", "field": "birth_date"}
    seal = {"id": "clear", "kind": "rect", "fill": "deep", "x": 0, "y": 0, "width": 9, "height": 9}
    return layered(back_overlay=[seal], front_uv=[SUN, born])


def streams(pdf: bytes) -> list[bytes]:
    """Return what is drawn: every stream that is no photo, unpacked."""
    found = re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL)
    return [zlib.decompress(data) for data in found if not data.startswith(b"\xff\xd8")]


def operators_of(pdf: bytes) -> set[bytes]:
    return {
        word for stream in streams(pdf) for word in re.findall(rb"[0-9.] ([a-zA-Z]+)\b", stream)
    }


def labels(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    return [document.get_page_label(page) for page in range(len(document))]


def test_a_file_for_a_press_has_black_on_its_own_plate_and_no_rgb(
    design: CardDesign, content: CardContent
) -> None:
    press = replace(design, profile=ColourProfile.CMYK)
    pdf = draw_card(press, content)
    assert not operators_of(pdf) & {b"rg", b"RG", b"g", b"G"}
    drawn = b"\n".join(streams(pdf))
    assert drawn.count(b"0 0 0 1 k") > 10
    assert b"0 0 0 1 k 0." in drawn  # the code's modules


def test_a_file_for_a_card_printer_has_no_other_black_than_rgb_zero(
    design: CardDesign, content: CardContent
) -> None:
    assert not operators_of(draw_card(design, content)) & {b"k", b"K", b"g", b"G"}


def test_layers_are_pages_of_their_own_in_one_ink(both: CardDesign, content: CardContent) -> None:
    pdf = draw_cards(both, [content] * 2, program=content.program, layers=tuple(Layer))
    assert labels(pdf) == ["front", "back", "front_uv", "back_overlay"] * 2
    pages = list(pypdfium2.PdfDocument(pdf))
    for page in pages[2:4]:
        dots = np.asarray(page.render(scale=2).to_pil().convert("RGB"))
        assert (dots == dots[:, :, :1]).all()
        assert dots.min() == 0


def test_a_printer_without_the_panel_gets_the_two_sides_alone(
    both: CardDesign, content: CardContent
) -> None:
    assert len(pypdfium2.PdfDocument(draw_card(both, content))) == 2
    uv = draw_cards(both, [content], program=content.program, layers=[Layer.UV])
    assert labels(uv) == ["front", "back", "front_uv"]


def test_a_layer_asked_for_that_the_design_lacks_is_no_page(
    design: CardDesign, content: CardContent
) -> None:
    pdf = draw_cards(design, [content], program=content.program, layers=[Layer.UV])
    assert labels(pdf) == ["front", "back"]


def test_a_layer_with_a_text_that_does_not_fit_stops_the_card(content: CardContent) -> None:
    design = layered(front_uv=[{**WORDS, "id": "uv-name", "field": "name"}])
    with pytest.raises(FieldDoesNotFitError, match="uv-name: too_long"):
        draw_cards(
            design, [replace(content, name="W" * 16)], program=content.program, layers=[Layer.UV]
        )


def test_a_design_with_good_layers_is_good(both: CardDesign) -> None:
    assert check_design(layered(front_uv=[SUN])) == ()
    problems = [(finding.element, finding.problem.value) for finding in check_design(both)]
    assert problems == [("clear", "bleed_too_short")] * 2


def test_a_field_in_a_layer_is_not_yet_on_the_card() -> None:
    def move(data: dict[str, Any]) -> None:
        (born,) = (item for item in data["front"] if item["id"] == "birth-date")
        data.update(front=[item for item in data["front"] if item is not born], front_uv=[born])

    problems = {(finding.element, finding.problem.value) for finding in check_design(changed(move))}
    assert ("birth_date", "field_not_shown") in problems


@pytest.mark.parametrize(
    "element",
    [
        {"id": "x", "kind": "tint", "colours": ["sun", "deep"]},
        {"id": "x", "kind": "image", "field": "photo"},
        {"id": "x", "kind": "barcode", "field": "library_number"},
    ],
)
def test_what_one_ink_cannot_print_is_refused_in_a_layer(element: dict[str, Any]) -> None:
    box = {"x": 20, "y": 20, "width": 40, "height": 8}
    with pytest.raises(ValidationError, match="front_uv"):
        layered(front_uv=[{**element, **box}])

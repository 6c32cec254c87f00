"""A library's reader finds the number on the printed card, also on a worn one."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
import zxingcpp
from PIL import Image, ImageEnhance, ImageFilter

from app.core.rendering.barcodes import BarcodeRule, Symbology
from app.core.rendering.card import draw_card
from app.core.rendering.operators import Area
from app.core.rendering.sample import sample_content
from tests.core.rendering.designs import small
from tests.rendering.paper import cut, faces_of

BOX = {"id": "library", "kind": "barcode", "field": "library_number", "x": 12.34, "y": 20}
NUMBER = "29999000500013"
RULES = [
    pytest.param(BarcodeRule(), NUMBER, f"A{NUMBER}A", 34, id="codabar"),
    pytest.param(BarcodeRule(start="C", stop="D"), NUMBER, f"C{NUMBER}D", 34, id="its letters"),
    pytest.param(BarcodeRule(symbology=Symbology.CODE_39), "P 0012345", "P 0012345", 42, id="39"),
    pytest.param(
        BarcodeRule(symbology=Symbology.CODE_39, has_mod_43=True),
        "P0012345",
        "P0012345/",
        42,
        id="39 checked",
    ),
    pytest.param(BarcodeRule(symbology=Symbology.CODE_128), NUMBER, NUMBER, 24, id="128"),
    pytest.param(BarcodeRule(symbology=Symbology.CODE_128), "ab-0012345", "ab-0012345", 32, id="B"),
]


def printed(rule: BarcodeRule, number: str, width: float) -> Image.Image:
    sample = sample_content()
    program = replace(sample.program, barcode=rule)
    design = small({**BOX, "width": width, "height": 8})
    return faces_of(draw_card(design, replace(sample, program=program, library_number=number)))[0]


def read(face: Image.Image) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(np.asarray(face))]


@pytest.mark.parametrize(("rule", "number", "text", "width"), RULES)
def test_the_number_reads_from_the_raster(
    rule: BarcodeRule, number: str, text: str, width: float
) -> None:
    assert read(printed(rule, number, width)) == [text]


@pytest.mark.parametrize(("rule", "number", "text", "width"), RULES)
@pytest.mark.parametrize(
    "worn",
    [
        pytest.param(lambda face: face.filter(ImageFilter.GaussianBlur(1)), id="blurred"),
        pytest.param(lambda face: face.rotate(5, fillcolor="white"), id="rotated"),
        pytest.param(lambda face: ImageEnhance.Contrast(face).enhance(0.35), id="dimmed"),
    ],
)
def test_a_worn_copy_still_reads(
    worn: Callable[[Image.Image], Image.Image],
    rule: BarcodeRule,
    number: str,
    text: str,
    width: float,
) -> None:
    assert read(worn(printed(rule, number, width))) == [text]


def test_every_dot_of_the_bars_is_black_or_white() -> None:
    dots = cut(printed(BarcodeRule(), NUMBER, 34), Area(12, 19, 36, 10))
    assert set(np.unique(dots)) == {0, 255}

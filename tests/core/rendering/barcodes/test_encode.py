"""Bars against another implementation's, and against published values."""

from typing import Any

import pytest
from reportlab.graphics.barcode.code39 import Standard39
from reportlab.graphics.barcode.code128 import Code128
from reportlab.graphics.barcode.common import Codabar

from app.core.rendering.barcodes import BarcodeRule, NotInSymbologyError, Symbology, encode
from app.core.rendering.barcodes.code_39 import check_character
from app.core.rendering.barcodes.code_128 import code_128_values

CODE_39 = BarcodeRule(symbology=Symbology.CODE_39)
CODE_128 = BarcodeRule(symbology=Symbology.CODE_128)
EVERY_39 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%"


def theirs(barcode: Any) -> tuple[int, ...]:  # noqa: ANN401 - the library has no types
    """Return another library's elements: b and s for two widths, letters A to D for four."""
    barcode.validate()
    barcode.encode()
    barcode.decompose()
    signs = barcode.decomposed.replace("i", "s")
    if isinstance(barcode, Code128):
        return tuple(ord(sign.lower()) - ord("a") + 1 for sign in signs)
    return tuple(2 if sign.isupper() else 1 for sign in signs)


@pytest.mark.parametrize(("start", "stop"), [("A", "A"), ("A", "B"), ("C", "D"), ("D", "A")])
def test_codabar_is_as_reportlab_makes_it(start: str, stop: str) -> None:
    text = "0123456789-$:/.+"
    rule = BarcodeRule(start=start, stop=stop)
    assert encode(text, rule=rule).elements == theirs(Codabar(f"{start}{text}{stop}"))


def test_code_39_is_as_reportlab_makes_it() -> None:
    assert encode(EVERY_39, rule=CODE_39).elements == theirs(Standard39(EVERY_39, checksum=0))


@pytest.mark.parametrize("text", ["CITY123", "29999000500013", EVERY_39])
def test_code_39_with_its_check_character_is_as_reportlab_makes_it(text: str) -> None:
    rule = BarcodeRule(symbology=Symbology.CODE_39, has_mod_43=True)
    assert encode(text, rule=rule).elements == theirs(Standard39(text, checksum=1))


def test_the_check_character_of_code_39_is_the_published_one() -> None:
    assert check_character("12345ABCDE/") == "T"


@pytest.mark.parametrize(
    "text", ["29999000500013", "Card 7K3M!", "".join(map(chr, range(32, 127)))]
)
def test_code_128_is_as_reportlab_makes_it(text: str) -> None:
    assert encode(text, rule=CODE_128).elements == theirs(Code128(text))


START_B, START_C, TO_C, TO_B = 104, 105, 99, 100


@pytest.mark.parametrize(
    ("text", "values"),
    [
        pytest.param("12", [START_C, 12], id="two digits"),
        pytest.param("123", [START_B, 17, 18, 19], id="three digits"),
        pytest.param("12345", [START_C, 12, 34, TO_B, 21], id="odd, from the start"),
        pytest.param("A1234", [START_B, 33, TO_C, 12, 34], id="four at the end"),
        pytest.param("A12345", [START_B, 33, 17, TO_C, 23, 45], id="five at the end"),
        pytest.param("A1234B", [START_B, 33, 17, 18, 19, 20, 34], id="four within"),
        pytest.param("A123456B", [START_B, 33, TO_C, 12, 34, 56, TO_B, 34], id="six within"),
        pytest.param("1234A5678", [START_C, 12, 34, TO_B, 33, TO_C, 56, 78], id="both ends"),
    ],
)
def test_code_128_packs_digits_where_it_pays(text: str, values: list[int]) -> None:
    assert code_128_values(text) == values


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        pytest.param("12A", BarcodeRule(), id="a letter in codabar"),
        pytest.param("12", BarcodeRule(start="E"), id="no such start letter"),
        pytest.param("12", BarcodeRule(stop="e"), id="no such stop letter"),
        pytest.param("a", CODE_39, id="a small letter in code 39"),
        pytest.param("*", CODE_39, id="a guard within code 39"),
        pytest.param("é", CODE_128, id="beyond ASCII in code 128"),
        pytest.param("\t", CODE_128, id="a control character in code 128"),
        pytest.param("", CODE_128, id="nothing"),
    ],
)
def test_what_has_no_sign_is_refused(text: str, rule: BarcodeRule) -> None:
    with pytest.raises(NotInSymbologyError):
        encode(text, rule=rule)

"""What a program says about its library, and which ranges are its own."""

from typing import Any

import pytest
from pydantic import ValidationError

from app.core.library_number import CheckRule, LibraryRange
from app.core.program.library import LibraryCard
from app.core.rendering.barcodes import BarcodeRule, Symbology, encode


def library(**keys: Any) -> LibraryCard:  # noqa: ANN401 - as in a file
    rule = {"symbology": "codabar", "length": 14, "check": "mod10"}
    source = {"provenance": "fictional", "source": "Invented"}
    return LibraryCard.model_validate({**rule, **source, **keys})


def test_most_libraries_need_no_more_than_kind_length_and_check() -> None:
    assert library().barcode == BarcodeRule()
    kind = {"symbology": "code39", "check_character": True}
    assert library(**kind).barcode == BarcodeRule(symbology=Symbology.CODE_39, has_mod_43=True)
    assert library(start="C", stop="D").barcode == BarcodeRule(start="C", stop="D")


@pytest.mark.parametrize(
    "keys",
    [
        pytest.param({"check_character": True}, id="a character of another kind"),
        pytest.param({"start": "E"}, id="no such letter"),
        pytest.param({"length": 3}, id="too short"),
        pytest.param({"check": "mod11"}, id="no such rule"),
        pytest.param({"prefix": "2"}, id="unknown key"),
    ],
)
def test_refuses(keys: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        library(**keys)


@pytest.mark.parametrize("symbology", Symbology)
def test_its_sample_is_as_long_as_its_numbers_and_can_be_drawn(symbology: Symbology) -> None:
    made = library(symbology=symbology.value, length=9)
    assert len(made.sample) == 9
    assert encode(made.sample, rule=made.barcode).elements


@pytest.mark.parametrize(
    ("prefix", "width", "check", "fits"),
    [
        ("", 13, CheckRule.MOD_10, True),
        ("P", 12, CheckRule.MOD_10, True),
        ("", 14, CheckRule.NONE, False),
        ("", 12, CheckRule.MOD_10, False),
    ],
)
def test_knows_ranges_of_its_own_kind(
    prefix: str, width: int, check: CheckRule, *, fits: bool
) -> None:
    numbers = LibraryRange(prefix=prefix, width=width, check=check, first=1, last=2)
    assert library().fits(numbers) is fits

"""Bars lie on whole printer dots, quiet zones inside the box, or the box is refused."""

import pytest

from app.core.rendering.barcodes import BarcodeRule, BarPattern, Symbology, encode, place_bars
from app.core.rendering.fit_refusal import FieldDoesNotFitError
from app.core.rendering.qr import DOTS_PER_MM

NUMBER = "29999000500013"
CODABAR = encode(NUMBER, rule=BarcodeRule())
CODE_128 = encode(NUMBER, rule=BarcodeRule(symbology=Symbology.CODE_128))


@pytest.mark.parametrize("pattern", [CODABAR, CODE_128])
@pytest.mark.parametrize("width", [33.6, 37.3, 41, 48.5, 60, 80])
def test_bars_keep_their_quiet_zones_inside_the_box(pattern: BarPattern, width: float) -> None:
    place = place_bars(pattern, x=3.1, width=width, element="library")
    first, (last, last_width) = place.bars[0][0], place.bars[-1]
    quiet = 10 * place.narrow
    assert first - quiet >= 3.1 * DOTS_PER_MM
    assert last + last_width + quiet <= (3.1 + width) * DOTS_PER_MM + 1
    assert 2 <= place.narrow <= 4


@pytest.mark.parametrize("width", [33.6, 37.3, 41, 48.5, 60, 80])
def test_wide_bars_are_two_and_a_half_to_three_times_as_wide(width: float) -> None:
    place = place_bars(CODABAR, x=0, width=width, element="library")
    narrow, wide = sorted({width for _, width in place.bars})
    assert narrow == place.narrow
    assert 2.5 <= wide / narrow <= 3


def test_a_wider_box_gives_wider_bars() -> None:
    assert [
        place_bars(CODABAR, x=0, width=width, element="library").narrow for width in (34, 52, 75)
    ] == [2, 3, 4]


@pytest.mark.parametrize("pattern", [CODABAR, CODE_128])
def test_a_box_too_narrow_is_refused_by_name(pattern: BarPattern) -> None:
    with pytest.raises(FieldDoesNotFitError, match="library: barcode_too_wide"):
        place_bars(pattern, x=0, width=20, element="library")

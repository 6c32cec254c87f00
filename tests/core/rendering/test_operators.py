"""Drawing operators, as PDF spells them."""

import pytest

from app.core.rendering import operators
from app.core.rendering.ink import Ink
from app.core.rendering.operators import Area
from app.core.rendering.qr import QRPlace, QRSymbol


@pytest.mark.parametrize(
    ("value", "text"), [(1, "1.00"), (0.126, "0.13"), (-0.001, "0.00"), (-2.5, "-2.50")]
)
def test_lengths_are_hundredths_of_a_millimetre(value: float, text: str) -> None:
    assert operators.number(value) == text


@pytest.mark.parametrize(
    ("fill", "stroke", "expected"),
    [
        ("#000000", None, "0 0 0 rg p f"),
        (None, "#000000", "0 0 0 RG 0.20 w p S"),
        ("#000000", "#ffffff", "0 0 0 rg 1 1 1 RG 0.20 w p B"),
        (None, None, "p n"),
    ],
)
def test_paints_inside_and_outline(fill: str | None, stroke: str | None, expected: str) -> None:
    inks = {"fill": fill and Ink.of(fill), "stroke": stroke and Ink.of(stroke)}
    assert operators.painted("p", **inks, stroke_width=0.2) == expected  # type: ignore[arg-type]


def test_a_rectangle_is_one_operator() -> None:
    assert operators.rectangle(Area(1, 2, 3, 4)) == "1.00 2.00 3.00 4.00 re"


def test_a_rounded_rectangle_has_four_corners() -> None:
    steps = operators.rectangle(Area(0, 0, 10, 5), radius=1).split()
    assert (steps.count("m"), steps.count("l"), steps.count("c"), steps[-1]) == (1, 4, 4, "h")
    assert steps[:2] == ["1.00", "0.00"]


def test_path_data_becomes_operators() -> None:
    data = "M 0 0 L 10 0 C 10 5 5 10 0 10 Z"
    assert operators.svg_path(data) == "0 0 m 10 0 l 10 5 5 10 0 10 c h"


def test_a_smooth_path_passes_through_its_points() -> None:
    path = operators.polybezier([(0, 0), (3, 3)], tangents=[(3, 0), (0, 3)])
    assert path == "0.00 0.00 m 1.00 0.00 3.00 2.00 3.00 3.00 c"


def test_a_symbol_is_one_rectangle_per_run_of_dark_modules() -> None:
    symbol = QRSymbol(version=1, level="Q", mask=0, rows=(b"\1\1\0\1", b"\0\0\0\0"))
    place = QRPlace(x=2, y=3, module=0.5)
    drawn = operators.symbol(symbol, place=place, ink=Ink.of("#000000")).split("\n")
    assert drawn[0] == "q 0 0 0 rg 0.500000 0 0 0.500000 2.00000 3.00000 cm"
    assert drawn[1:] == ["0 0 2 1 re", "3 0 1 1 re", "f Q"]

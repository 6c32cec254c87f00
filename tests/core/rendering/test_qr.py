"""Error level and version by rule, and whole printer dots per module."""

import pytest

from app.core.rendering.fit_refusal import FieldDoesNotFitError
from app.core.rendering.qr import (
    DOTS_PER_MM,
    MIN_BOX,
    check_symbol_size,
    make_symbol,
    max_version_in,
    place_symbol,
)

PREFIX = "https://id.riverbend.example/v#"


def text(digits: int) -> str:
    return PREFIX + ("8206314597" * 200)[:digits]


@pytest.mark.parametrize(
    ("digits", "level"),
    [
        pytest.param(300, "Q", id="small"),
        pytest.param(650, "Q", id="a usual token"),
        pytest.param(900, "M", id="Q would need more than v17"),
    ],
)
def test_takes_q_while_it_is_small_enough(digits: int, level: str) -> None:
    symbol = make_symbol(text(digits))
    assert symbol.level == level
    assert symbol.version <= 17
    assert symbol.size == symbol.version * 4 + 17
    assert check_symbol_size(text(digits)) == (symbol.version, symbol.level)


@pytest.mark.parametrize("check", [make_symbol, check_symbol_size])
@pytest.mark.parametrize(
    "digits", [pytest.param(1300, id="v18"), pytest.param(9000, id="no version")]
)
def test_refuses_what_no_level_holds(check: type, digits: int) -> None:
    with pytest.raises(FieldDoesNotFitError, match="qr: qr_too_large"):
        check(PREFIX + "7" * digits)


def test_a_design_with_a_face_may_go_further() -> None:
    symbol = make_symbol(text(1300), max_version=22)
    assert symbol.level == "M"
    assert 17 < symbol.version <= 22


def test_the_mask_given_is_the_mask_drawn() -> None:
    best = make_symbol(text(600))
    assert make_symbol(text(600), mask=best.mask) == best
    assert make_symbol(text(600), mask=(best.mask + 1) % 8).rows != best.rows


@pytest.mark.parametrize("bad", ["https://id.example/v", "https://id.example/v#12a", "#", "#١٢"])
def test_only_an_address_and_digits_are_a_cards_text(bad: str) -> None:
    with pytest.raises(ValueError, match="ends in # and digits"):
        make_symbol(bad)


@pytest.mark.parametrize("digits", [40, 300, 650, 900])
@pytest.mark.parametrize(("x", "y"), [(4.4, 12.0), (3.333, 7.77)])
def test_every_module_is_whole_dots_on_the_dots(digits: int, x: float, y: float) -> None:
    symbol = make_symbol(text(digits))
    place = place_symbol(symbol, x=x, y=y, box=MIN_BOX)
    dots = place.module * DOTS_PER_MM
    assert dots == pytest.approx(round(dots))
    assert dots >= 4
    for edge in (place.x, place.y):
        assert edge * DOTS_PER_MM == pytest.approx(round(edge * DOTS_PER_MM))
    assert place.x - x >= 4 * place.module - 0.05
    assert place.x + (symbol.size + 4) * place.module <= x + MIN_BOX + 0.05


def test_a_box_too_small_for_four_dots_is_refused() -> None:
    with pytest.raises(FieldDoesNotFitError, match="module_too_small"):
        place_symbol(make_symbol(text(900)), x=0, y=0, box=28)


def test_a_large_code_has_level_m_even_where_q_would_fit() -> None:
    symbol = make_symbol(text(1000), max_version=22)
    assert (symbol.level, symbol.version <= 17) == ("M", True)
    assert check_symbol_size(text(1300), max_version=22)[1] == "M"


@pytest.mark.parametrize(("box", "version"), [(32, 17), (38.9, 17), (39, 22), (50, 22)])
def test_only_a_large_box_holds_a_large_code(box: float, version: int) -> None:
    assert max_version_in(box) == version
    if version == 22:
        assert (
            place_symbol(make_symbol(text(1700), max_version=22), x=0, y=0, box=box).module > 0.338
        )

"""Art that belongs to one program and is the same on each of its cards."""

import re

import pytest

from app.core.rendering.ink import Ink
from app.core.rendering.operators import Area
from app.core.rendering.security_art import Seed, guilloche, rosette, tint

AREA = Area(10, 20, 60, 30)
COLOURS = (Ink.of("#bfdde4"), Ink.of("#f0dcae"))


def band(program: str) -> str:
    return guilloche(AREA, seed=Seed(program), colours=COLOURS, lines=5, stroke_width=0.1)


def flower(program: str) -> str:
    return rosette(AREA, seed=Seed(program), colours=COLOURS, rings=4, stroke_width=0.1)


@pytest.mark.parametrize("draw", [band, flower])
def test_is_the_same_for_one_program_and_another_for_the_next(draw: type) -> None:
    assert draw("riverbend") == draw("riverbend")
    assert draw("riverbend") != draw("hillcrest")


@pytest.mark.parametrize(("draw", "count"), [(band, 10), (flower, 4)])
def test_draws_every_line(draw: type, count: int) -> None:
    assert len(re.findall(r"\bS\b", str(draw("riverbend")))) == count


@pytest.mark.parametrize("draw", [band, flower])
@pytest.mark.parametrize("program", ["a", "b", "c", "d"])
def test_passes_through_points_inside_its_area(draw: type, program: str) -> None:
    ends = re.findall(r"(-?[0-9.]+) (-?[0-9.]+) [mc]\b", str(draw(program)))
    assert len(ends) > 100
    for x, y in ends:
        assert AREA.x - 0.01 <= float(x) <= AREA.x + AREA.width + 0.01
        assert AREA.y - 0.01 <= float(y) <= AREA.y + AREA.height + 0.01


def test_seeds_are_told_apart_by_every_label() -> None:
    rows = {
        tuple(Seed(*labels).between(0, 1) for _ in range(2))
        for labels in (("a", "b"), ("ab",), ("a",), ("b", "a"))
    }
    assert len(rows) == 4


def test_whole_numbers_keep_to_their_range() -> None:
    seed = Seed("riverbend")
    assert {seed.whole(2, 4) for _ in range(60)} == {2, 3, 4}


def test_a_tint_passes_from_the_first_colour_to_the_last() -> None:
    strips = tint(AREA, colours=[*map(Ink.of, ("#000000", "#ffffff", "#ff0000"))]).split("\n")[1:-1]
    assert strips[0].startswith("0 0 0 rg 10.00 20.00 60.00 30.00 re")
    assert strips[-1].startswith("1 0 0 rg")
    assert any(strip.startswith("0.9") for strip in strips[len(strips) // 2 - 3 :])

"""The wall of names: where each stands, and that a refusal is written down."""

import pypdfium2
import pytest

from app.core.rendering.design import CardDesign
from app.core.rendering.wall import HardName, draw_wall, wall_places

NAMES = [HardName("Ana Lima", writing_system="Latin")] * 70


def test_names_stand_in_rows_on_as_many_pages_as_they_need(design: CardDesign) -> None:
    places = wall_places(design, 70)
    assert len(set(places)) == 70
    assert places[0].page == 0 < places[-1].page
    assert places[1].right > places[0].right
    assert places[1].down == places[0].down
    assert len(pypdfium2.PdfDocument(draw_wall(design, NAMES))) == places[-1].page + 1


def test_the_same_names_are_the_same_bytes(design: CardDesign) -> None:
    assert draw_wall(design, NAMES) == draw_wall(design, NAMES)


@pytest.mark.parametrize("text", ["Gothic \U00010330", "Wolfeschlegelstein" * 5])
def test_what_no_box_can_hold_gets_longer_words_beside_it(text: str, design: CardDesign) -> None:
    plain = draw_wall(design, NAMES[:1])
    refused = draw_wall(design, [HardName(text, writing_system="Latin")])
    assert refused != plain

"""A printer's own error, undone: cards, sheets and test pages are moved and scaled in the file."""

from dataclasses import replace

import numpy as np
import pypdfium2
import pytest

from app.core.rendering.adjustment import UNMOVED, Adjustment
from app.core.rendering.alignment_page import FRAME, draw_alignment_pages
from app.core.rendering.card import draw_card
from app.core.rendering.content import CardContent
from app.core.rendering.imposition import SIZES, Flip, Paper, front_places
from app.core.rendering.sheet import SheetSetting, draw_sheets
from app.core.rendering.template import CARD_HEIGHT, CARD_WIDTH
from tests.core.rendering.designs import both_sides

DOTS = 16
"""Per millimetre."""
CLOSE = 0.1
BOX = {"x": 20, "y": 15, "width": 40, "height": 20}
DESIGN = both_sides({"id": "r", "kind": "rect", "fill": "blue", **BOX})
EVERYWHERE = {"x": -9, "y": -9, "width": 120, "height": 90}
MOVED = [
    Adjustment(offset_x=1.5, offset_y=-2.25),
    Adjustment(scale=1.03),
    Adjustment(offset_x=-3, offset_y=3, scale=0.97),
]


def boxes(pdf: bytes) -> list[list[float]]:
    """Return left, top, right and bottom of the ink on every page, in millimetres."""
    found = []
    for page in pypdfium2.PdfDocument(pdf):
        picture = np.asarray(page.render(scale=DOTS * 25.4 / 72).to_pil().convert("L")) < 200
        rows, columns = np.flatnonzero(picture.any(1)), np.flatnonzero(picture.any(0))
        edges = np.array([columns[0], rows[0], columns[-1] + 1, rows[-1] + 1])
        found.append([float(edge) for edge in edges / DOTS])
    return found


def moved(box: list[float], adjustment: Adjustment, size: tuple[float, float]) -> list[float]:
    """Return where a box comes to lie on a page of a size in millimetres."""
    offsets = (adjustment.offset_x, adjustment.offset_y) * 2
    return [
        (edge - side / 2) * adjustment.scale + side / 2 + offset
        for edge, side, offset in zip(box, size * 2, offsets, strict=True)
    ]


@pytest.mark.parametrize("adjustment", MOVED, ids=str)
def test_a_card_is_moved_and_scaled_about_its_middle(
    adjustment: Adjustment, content: CardContent
) -> None:
    still = boxes(draw_card(DESIGN, content))
    size = (CARD_WIDTH, CARD_HEIGHT)
    for before, after in zip(
        still, boxes(draw_card(DESIGN, content, adjustment=adjustment)), strict=True
    ):
        assert after == pytest.approx(moved(before, adjustment, size), abs=CLOSE)


def test_the_bleed_fills_the_edge_that_a_moved_card_leaves(content: CardContent) -> None:
    design = both_sides({"id": "r", "kind": "rect", "fill": "blue", **EVERYWHERE})
    adjustment = Adjustment(offset_x=2.5, offset_y=2.5)
    for box in boxes(draw_card(design, content, adjustment=adjustment)):
        assert box == pytest.approx([0, 0, CARD_WIDTH, CARD_HEIGHT], abs=CLOSE)


def test_a_printer_without_an_error_gets_the_card_as_it_is(content: CardContent) -> None:
    assert draw_card(DESIGN, content, adjustment=UNMOVED) == draw_card(DESIGN, content)


@pytest.mark.parametrize("adjustment", MOVED, ids=str)
def test_a_sheet_is_moved_with_its_marks_on_both_sides(
    adjustment: Adjustment, content: CardContent
) -> None:
    setting = SheetSetting(Paper.A4, Flip.LONG_EDGE)
    cards = [(DESIGN, content)] * len(front_places(Paper.A4))
    still = boxes(draw_sheets(cards, setting=setting))
    after = boxes(draw_sheets(cards, setting=replace(setting, adjustment=adjustment)))
    for before, box in zip(still, after, strict=True):
        assert box == pytest.approx(moved(before, adjustment, SIZES[Paper.A4]), abs=CLOSE)


@pytest.mark.parametrize("adjustment", [UNMOVED, *MOVED], ids=str)
@pytest.mark.parametrize("size", [(CARD_WIDTH, CARD_HEIGHT), SIZES[Paper.LETTER]], ids=str)
def test_the_frame_of_the_test_page_shows_the_shift(
    size: tuple[float, float], adjustment: Adjustment, content: CardContent
) -> None:
    pdf = draw_alignment_pages(size, adjustment=adjustment, program=content.program)
    frame = [FRAME, FRAME, size[0] - FRAME, size[1] - FRAME]
    for box in boxes(pdf):
        assert box == pytest.approx(moved(frame, adjustment, size), abs=0.15)
    front, back = (page.render(scale=4).to_numpy() for page in pypdfium2.PdfDocument(pdf))
    assert (front < 128).sum() < (back < 128).sum()

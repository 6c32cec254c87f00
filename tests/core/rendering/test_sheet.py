"""Sheets as they come out of the file: backs behind their fronts, bleed, and marks to cut by."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

import numpy as np
import numpy.typing as npt
import pypdfium2
import pytest

from app.core.rendering.card import draw_card
from app.core.rendering.content import CardContent
from app.core.rendering.design import CardDesign
from app.core.rendering.imposition import CARDS_PER_SHEET, SIZES, Flip, Paper, front_places
from app.core.rendering.sheet import SheetSetting, draw_sheets
from app.core.rendering.template import BLEED, CARD_HEIGHT, CARD_WIDTH
from tests.core.rendering.designs import both_sides

DOTS = 16
"""Per millimetre."""
CLOSE = 0.1
"""Millimetres by which a back may be off its front."""
SETTINGS = [SheetSetting(paper, flip) for paper, flip in product(Paper, Flip)]
EVERYWHERE = {"x": -9, "y": -9, "width": 120, "height": 90}
MIDDLE = {"x": 22.8, "y": 16.99, "width": 40, "height": 20}
NUMBER = {"kind": "text", "field": "card_number", "font": "bold", "size": 12, "width": 70}
NUMBERS = [f"{number:04}-7K3M" for number in range(1, 13)]

Dots = npt.NDArray[np.bool_]


def inked(pdf: bytes) -> list[Dots]:
    """Return where there is any ink, page by page."""
    return [
        np.asarray(page.render(scale=DOTS * 25.4 / 72).to_pil().convert("L")) < 200
        for page in pypdfium2.PdfDocument(pdf)
    ]


def box(page: Dots) -> list[float]:
    """Return left, top, right and bottom of all ink, in millimetres."""
    rows, columns = np.flatnonzero(page.any(1)), np.flatnonzero(page.any(0))
    edges = np.array([columns[0], rows[0], columns[-1] + 1, rows[-1] + 1])
    return [float(edge) for edge in edges / DOTS]


def cut(page: Dots, *, left: float, top: float, width: float, height: float) -> Dots:
    x, y = round(left * DOTS), round(top * DOTS)
    return page[y : y + round(height * DOTS), x : x + round(width * DOTS)]


def cut_cards(page: Dots, paper: Paper) -> list[Dots]:
    """Cut a sheet along its crop marks, as they are on the front."""
    size = {"width": CARD_WIDTH, "height": CARD_HEIGHT}
    return [cut(page, left=place.x, top=place.y, **size) for place in front_places(paper)]


def seen_through(back: Dots, flip: Flip) -> Dots:
    """Return a back as it lies behind the front, seen through the sheet."""
    return back[:, ::-1] if flip is Flip.LONG_EDGE else back[::-1, :]


def cards(
    design: CardDesign, content: CardContent, count: int
) -> Sequence[tuple[CardDesign, CardContent]]:
    return [(design, replace(content, card_number=number)) for number in NUMBERS[:count]]


@pytest.mark.parametrize("setting", SETTINGS, ids=str)
def test_each_back_lies_behind_its_front(setting: SheetSetting, content: CardContent) -> None:
    design = both_sides({"id": "r", "kind": "rect", "fill": "blue", **MIDDLE})
    front, back = inked(draw_sheets(cards(design, content, 8), setting=setting))
    behind = seen_through(back, setting.flip)
    pairs = zip(cut_cards(front, setting.paper), cut_cards(behind, setting.paper), strict=True)
    for above, below in pairs:
        assert box(below) == pytest.approx(box(above), abs=CLOSE)
        left, top = box(above)[:2]
        assert (left, top) == pytest.approx((MIDDLE["x"], MIDDLE["y"]), abs=CLOSE)


@pytest.mark.parametrize("setting", SETTINGS, ids=str)
def test_front_and_back_of_each_card_bear_the_same_number(
    setting: SheetSetting, content: CardContent
) -> None:
    design = both_sides({"id": "number", **NUMBER, "x": 5, "y": 30, "height": 10})
    pages = inked(draw_sheets(cards(design, content, 12), setting=setting))
    assert len(pages) == 4
    alone = [inked(draw_card(*card)) for card in cards(design, content, 12)]
    found = 0
    for front, back in zip(pages[::2], pages[1::2], strict=True):
        behind = seen_through(back, setting.flip)
        fronts, backs = (cut_cards(page, setting.paper) for page in (front, behind))
        for above, below in zip(fronts, backs, strict=True):
            if not above.any():
                assert not below.any()
                continue
            # Cut out, the card is turned sideways by its holder, however the printer turned it.
            assert looks_like(above, alone) == looks_like(below[:, ::-1], alone)
            assert looks_like(above, alone) == found
            found += 1
    assert found == 12


def looks_like(face: Dots, alone: Sequence[Sequence[Dots]]) -> int:
    """Return which of the cards a face is, by all that is on it."""
    misses = []
    for front, _ in alone:
        height, width = (min(sizes) for sizes in zip(face.shape, front.shape, strict=True))
        misses.append(int((face[:height, :width] != front[:height, :width]).sum()))
    return int(np.argmin(misses))


@pytest.mark.parametrize("setting", SETTINGS, ids=str)
def test_art_bleeds_three_millimetres_over_the_cut(
    setting: SheetSetting, content: CardContent
) -> None:
    design = both_sides({"id": "r", "kind": "rect", "fill": "blue", **EVERYWHERE})
    front, back = inked(draw_sheets(cards(design, content, 1), setting=setting))
    place = front_places(setting.paper)[0]
    around = {"width": CARD_WIDTH + 2 * BLEED + 1, "height": CARD_HEIGHT + 2 * BLEED + 1}
    corner = {"left": place.x - BLEED - 0.5, "top": place.y - BLEED - 0.5}
    meant = [0.5, 0.5, CARD_WIDTH + 2 * BLEED + 0.5, CARD_HEIGHT + 2 * BLEED + 0.5]
    for page in (front, seen_through(back, setting.flip)):
        assert box(cut(page, **corner, **around)) == pytest.approx(meant, abs=CLOSE)


@pytest.mark.parametrize("setting", SETTINGS, ids=str)
def test_crop_marks_name_every_cut_and_lie_outside_the_bleed(
    setting: SheetSetting, content: CardContent
) -> None:
    design = both_sides({"id": "r", "kind": "rect", "fill": "blue", **MIDDLE})
    front, back = inked(draw_sheets(cards(design, content, CARDS_PER_SHEET), setting=setting))
    places = front_places(setting.paper)
    across = sorted({edge for place in places for edge in (place.x, place.x + CARD_WIDTH)})
    down = sorted({edge for place in places for edge in (place.y, place.y + CARD_HEIGHT)})
    for page in (front, seen_through(back, setting.flip)):
        left, top, right, bottom = box(page)
        assert 0 < left < across[0] - BLEED - 1
        assert right < SIZES[setting.paper][0]
        assert bottom < SIZES[setting.paper][1]
        upper = page[round(top * DOTS) : round((down[0] - BLEED - 1.1) * DOTS)]
        lower = page[round((down[-1] + BLEED + 1.1) * DOTS) : round(bottom * DOTS)]
        aside = page[:, round(left * DOTS) : round((across[0] - BLEED - 1.1) * DOTS)]
        beyond = page[:, round((across[-1] + BLEED + 1.1) * DOTS) : round(right * DOTS)]
        for marks in (upper, lower):
            assert lines(marks.any(0)) == pytest.approx(across, abs=CLOSE)
        for marks in (aside, beyond):
            assert lines(marks.any(1)) == pytest.approx(down, abs=CLOSE)
        free = cut(
            page, left=across[0] - BLEED - 0.9, top=0, width=0.8, height=SIZES[setting.paper][1]
        )
        assert not free.any()


def lines(inked: npt.ArrayLike) -> list[float]:
    """Return the middles of runs of ink, in millimetres."""
    steps = np.flatnonzero(np.diff(np.pad(np.asarray(inked, int), 1)))
    return [
        float(start + end) / 2 / DOTS for start, end in zip(steps[::2], steps[1::2], strict=True)
    ]


def test_sheets_have_the_size_of_their_paper(design: CardDesign, content: CardContent) -> None:
    for paper in Paper:
        pdf = draw_sheets([(design, content)], setting=SheetSetting(paper, Flip.LONG_EDGE))
        pages = pypdfium2.PdfDocument(pdf)
        size = pytest.approx(tuple(side / 25.4 * 72 for side in SIZES[paper]), abs=0.01)
        assert [page.get_size() for page in pages] == [size] * 2


def test_the_same_sheet_is_the_same_bytes_and_keeps_its_art_once(
    design: CardDesign, content: CardContent
) -> None:
    setting = SheetSetting(Paper.LETTER, Flip.LONG_EDGE)
    one, many, again = (
        draw_sheets(cards(design, content, count), setting=setting) for count in (1, 8, 8)
    )
    assert many == again
    assert len(many) < 3 * len(one)

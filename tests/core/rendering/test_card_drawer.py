"""Faces on pages that somebody else lays out: bleed, shared art, and no half-drawn card."""

from dataclasses import replace
from io import BytesIO

import numpy as np
import numpy.typing as npt
import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from app.core.rendering.card import new_canvas
from app.core.rendering.card_drawer import CARD_SIZE, CardDrawer
from app.core.rendering.content import CardContent
from app.core.rendering.design import CardDesign
from app.core.rendering.fit_refusal import FieldDoesNotFitError
from app.core.rendering.template import CARD_HEIGHT, CARD_WIDTH, Face
from app.core.rendering.text import POINT
from tests.core.rendering.designs import small

A4 = (595.28, 841.89)
LEFT, BOTTOM = 40.0, 200.0
DOTS = 10
"""Per millimetre."""
EVERYWHERE = {"x": -9, "y": -9, "width": 120, "height": 90}


def sheet(content: CardContent) -> tuple[BytesIO, Canvas]:
    file = BytesIO()
    return file, new_canvas(file, size=A4, program=content.program)


def draw(drawer: CardDrawer, canvas: Canvas, content: CardContent, *, bottom: float) -> None:
    canvas.saveState()
    canvas.translate(LEFT / POINT, bottom / POINT)
    drawer.draw_face(Face.FRONT, content)
    canvas.restoreState()


def raster(file: BytesIO) -> npt.NDArray[np.uint8]:
    (page,) = pypdfium2.PdfDocument(file.getvalue())
    return np.asarray(page.render(scale=DOTS * POINT).to_pil().convert("RGB"))


@pytest.mark.parametrize("bleed", [0, 3])
@pytest.mark.parametrize("field", [None, "address"])
def test_art_goes_on_over_the_edge_as_far_as_the_bleed(
    bleed: float, field: str | None, content: CardContent
) -> None:
    rect = {"id": "r", "kind": "rect", "fill": "blue", "shown_with": field, **EVERYWHERE}
    file, canvas = sheet(content)
    draw(CardDrawer(canvas, small(rect), bleed=bleed), canvas, content, bottom=BOTTOM)
    canvas.save()
    rows, columns = np.nonzero((raster(file) != 255).any(axis=2))
    top = A4[1] * POINT - BOTTOM - CARD_HEIGHT
    found = [columns.min(), columns.max() + 1, rows.min(), rows.max() + 1]
    meant = [LEFT - bleed, LEFT + CARD_WIDTH + bleed, top - bleed, top + CARD_HEIGHT + bleed]
    assert np.array(found) / DOTS == pytest.approx(meant, abs=0.15)


def test_cards_on_a_sheet_share_their_art(design: CardDesign, content: CardContent) -> None:
    sizes = []
    for count in (1, 3):
        file, canvas = sheet(content)
        drawer = CardDrawer(canvas, design, bleed=3)
        for row in range(count):
            draw(drawer, canvas, content, bottom=20 + 70 * row)
        canvas.save()
        sizes.append(len(file.getvalue()))
    assert sizes[1] < 2 * sizes[0]


def test_cards_of_two_programs_in_one_document_keep_their_own_words(content: CardContent) -> None:
    words = {"id": "w", "kind": "text", "field": "card_title", "font": "bold", "size": 20}
    design = small({**words, "x": 5, "y": 5, "width": 75, "height": 12})
    other = replace(content, program=replace(content.program, card_title="I"))
    file = BytesIO()
    canvas = new_canvas(file, size=CARD_SIZE, program=content.program)
    drawer = CardDrawer(canvas, design)
    for card in (content, other):
        drawer.draw_face(Face.FRONT, card)
        canvas.showPage()
    canvas.save()
    ink = [
        (np.asarray(page.render(scale=2).to_pil().convert("L")) < 128).sum()
        for page in pypdfium2.PdfDocument(file.getvalue())
    ]
    assert ink[1] < ink[0] / 4


def test_a_refused_card_leaves_the_sheet_as_it_was(
    design: CardDesign, content: CardContent
) -> None:
    files = []
    for cards in ([content], [content, replace(content, check_code=None)]):
        file, canvas = sheet(content)
        drawer = CardDrawer(canvas, design, bleed=3)
        for card in cards:
            try:
                draw(drawer, canvas, card, bottom=BOTTOM)
            except FieldDoesNotFitError as error:
                assert error.element == "check-code"  # noqa: PT017 - the sheet is what is tested
                canvas.restoreState()
        canvas.save()
        files.append(raster(file))
    assert (files[0] == files[1]).all()


def test_fixed_words_follow_each_cards_own_name(content: CardContent) -> None:
    name = {"id": "name", "kind": "text", "field": "name", "font": "bold", "size": 12, "lines": 3}
    words = {"id": "words", "kind": "text", "text": "I", "font": "bold", "size": 12}
    design = small(
        {**name, "x": 5, "y": 5, "width": 40, "height": 20},
        {**words, "x": 5, "y": 26, "width": 20, "height": 6, "below": "name"},
    )
    file = BytesIO()
    canvas = new_canvas(file, size=CARD_SIZE, program=content.program)
    drawer = CardDrawer(canvas, design)
    for text in ("Ana", "Maria Guadalupe Fernandez Echeverria"):
        drawer.draw_face(Face.FRONT, replace(content, name=text))
        canvas.showPage()
    canvas.save()
    lowest = [
        np.nonzero((np.asarray(page.render(scale=4).to_pil().convert("L")) < 128).any(1))[0].max()
        for page in pypdfium2.PdfDocument(file.getvalue())
    ]
    assert lowest[1] > lowest[0] + 40

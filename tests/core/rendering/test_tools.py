"""What a tool raises or cuts: braille and the notch, on a page of their own, clear of the rest."""

from dataclasses import replace
from typing import Any

import numpy as np
import pypdfium2
import pytest
from pydantic import ValidationError

from app.core.rendering.card import draw_cards
from app.core.rendering.check_design import check_design
from app.core.rendering.content import CardContent
from app.core.rendering.design import CardDesign
from app.core.rendering.fit_refusal import FieldDoesNotFitError
from app.core.rendering.template import Layer
from tests.core.rendering.designs import changed

WORDS = {"id": "dots", "kind": "braille", "text": "ID", "cells": 4, "x": 30, "y": 45}
NUMBER = {"id": "dots", "kind": "braille", "field": "card_number", "cells": 9, "lines": 3}
NOTCH = {"id": "cut", "kind": "notch", "edge": "right", "at": 40}
SCALE = 300 / 72


def tooled(*elements: dict[str, Any], face: str = "front_emboss") -> CardDesign:
    return changed(lambda data: data.update({face: list(elements)}))


def emboss_page(design: CardDesign, content: CardContent) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Return which dots of the tool's page have ink."""
    pdf = draw_cards(design, [content], program=content.program, layers=[Layer.EMBOSS])
    page = pypdfium2.PdfDocument(pdf)[2]
    found = np.asarray(page.render(scale=SCALE).to_pil().convert("L")) < 128
    return np.asarray(found, dtype=np.bool_)


def millimetres(dots: int) -> float:
    return dots * 25.4 / 300


def test_a_dot_of_braille_is_a_disc_where_the_template_says(content: CardContent) -> None:
    ink = emboss_page(tooled({**WORDS, "text": "a"}), content)
    rows, columns = np.nonzero(ink)
    assert millimetres(columns.min()) == pytest.approx(30, abs=0.1)
    assert millimetres(rows.min()) == pytest.approx(45, abs=0.1)
    assert millimetres(columns.max() - columns.min()) == pytest.approx(1.6, abs=0.15)
    assert ink.sum() * millimetres(1) ** 2 == pytest.approx(np.pi * 0.8**2, rel=0.05)


def test_each_card_has_its_own_number_in_braille(content: CardContent) -> None:
    design = tooled({**NUMBER, "x": 20, "y": 20})
    one, other = (
        emboss_page(design, replace(content, card_number=number))
        for number in ("7K3M-0QXA-9BZ", "7K3M-0QXA-9B1")
    )
    assert one.any()
    assert (one != other).any()


def test_a_number_with_no_room_stops_the_card(content: CardContent) -> None:
    design = tooled({**NUMBER, "x": 20, "y": 20, "lines": 2})
    with pytest.raises(FieldDoesNotFitError, match="dots: too_long"):
        emboss_page(design, replace(content, card_number="7K3M-0QXA-9BZ"))


@pytest.mark.parametrize(
    ("edge", "expected"),
    [
        ("left", (0, 2, 38, 42)),
        ("right", (83.6, 85.6, 38, 42)),
        ("top", (38, 42, 0, 2)),
        ("bottom", (38, 42, 51.98, 53.98)),
    ],
)
def test_a_notch_is_a_half_circle_at_its_edge(
    content: CardContent, edge: str, expected: tuple[float, ...]
) -> None:
    rows, columns = np.nonzero(emboss_page(tooled({**NOTCH, "edge": edge}), content))
    found = (columns.min(), columns.max(), rows.min(), rows.max())
    assert [millimetres(dot) for dot in found] == pytest.approx(expected, abs=0.15)


@pytest.mark.parametrize(
    ("element", "message"),
    [
        ({**WORDS, "field": "card_number"}, "give either"),
        ({**WORDS, "text": "City ID of Riverbend"}, "longer than a line"),
        ({**WORDS, "text": "our ID"}, "need more lines"),
        ({**NOTCH, "at": 50}, "cut a corner"),
        ({**NOTCH, "radius": 4}, "less than or equal to 3"),
    ],
)
def test_what_a_tool_cannot_do_is_refused(element: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        tooled(element)


def test_neither_is_printed_on_a_side() -> None:
    with pytest.raises(ValidationError, match="front"):
        changed(lambda data: data["front"].append(NOTCH))


def spoiled(design: CardDesign) -> set[str]:
    return {
        finding.detail for finding in check_design(design) if finding.problem.value == "tool_spoils"
    }


def test_dots_may_cross_words_but_neither_photo_nor_code_on_either_side() -> None:
    assert spoiled(tooled(WORDS)) == set()
    assert spoiled(tooled({**WORDS, "x": 10, "y": 20})) == {"photo"}
    assert spoiled(tooled({**WORDS, "x": 5, "y": 20}, face="back_emboss")) == {"code"}
    assert spoiled(tooled({**WORDS, "x": 55, "y": 20})) == {"code"}  # behind it, mirrored


def test_a_notch_takes_no_words_away() -> None:
    assert spoiled(tooled(NOTCH)) == set()
    assert spoiled(tooled({**NOTCH, "edge": "bottom", "at": 20, "radius": 3})) != set()

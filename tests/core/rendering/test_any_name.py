"""Any name in any listed script is set right or refused with a reason; there is no third way."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings

from app.core.rendering.card import draw_card
from app.core.rendering.fit_refusal import FieldDoesNotFitError, FitRefusal
from app.core.rendering.fonts import DOTTED_CIRCLE, FontFace
from app.core.rendering.sample import sample_content
from app.core.rendering.text import SetText, TextBox, set_text
from app.programs.card_designs import load_card_design
from tests.core.rendering.designs import name_alone
from tests.core.rendering.random_names import RANGES, any_names, characters, names

BOX = TextBox(x=10, y=5, width=48, height=9.5, size=13, min_size=6, lines=3, balanced=True)
HAIR = 1e-6
OF_A_NAME = {
    FitRefusal.TOO_LONG,
    FitRefusal.SCRIPT_NOT_COVERED,
    FitRefusal.VARIANT_NOT_COVERED,
    FitRefusal.BROKEN_SEQUENCE,
}
EACH_SYSTEM = pytest.mark.parametrize("system", RANGES)


def faces() -> Sequence[FontFace]:
    return load_card_design("riverbend").faces("bold")


def put(name: str) -> SetText | FitRefusal:
    try:
        return set_text((name,), box=BOX, faces=faces(), element="name")
    except FieldDoesNotFitError as error:
        return error.reason


def assert_right(name: str) -> None:
    result = put(name)
    if isinstance(result, FitRefusal):
        assert result in OF_A_NAME
        assert put(name) is result
        return
    assert BOX.min_size <= result.size <= BOX.size
    assert 1 <= len(result.lines) <= BOX.lines
    assert_inside(result)
    assert_every_glyph_is_meant(result, name)
    assert put(name) == result


def assert_inside(result: SetText) -> None:
    left, top, right, bottom = result.ink
    assert left >= BOX.x - HAIR
    assert top >= BOX.y - HAIR
    assert right <= BOX.x + BOX.width + HAIR
    assert bottom <= BOX.y + BOX.height + HAIR


def assert_every_glyph_is_meant(result: SetText, name: str) -> None:
    for line in result.lines:
        for run in line.shaped.runs:
            glyphs = {glyph.glyph_id for glyph in run.glyphs}
            assert 0 not in glyphs
            assert chr(DOTTED_CIRCLE) in name or run.face.dotted_circle not in glyphs


@EACH_SYSTEM
def test_a_name_is_set_right_or_refused(system: str) -> None:
    @given(names(system))
    @settings(max_examples=50)
    def run(name: str) -> None:
        assert_right(name)

    run()


@given(any_names())
@settings(max_examples=60)
def test_a_name_of_two_scripts_is_set_right_or_refused(name: str) -> None:
    assert_right(name)


@EACH_SYSTEM
def test_no_letter_of_a_listed_script_lacks_a_glyph(system: str) -> None:
    assert [c for c in characters(system) if not any(face.covers(c) for face in faces())] == []


@given(any_names())
@settings(max_examples=10)
def test_the_same_name_is_the_same_file(name: str) -> None:
    design, content = name_alone(), replace(sample_content(), name=name)
    if not isinstance(put(name), FitRefusal):
        assert draw_card(design, content) == draw_card(design, content)

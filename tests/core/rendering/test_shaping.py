"""Shaping a line: order on the page, joined letters, refusals.

The golden file holds glyphs and positions of names whose rendering was looked at;
`python -m tests.core.rendering.golden` writes it again after a change of fonts.
"""

from collections.abc import Sequence

import pytest

from app.core.rendering.bidi import base_level
from app.core.rendering.fonts import FontFace
from app.core.rendering.shaping import ShapedLine, TextNotSetError, shape_line
from tests.core.rendering.golden import GOLDEN_NAMES, described, read_golden


def shape(text: str, faces: Sequence[FontFace]) -> ShapedLine:
    return shape_line(text, faces=faces, base=base_level(text))


def glyph_ids(text: str, faces: Sequence[FontFace]) -> list[int]:
    return [glyph.glyph_id for run in shape(text, faces).runs for glyph in run.glyphs]


@pytest.mark.parametrize("name", GOLDEN_NAMES)
def test_shapes_as_it_was_looked_at(name: str, regular: Sequence[FontFace]) -> None:
    assert described(name, faces=regular) == read_golden()[name]


def test_hebrew_stands_right_to_left(regular: Sequence[FontFace]) -> None:
    assert glyph_ids("אבג", regular) == [glyph_ids(letter, regular)[0] for letter in "גבא"]


def test_arabic_letters_join(regular: Sequence[FontFace]) -> None:
    assert len({*glyph_ids("ههه", regular), *glyph_ids("ه", regular)}) == 4  # noqa: RUF001 - another script on purpose


def test_a_non_joiner_parts_arabic_letters(regular: Sequence[FontFace]) -> None:
    assert glyph_ids("علی‌رضا", regular) != glyph_ids("علیرضا", regular)


def test_digits_inside_arabic_read_left_to_right(regular: Sequence[FontFace]) -> None:
    digits = glyph_ids("2026", regular)
    ids = glyph_ids("مريم 2026", regular)
    assert ids[: len(digits)] == digits


def test_a_mark_stays_with_its_letter_when_fonts_change(regular: Sequence[FontFace]) -> None:
    runs = shape("ab\u0308 שׂ", regular).runs
    assert [run.face for run in runs] == [regular[0], regular[2]]


def test_scripts_of_one_font_are_shaped_apart(regular: Sequence[FontFace]) -> None:
    assert len(shape("Ana श्री", regular).runs) == 2


def test_tracking_widens_a_line(regular: Sequence[FontFace]) -> None:
    plain = shape_line("ID", faces=regular, base=0)
    wide = shape_line("ID", faces=regular, base=0, tracking=0.1)
    assert wide.right == pytest.approx(plain.right + 0.2)


def test_a_line_knows_its_ink(regular: Sequence[FontFace]) -> None:
    plain, stacked = shape("ac", regular), shape("Ếg", regular)
    assert stacked.top > plain.top
    assert stacked.bottom < plain.bottom <= 0
    assert plain.width == plain.right - plain.left


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("𐌰𐌱", "script_not_covered", id="Gothic"),
        pytest.param("\u845b\U000e0105", "variant_not_covered", id="a form the font lacks"),
        pytest.param("\u10a0\ufe00", "script_not_covered", id="a form of a letter it lacks"),
        pytest.param("ש\u0315", "script_not_covered", id="a mark its letter's font lacks"),
        pytest.param("\u0600", "script_not_covered", id="a sign no font draws"),
        pytest.param("ិស", "broken_sequence", id="a Khmer vowel without a letter"),
    ],
)
def test_refuses_what_it_cannot_set(text: str, reason: str, regular: Sequence[FontFace]) -> None:
    with pytest.raises(TextNotSetError, match=reason):
        shape(text, regular)


def glyphs_of(text: str, faces: Sequence[FontFace], language: str) -> list[int]:
    runs = shape_line(text, faces=faces, base=0, language=language).runs
    return [glyph.glyph_id for run in runs for glyph in run.glyphs]


def test_a_han_letter_has_its_regions_form(regular: Sequence[FontFace]) -> None:
    forms = {lang: glyphs_of("返", regular, lang)[0] for lang in ("ja", "ko", "zh-Hans", "zh-Hant")}
    assert len(set(forms.values())) == 4


def test_a_letter_of_an_extension_is_drawn(regular: Sequence[FontFace]) -> None:
    assert glyphs_of("𠮷", regular, "ja") != [0]


def test_a_variation_selector_picks_the_form(regular: Sequence[FontFace]) -> None:
    plain, variant = (glyphs_of(text, regular, "ja") for text in ("葛", "葛\U000e0100"))
    assert len(variant) == 1
    assert variant != plain

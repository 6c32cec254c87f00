"""Setting a text into its box: never outside, never smaller than allowed, never words left out."""

from collections.abc import Sequence

import pytest

from app.core.rendering.design import CardDesign
from app.core.rendering.fit_refusal import FieldDoesNotFitError
from app.core.rendering.fonts import FontFace
from app.core.rendering.text import SetText, TextBox, set_text


def box(**changes: object) -> TextBox:
    values: dict[str, object] = {
        "x": 10.0,
        "y": 5.0,
        "width": 40.0,
        "height": 9.0,
        "size": 12.0,
        "min_size": 6.0,
        "lines": 2,
    }
    return TextBox(**{**values, **changes})  # type: ignore[arg-type]  # named by the caller


def put(text: str | Sequence[str], into: TextBox, faces: Sequence[FontFace]) -> SetText:
    paragraphs = (text,) if isinstance(text, str) else text
    return set_text(paragraphs, box=into, faces=faces, element="name")


def test_a_short_name_keeps_the_size_wanted(regular: Sequence[FontFace]) -> None:
    result = put("Ana", box(), regular)
    assert (result.size, len(result.lines)) == (12, 1)


def test_a_longer_name_shrinks_a_little_before_it_breaks(regular: Sequence[FontFace]) -> None:
    result = put("Marisol Okafor-Lindq", box(), regular)
    assert len(result.lines) == 1
    assert 10.2 <= result.size < 12


def test_a_long_name_breaks_before_it_gets_small(regular: Sequence[FontFace]) -> None:
    result = put("Maria Guadalupe Fernandez Echeverria", box(), regular)
    assert len(result.lines) == 2
    assert result.size >= 10.2


def test_a_very_long_name_breaks_and_shrinks(regular: Sequence[FontFace]) -> None:
    result = put("Maria Guadalupe de los Angeles Fernandez-Ibanez y Rodriguez", box(), regular)
    assert len(result.lines) == 2
    assert 6 <= result.size < 10.2


def test_a_low_box_takes_one_small_line(regular: Sequence[FontFace]) -> None:
    result = put("Maria Guadalupe Fernandez Echeverria", box(height=3), regular)
    assert len(result.lines) == 1


def test_the_smallest_size_itself_is_tried(regular: Sequence[FontFace]) -> None:
    text = "Maria Guadalupe Fernandez"
    wide = put(text, box(size=6.1, min_size=6.1, lines=1, width=200), regular)
    left, _, right, _ = wide.ink
    narrow = box(size=12, min_size=6.1, lines=1, width=right - left + 0.001)
    assert put(text, narrow, regular).size == 6.1


def test_no_words_are_lost(regular: Sequence[FontFace]) -> None:
    text = "Issued under chapter 2.90. Not for voting. Not a federal ID."
    result = put(text, box(lines=6, height=20), regular)
    glyphs = sum(len(run.glyphs) for line in result.lines for run in line.shaped.runs)
    assert len(result.lines) > 1
    assert glyphs == len(text) - (len(result.lines) - 1)  # the spaces at the ends


def test_each_paragraph_begins_a_line(regular: Sequence[FontFace]) -> None:
    assert len(put(("418 Old Mill Road", "Riverbend"), box(), regular).lines) == 2


def test_more_paragraphs_than_lines_are_refused(regular: Sequence[FontFace]) -> None:
    with pytest.raises(FieldDoesNotFitError, match="too_long"):
        put(("a", "b", "c"), box(), regular)


def test_balanced_lines_are_of_like_width(regular: Sequence[FontFace]) -> None:
    text = "Ana Maria Guadalupe Fernandez Lima"
    plain = put(text, box(width=58, size=10, break_below=1), regular)
    balanced = put(text, box(width=58, size=10, break_below=1, balanced=True), regular)
    assert len(plain.lines) == len(balanced.lines) == 2
    assert ragged(balanced) < ragged(plain)


def ragged(result: SetText) -> float:
    first, second = (line.shaped.width for line in result.lines)
    return abs(first - second)


def test_stacked_marks_push_the_next_line_away(regular: Sequence[FontFace]) -> None:
    tall = put(("gy", "Ế"), box(height=20), regular)
    plain = put(("ac", "ac"), box(height=20), regular)
    assert tall.lines[1].baseline - tall.lines[0].baseline > (
        plain.lines[1].baseline - plain.lines[0].baseline
    )


@pytest.mark.parametrize(("align", "edge"), [("left", 0), ("right", 2), ("center", None)])
def test_aligns(align: str, edge: int | None, regular: Sequence[FontFace]) -> None:
    ink = put("HH", box(align=align), regular).ink
    left_gap, right_gap = ink[0] - 10, 50 - ink[2]
    if edge is None:
        assert left_gap == pytest.approx(right_gap, abs=0.5)
    else:
        assert (left_gap if edge == 0 else right_gap) == pytest.approx(0, abs=0.5)


@pytest.mark.parametrize(
    ("vertical_align", "expected"), [("top", 5.0), ("middle", 7.4), ("bottom", 9.8)]
)
def test_aligns_vertically(
    vertical_align: str, expected: float, regular: Sequence[FontFace]
) -> None:
    top = put("H", box(vertical_align=vertical_align), regular).ink[1]
    assert top == pytest.approx(expected, abs=0.3)


def test_a_right_to_left_line_is_aligned_like_any_other(regular: Sequence[FontFace]) -> None:
    assert put("שרה", box(), regular).ink[0] == pytest.approx(10, abs=0.5)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("Wolfeschlegelstein" * 4, "too_long", id="one endless word"),
        pytest.param("𐌰", "script_not_covered", id="a script without a font"),
        pytest.param("ិស", "broken_sequence", id="a sign without a letter"),
    ],
)
def test_names_element_and_reason(text: str, reason: str, regular: Sequence[FontFace]) -> None:
    with pytest.raises(FieldDoesNotFitError) as refusal:
        put(text, box(), regular)
    assert refusal.value.element == "name"
    assert refusal.value.reason == reason
    assert text not in str(refusal.value)
    assert refusal.value.refusal.reason == refusal.value.reason


def test_bottom_is_below_the_descenders(design: CardDesign) -> None:
    faces = design.faces("bold")
    flat, deep = put("HH", box(), faces), put("ကြည်", box(), faces)
    assert flat.bottom > flat.ink[3]
    assert deep.bottom == pytest.approx(deep.ink[3])

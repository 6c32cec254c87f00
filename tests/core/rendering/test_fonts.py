from collections.abc import Sequence

from app.core.rendering.fonts import Extents, FontFace


def test_knows_what_it_covers(regular: Sequence[FontFace]) -> None:
    assert regular[0].covers("ễ")
    assert not regular[0].covers("م")
    assert regular[-1].covers_variant("葛", "\U000e0100")
    assert not regular[-1].covers_variant("葛", "\ufe0f")


def test_cubic_outlines_are_closed_filled_paths_too(regular: Sequence[FontFace]) -> None:
    (glyph,) = regular[-1].shape("直", right_to_left=False, language="ja")
    steps = regular[-1].outline(glyph.glyph_id).split()
    assert steps[2] == "m"
    assert steps[-2:] == ["h", "f"]


def test_outlines_are_closed_filled_paths(regular: Sequence[FontFace]) -> None:
    (glyph,) = regular[0].shape("l", right_to_left=False)
    steps = regular[0].outline(glyph.glyph_id).split()
    assert steps[2] == "m"
    assert steps[-2:] == ["h", "f"]
    assert all(step in "mlchf" or step.lstrip("-").isdigit() for step in steps)


def test_nothing_has_no_glyphs(regular: Sequence[FontFace]) -> None:
    assert regular[0].shape("", right_to_left=True) == []


def test_a_space_draws_nothing(regular: Sequence[FontFace]) -> None:
    (glyph,) = regular[0].shape(" ", right_to_left=False)
    assert regular[0].outline(glyph.glyph_id) == ""
    assert regular[0].extents(glyph.glyph_id) == Extents(0, 0, 0, 0)


def test_extents_are_around_the_ink(regular: Sequence[FontFace]) -> None:
    (glyph,) = regular[0].shape("p", right_to_left=False)
    ink = regular[0].extents(glyph.glyph_id)
    assert ink.bottom < 0 < ink.top
    assert 0 < ink.left < ink.right <= glyph.advance

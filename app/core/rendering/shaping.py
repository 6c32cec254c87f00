"""Turns one line of text into positioned glyphs: levels, runs by script and font, shaping.

A character without a glyph is refused by name; an empty box is never printed.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from app.core.rendering.bidi import embedding_levels, visual_order
from app.core.rendering.fit_refusal import FitRefusal
from app.core.rendering.fonts import DOTTED_CIRCLE, FontFace, Glyph
from app.core.rendering.regional_forms import UNKNOWN
from app.core.writing_systems import is_variation_selector, script_of


class TextNotSetError(ValueError):
    """A text cannot be shaped with the fonts at hand."""

    def __init__(self, reason: FitRefusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class GlyphRun:
    """Glyphs of one face, from left to right."""

    face: FontFace
    glyphs: tuple[Glyph, ...]


@dataclass(frozen=True, slots=True)
class ShapedLine:
    """A line at one em: its width and its ink, in em, y upwards from the baseline."""

    runs: tuple[GlyphRun, ...]
    left: float
    right: float
    bottom: float
    top: float

    @property
    def width(self) -> float:
        """From the leftmost to the rightmost mark or advance."""
        return self.right - self.left


def shape_line(
    text: str,
    *,
    faces: Sequence[FontFace],
    base: int,
    tracking: float = 0,
    language: str = UNKNOWN,
) -> ShapedLine:
    """Shape `text` (NFC, one line) for a paragraph of base level `base`.

    `tracking` is extra space after each glyph in em, for headings in scripts that do not join;
    `language` is the paragraph's, from `regional_language`.

    Raises:
        TextNotSetError: when no face has a character, or signs stand where none can.
    """
    pieces = _split_into_runs(text, faces=faces, levels=embedding_levels(text, base=base))
    ordered = visual_order(pieces, levels=[piece.level for piece in pieces])
    runs = tuple(_shape_run(piece, tracking=tracking, language=language) for piece in ordered)
    return _measured(runs)


@dataclass(slots=True)
class _Piece:
    level: int
    face: FontFace
    script: str | None
    text: str


def _split_into_runs(
    text: str, *, faces: Sequence[FontFace], levels: Sequence[int]
) -> list[_Piece]:
    """Cut where level, script or font changes; marks and joiners stay with their letter."""
    if text.isascii() and not any(levels) and all(map(faces[0].covers, text)):
        return [_Piece(0, faces[0], None, text)]  # most dates and numbers; the rest shows the same
    pieces: list[_Piece] = []
    position = 0
    for cluster in _clusters(text):
        level = levels[position]
        position += len(cluster)
        script = script_of(cluster[0])
        last = pieces[-1] if pieces else None
        if last is not None and last.level == level and _continues(last, cluster, script=script):
            last.text += cluster
            last.script = last.script or script
            continue
        pieces.append(_Piece(level, _face_for(cluster, faces=faces), script, cluster))
    return pieces


def _clusters(text: str) -> list[str]:
    clusters: list[str] = []
    for character in text:
        if clusters and unicodedata.category(character) in {"Mn", "Mc", "Me", "Cf"}:
            clusters[-1] += character
        else:
            clusters.append(character)
    return clusters


def _continues(piece: _Piece, cluster: str, *, script: str | None) -> bool:
    same_script = script is None or piece.script is None or script == piece.script
    return same_script and _has_all(piece.face, cluster)


def _has_all(face: FontFace, cluster: str) -> bool:
    """Joiners need no glyph: HarfBuzz hides what it does not use."""
    return all(
        face.covers_variant(cluster[at - 1], c)
        if at and is_variation_selector(c)
        else face.covers(c) or unicodedata.category(c) == "Cf"
        for at, c in enumerate(cluster)
    )


def _face_for(cluster: str, *, faces: Sequence[FontFace]) -> FontFace:
    for face in faces:
        if _has_all(face, cluster):
            return face
    plain = "".join(c for c in cluster if not is_variation_selector(c))
    if plain != cluster and any(_has_all(face, plain) for face in faces):
        raise TextNotSetError(FitRefusal.VARIANT_NOT_COVERED)
    raise TextNotSetError(FitRefusal.SCRIPT_NOT_COVERED)


def _shape_run(piece: _Piece, *, tracking: float, language: str) -> GlyphRun:
    face = piece.face
    glyphs = face.shape(piece.text, right_to_left=piece.level % 2 == 1, language=language)
    for glyph in glyphs:
        if glyph.glyph_id == 0:
            raise TextNotSetError(FitRefusal.SCRIPT_NOT_COVERED)
        if glyph.glyph_id == face.dotted_circle and chr(DOTTED_CIRCLE) not in piece.text:
            raise TextNotSetError(FitRefusal.BROKEN_SEQUENCE)
    extra = round(tracking * face.units_per_em)
    if extra:
        glyphs = [Glyph(g.glyph_id, g.advance + extra, g.x_offset, g.y_offset) for g in glyphs]
    return GlyphRun(face, tuple(glyphs))


def _measured(runs: tuple[GlyphRun, ...]) -> ShapedLine:
    """Measure ink, not only advances: a tail or a stacked mark must stay inside the box too."""
    pen = left = right = bottom = top = 0.0
    for run in runs:
        em = 1 / run.face.units_per_em
        for glyph in run.glyphs:
            ink = run.face.extents(glyph.glyph_id)
            left = min(left, pen + (glyph.x_offset + ink.left) * em)
            right = max(right, pen + (glyph.x_offset + ink.right) * em, pen + glyph.advance * em)
            bottom = min(bottom, (glyph.y_offset + ink.bottom) * em)
            top = max(top, (glyph.y_offset + ink.top) * em)
            pen += glyph.advance * em
    return ShapedLine(runs, left, right, bottom, top)

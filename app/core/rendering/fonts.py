"""Font files as values: coverage, shaping (HarfBuzz) and glyph outlines as PDF path operators.

Outlines instead of embedded fonts: every script prints right on every printer, and no text can be
copied out of a print file.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import uharfbuzz

DOTTED_CIRCLE = 0x25CC
"""What HarfBuzz inserts where a sign has no letter to stand on."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One shaped glyph; distances are in font units, y upwards."""

    glyph_id: int
    advance: int
    x_offset: int
    y_offset: int


@dataclass(frozen=True, slots=True)
class Extents:
    """The ink of a glyph in font units, y upwards; all zero for a space."""

    left: int
    bottom: int
    right: int
    top: int


class FontFace:
    """One font file. Safe to share: what it caches depends on the file alone."""

    def __init__(self, data: bytes) -> None:
        face = uharfbuzz.Face(data)
        self._font = uharfbuzz.Font(face)
        self._outlines: dict[int, str] = {}
        self._extents: dict[int, Extents] = {}
        self.units_per_em: int = face.upem
        self.dotted_circle: int = self._font.get_nominal_glyph(DOTTED_CIRCLE) or 0

    def covers(self, character: str) -> bool:
        """Say whether the font has a glyph for `character`."""
        return self._font.get_nominal_glyph(ord(character)) is not None

    def covers_variant(self, character: str, selector: str) -> bool:
        """Say whether the font knows the form that a variation selector asks for."""
        return self._font.get_variation_glyph(ord(character), ord(selector)) is not None

    def shape(self, text: str, *, right_to_left: bool, language: str = "und") -> list[Glyph]:
        """Return glyphs from left to right for a run of one script and one direction.

        `language` is a BCP 47 tag: East Asian fonts pick a region's forms by it.
        """
        if not text:
            return []  # HarfBuzz has no lists for it
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        # The guess takes the language from the process's locale; a card must not depend on it.
        buffer.language = language
        buffer.direction = "rtl" if right_to_left else "ltr"
        uharfbuzz.shape(self._font, buffer)
        return [
            Glyph(info.codepoint, place.x_advance, place.x_offset, place.y_offset)
            for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        ]

    def extents(self, glyph_id: int) -> Extents:
        """Return the box around a glyph's ink."""
        if glyph_id not in self._extents:
            box = self._font.get_glyph_extents(glyph_id)
            self._extents[glyph_id] = Extents(
                left=box.x_bearing,
                bottom=box.y_bearing + box.height,
                right=box.x_bearing + box.width,
                top=box.y_bearing,
            )
        return self._extents[glyph_id]

    def outline(self, glyph_id: int) -> str:
        """Return a glyph filled at the origin in font units as PDF operators; a space is empty."""
        if glyph_id not in self._outlines:
            pen: list[str] = []
            self._font.draw_glyph(glyph_id, _DRAW, _Pen(pen))
            self._outlines[glyph_id] = " ".join([*pen, "f"]) if pen else ""
        return self._outlines[glyph_id]


@dataclass(frozen=True)
class FontSet:
    """The fonts of a design: for each role (`regular`, `bold`) the faces to try in order."""

    roles: Mapping[str, Sequence[FontFace]]


class _Pen:
    """Collects path operators and remembers the point a quadratic curve starts from."""

    def __init__(self, operators: list[str]) -> None:
        self.operators = operators
        self.at = (0.0, 0.0)

    def put(self, operator: str, *points: float) -> None:
        self.operators.append(" ".join([*(f"{point:.0f}" for point in points), operator]))
        self.at = (points[-2], points[-1]) if points else self.at


def _quadratic(cx: float, cy: float, x: float, y: float, pen: _Pen) -> None:
    """PDF knows cubic curves only: each control point moves two thirds of the way."""
    (sx, sy) = pen.at
    pen.put(
        "c",
        sx + 2 / 3 * (cx - sx),
        sy + 2 / 3 * (cy - sy),
        x + 2 / 3 * (cx - x),
        y + 2 / 3 * (cy - y),
        x,
        y,
    )


def _draw_functions() -> Any:  # noqa: ANN401 - the library publishes no types
    functions = uharfbuzz.DrawFuncs()
    functions.set_move_to_func(lambda x, y, pen: pen.put("m", x, y))
    functions.set_line_to_func(lambda x, y, pen: pen.put("l", x, y))
    functions.set_quadratic_to_func(_quadratic)
    functions.set_cubic_to_func(lambda a, b, c, d, x, y, pen: pen.put("c", a, b, c, d, x, y))
    functions.set_close_path_func(lambda pen: pen.put("h"))
    return functions


_DRAW = _draw_functions()

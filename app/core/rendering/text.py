"""Sets a text into a declared box: shrink, break, refuse. It never clips, never leaves words out.

Lengths are millimetres with y downwards from the card's top left corner; sizes of type are points.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from app.core.rendering.bidi import base_level
from app.core.rendering.fit_refusal import FieldDoesNotFitError, FitRefusal
from app.core.rendering.fonts import FontFace
from app.core.rendering.line_breaks import balance, wrap
from app.core.rendering.regional_forms import regional_language
from app.core.rendering.shaping import ShapedLine, TextNotSetError, shape_line

POINT = 25.4 / 72
"""One typographic point in millimetres."""
_SIZE_STEP = 0.25
# What a line takes at least, in em: lines keep their place whatever letters they have.
_CAP_HEIGHT = 0.714
_DESCENT = 0.22
_CLEARANCE = 0.06  # between the ink of one line and of the next

Align = Literal["left", "center", "right"]
VerticalAlign = Literal["top", "middle", "bottom"]


@dataclass(frozen=True, kw_only=True)
class TextBox:
    """Where a text goes and what may be done to make it fit."""

    x: float
    y: float
    width: float
    height: float
    size: float
    """The size wanted, in points."""
    min_size: float
    """The smallest size allowed, in points."""
    lines: int = 1
    """The most lines allowed."""
    leading: float = 1.2
    """From baseline to baseline, in em; more where two lines' ink would touch."""
    break_below: float = 0.85
    """A further line is used only when fewer lines would need less than this share of `size`."""
    tracking: float = 0
    align: Align = "left"
    vertical_align: VerticalAlign = "top"
    balanced: bool = False
    """Break into lines of even width, as names want, not full ones, as prose wants."""


@dataclass(frozen=True, kw_only=True)
class PlacedLine:
    """One line where it is drawn: the pen's start on its baseline, in millimetres."""

    shaped: ShapedLine
    x: float
    baseline: float


@dataclass(frozen=True, kw_only=True)
class SetText:
    """A text that fits its box."""

    size: float
    lines: tuple[PlacedLine, ...]

    @property
    def bottom(self) -> float:
        """Where the last line ends, in millimetres: below its descenders, if it has any or not."""
        last = self.lines[-1]
        return last.baseline + max(_DESCENT, -last.shaped.bottom) * self.size * POINT

    @property
    def ink(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of everything drawn, in millimetres."""
        em = self.size * POINT
        return (
            min(line.x + line.shaped.left * em for line in self.lines),
            min(line.baseline - line.shaped.top * em for line in self.lines),
            max(line.x + line.shaped.right * em for line in self.lines),
            max(line.baseline - line.shaped.bottom * em for line in self.lines),
        )


def set_text(
    paragraphs: Sequence[str], *, box: TextBox, faces: Sequence[FontFace], element: str
) -> SetText:
    """Set paragraphs, each beginning a new line, as large as the box allows.

    Raises:
        FieldDoesNotFitError: `too_long`, `script_not_covered` and the others of `FitRefusal`;
            names `element`.
    """
    texts = [unicodedata.normalize("NFC", paragraph) for paragraph in paragraphs]
    setter = _Setter(box=box, faces=faces, language=regional_language(" ".join(texts)))
    try:
        for most, size in _candidates(box):
            lines = setter.lines(texts, size=size, most=most)
            if lines is not None:
                return SetText(size=size, lines=_place(lines, box=box, size=size))
    except TextNotSetError as error:
        raise FieldDoesNotFitError(element, error.reason) from None
    raise FieldDoesNotFitError(element, FitRefusal.TOO_LONG)


def _candidates(box: TextBox) -> Iterator[tuple[int, float]]:
    """Lines and sizes in the order of preference: first large on few lines, then smaller on any."""
    sizes = _sizes(box)
    large = [size for size in sizes if size >= box.size * box.break_below]
    for most in range(1, box.lines + 1):
        for size in large:
            yield most, size
    for size in sizes[len(large) :]:
        for most in range(1, box.lines + 1):
            yield most, size


def _sizes(box: TextBox) -> list[float]:
    steps = int((box.size - box.min_size) / _SIZE_STEP)
    sizes = [box.size - step * _SIZE_STEP for step in range(steps + 1)]
    return sizes if sizes[-1] == box.min_size else [*sizes, box.min_size]


class _Setter:
    """Shapes each distinct line once while sizes are tried: widths scale with the size."""

    def __init__(self, *, box: TextBox, faces: Sequence[FontFace], language: str) -> None:
        self._box = box
        self._faces = faces
        self._shaped: dict[tuple[str, int], ShapedLine] = {}
        self._language = language

    def lines(
        self, paragraphs: Sequence[str], *, size: float, most: int
    ) -> list[ShapedLine] | None:
        """Return at most `most` lines that fit the box at `size`, or None."""
        em = size * POINT
        lines: list[ShapedLine] = []
        for paragraph in paragraphs:
            limit = self._box.width / em
            broken = self._paragraph(paragraph, limit=limit, most=most - len(lines))
            if broken is None:
                return None
            lines += broken
        return lines if _height(lines, leading=self._box.leading) * em <= self._box.height else None

    def _paragraph(self, paragraph: str, *, limit: float, most: int) -> list[ShapedLine] | None:
        if most < 1:
            return None
        base = base_level(paragraph)

        def measure(line: str) -> float:
            return self._shape(line, base=base).width

        lines = wrap(paragraph, limit=limit, most=most, measure=measure)
        if lines is not None and len(lines) > 1 and self._box.balanced:
            lines = balance(paragraph, lines=lines, measure=measure)
        return None if lines is None else [self._shape(line, base=base) for line in lines]

    def _shape(self, line: str, *, base: int) -> ShapedLine:
        key = (line, base)
        if key not in self._shaped:
            self._shaped[key] = shape_line(
                line,
                faces=self._faces,
                base=base,
                tracking=self._box.tracking,
                language=self._language,
            )
        return self._shaped[key]


def _rises(lines: Sequence[ShapedLine], *, leading: float) -> list[float]:
    """Return each baseline's distance from the one above it, the first from the top, in em."""
    rises = [max(_CAP_HEIGHT, lines[0].top)]
    for above, below in pairwise(lines):
        rises.append(max(leading, below.top - above.bottom + _CLEARANCE))
    return rises


def _height(lines: Sequence[ShapedLine], *, leading: float) -> float:
    return sum(_rises(lines, leading=leading)) + max(_DESCENT, -lines[-1].bottom)


def _place(lines: Sequence[ShapedLine], *, box: TextBox, size: float) -> tuple[PlacedLine, ...]:
    em = size * POINT
    spare = box.height - _height(lines, leading=box.leading) * em
    baseline = box.y + {"top": 0.0, "middle": spare / 2, "bottom": spare}[box.vertical_align]
    placed = []
    for line, rise in zip(lines, _rises(lines, leading=box.leading), strict=True):
        baseline += rise * em
        room = box.width - line.width * em
        left = box.x + {"left": 0.0, "center": room / 2, "right": room}[box.align]
        placed.append(PlacedLine(shaped=line, x=left - line.left * em, baseline=baseline))
    return tuple(placed)

"""Shapes, texts and symbols as PDF operators, in millimetres with y downwards.

Plain strings: the outlines of glyphs are cached ready to use, and a run of modules costs one
operator, which is what makes a card quick to draw and small.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from app.core.rendering.barcodes import BarPlace
from app.core.rendering.ink import Ink
from app.core.rendering.qr import DOTS_PER_MM, QRPlace, QRSymbol
from app.core.rendering.text import POINT, SetText

Point = tuple[float, float]


class Area(NamedTuple):
    """A rectangle in millimetres, from its top left corner."""

    x: float
    y: float
    width: float
    height: float


_DARK = re.compile(b"\x01+")
_OPERATORS = {"M": "m", "L": "l", "C": "c", "Z": "h"}
_CIRCLE = 0.5523
"""How far control points lie from a quarter circle's ends, as a share of the radius."""


def number(value: float) -> str:
    """Write a length to a hundredth of a millimetre, an eighth of a printer's dot."""
    text = f"{value:.2f}"
    return "0.00" if text == "-0.00" else text


def _numbers(values: Iterable[float]) -> str:
    return " ".join(map(number, values))


def painted(path: str, *, fill: Ink | None, stroke: Ink | None, stroke_width: float) -> str:
    """Fill and outline a path."""
    paint = {(True, True): "B", (True, False): "f", (False, True): "S", (False, False): "n"}
    before = [fill.fill] if fill else []
    if stroke:
        before += [stroke.line, f"{number(stroke_width)} w"]
    return " ".join([*before, path, paint[fill is not None, stroke is not None]])


def rectangle(area: Area, *, radius: float = 0) -> str:
    """Return the path of a rectangle, its corners rounded."""
    x, y, width, height = area
    if radius == 0:
        return f"{_numbers((x, y, width, height))} re"
    right, bottom, bend = x + width, y + height, radius * (1 - _CIRCLE)
    curves = [
        (
            (x + radius, y),
            (right - radius, y),
            (right - bend, y),
            (right, y + bend),
            (right, y + radius),
        ),
        (
            None,
            (right, bottom - radius),
            (right, bottom - bend),
            (right - bend, bottom),
            (right - radius, bottom),
        ),
        (None, (x + radius, bottom), (x + bend, bottom), (x, bottom - bend), (x, bottom - radius)),
        (None, (x, y + radius), (x, y + bend), (x + bend, y), (x + radius, y)),
    ]
    path = [f"{_numbers(curves[0][0] or ())} m"]
    for _, line, *curve in curves:
        path += [
            f"{_numbers(line)} l",
            f"{_numbers(value for point in curve for value in point)} c",
        ]
    return " ".join([*path, "h"])


def polybezier(points: Sequence[Point], *, tangents: Sequence[Point]) -> str:
    """Return a smooth open path through points with given tangents (Hermite form)."""
    path = [f"{_numbers(points[0])} m"]
    for at in range(len(points) - 1):
        (x0, y0), (x1, y1) = points[at], points[at + 1]
        (u0, v0), (u1, v1) = tangents[at], tangents[at + 1]
        curve = (x0 + u0 / 3, y0 + v0 / 3, x1 - u1 / 3, y1 - v1 / 3, x1, y1)
        path.append(f"{_numbers(curve)} c")
    return " ".join(path)


def svg_path(data: str) -> str:
    """Return path data of a design (absolute M, L, C and Z) as operators."""
    steps = re.findall("([MLCZ])([^MLCZ]*)", data)
    return " ".join(
        f"{' '.join(values.split())} {_OPERATORS[step]}".strip() for step, values in steps
    )


def text(value: SetText, *, ink: Ink) -> str:
    """Draw a set text."""
    parts = ["q", ink.fill]
    for line in value.lines:
        x = line.x
        for run in line.shaped.runs:
            unit = value.size * POINT / run.face.units_per_em
            parts.append(f"q {unit:.7f} 0 0 -{unit:.7f} {number(x)} {number(line.baseline)} cm")
            pen = drawn_x = drawn_y = 0
            for glyph in run.glyphs:
                outline = run.face.outline(glyph.glyph_id)
                if outline:
                    to_x, to_y = pen + glyph.x_offset, glyph.y_offset
                    parts.append(f"1 0 0 1 {to_x - drawn_x} {to_y - drawn_y} cm {outline}")
                    drawn_x, drawn_y = to_x, to_y
                pen += glyph.advance
            parts.append("Q")
            x += pen * unit
    parts.append("Q")
    return "\n".join(parts)


def symbol(value: QRSymbol, *, place: QRPlace, ink: Ink) -> str:
    """Draw a QR symbol, one rectangle per run of dark modules."""
    side = f"{place.module:.6f}"
    parts = [f"q {ink.fill} {side} 0 0 {side} {place.x:.5f} {place.y:.5f} cm"]
    for row, modules in enumerate(value.rows):
        for run in _DARK.finditer(modules):
            start, end = run.span()
            parts.append(f"{start} {row} {end - start} 1 re")
    parts.append("f Q")
    return "\n".join(parts)


def bars(place: BarPlace, *, y: float, height: float, ink: Ink) -> str:
    """Draw a line barcode, from one printer dot to another."""
    top, bottom = round(y * DOTS_PER_MM), int((y + height) * DOTS_PER_MM)
    dot = f"{1 / DOTS_PER_MM:.7f}"
    parts = [f"q {ink.fill} {dot} 0 0 {dot} 0 0 cm"]
    parts += [f"{start} {top} {width} {bottom - top} re" for start, width in place.bars]
    return "\n".join([*parts, "f Q"])

"""Fine-line art as vectors, unique per program: guilloche bands, rosettes, tints.

Pure and repeatable: every number comes from SHA-256 of the program's id, so a program's cards all
carry the same pattern and no other program's do.
"""

from collections.abc import Sequence
from hashlib import sha256
from itertools import pairwise
from math import cos, pi, sin

from app.core.rendering.ink import Ink
from app.core.rendering.operators import Area, Point, number, painted, polybezier, rectangle

_STEPS = 20
"""Curve pieces across a guilloche band."""
_TINT_STRIPS = 96

Curve = tuple[list[Point], list[Point]]
"""Points and their tangents."""


class Seed:
    """An endless row of numbers from a text, the same every time."""

    def __init__(self, *labels: str) -> None:
        self._label = "\x1f".join(labels).encode()
        self._count = 0

    def between(self, low: float, high: float) -> float:
        """Return the next number of the row, in the given range."""
        self._count += 1
        digest = sha256(self._label + self._count.to_bytes(4, "big")).digest()
        return low + (high - low) * int.from_bytes(digest[:6], "big") / 2**48

    def whole(self, low: int, high: int) -> int:
        """Return the next whole number of the row, both ends included."""
        return min(high, int(self.between(low, high + 1)))


def guilloche(
    area: Area, *, seed: Seed, colours: Sequence[Ink], lines: int, stroke_width: float
) -> str:
    """Draw, for each colour, lines that pass evenly from one wave to another."""
    parts = ["q", f"{number(stroke_width)} w"]
    for ink in colours:
        first, last = _wave(area, seed=seed), _wave(area, seed=seed)
        parts.append(ink.line)
        for line in range(lines):
            points, tangents = _between(first, last, share=line / (lines - 1))
            parts.append(f"{polybezier(points, tangents=tangents)} S")
    return "\n".join([*parts, "Q"])


def rosette(
    area: Area, *, seed: Seed, colours: Sequence[Ink], rings: int, stroke_width: float
) -> str:
    """Draw closed petals around the middle of a box, each ring turned and smaller than the last."""
    petals, depth = seed.whole(9, 15), seed.between(0.07, 0.12)
    twist, phase = seed.between(0.12, 0.3), seed.between(0, 2 * pi)
    parts = ["q", f"{number(stroke_width)} w"]
    for ring in range(rings):
        size = 1 - 0.75 * ring / rings
        # Neighbours swing in opposite phase and cross at every petal, as on engraved rosettes.
        turned = phase + twist * ring + pi * (ring % 2)
        points, tangents = _petals(area, size=size, petals=petals, depth=depth, phase=turned)
        parts.append(colours[ring % len(colours)].line)
        parts.append(f"{polybezier(points, tangents=tangents)} h S")
    return "\n".join([*parts, "Q"])


def _wave(area: Area, *, seed: Seed) -> Curve:
    """Return a sum of three sines across the area, with its tangents."""
    terms = [
        (share, 2 * pi * seed.whole(low, high), seed.between(0, 2 * pi))
        for share, low, high in ((0.6, 1, 1), (0.28, 2, 3), (0.12, 3, 5))
    ]
    points, tangents = [], []
    for step in range(_STEPS + 1):
        t = step / _STEPS
        rise = sum(share * sin(turn * t + phase) for share, turn, phase in terms)
        slope = sum(share * turn * cos(turn * t + phase) for share, turn, phase in terms)
        points.append((area.x + area.width * t, area.y + area.height / 2 * (1 + rise)))
        tangents.append((area.width / _STEPS, area.height / 2 / _STEPS * slope))
    return points, tangents


def _between(first: Curve, last: Curve, *, share: float) -> Curve:
    """Return the curve a share of the way from the first to the last."""
    points, tangents = (
        [
            ((1 - share) * u + share * s, (1 - share) * v + share * t)
            for (u, v), (s, t) in zip(one, other, strict=True)
        ]
        for one, other in zip(first, last, strict=True)
    )
    return points, tangents


def _petals(area: Area, *, size: float, petals: int, depth: float, phase: float) -> Curve:
    """Return a closed curve whose radius swings `petals` times."""
    steps = petals * 4
    step_angle = 2 * pi / steps
    points, tangents = [], []
    for step in range(steps + 1):
        angle = step_angle * step
        radius = size * (1 + depth * cos(petals * angle + phase)) / (1 + depth)
        swing = -size * depth * petals * sin(petals * angle + phase) / (1 + depth)
        across, along = cos(angle), sin(angle)
        half_width, half_height = area.width / 2, area.height / 2
        points.append(
            (
                area.x + half_width * (1 + radius * across),
                area.y + half_height * (1 + radius * along),
            )
        )
        tangents.append(
            (
                half_width * step_angle * (swing * across - radius * along),
                half_height * step_angle * (swing * along + radius * across),
            )
        )
    return points, tangents


def tint(area: Area, *, colours: Sequence[Ink]) -> str:
    """Fill a box with colours that pass into one another from left to right.

    Strips, not a shading: some printer drivers draw shadings coarsely. Each strip reaches to the
    right edge, so that no hairline shows between two.
    """
    x, y, width, height = area
    parts = ["q"]
    segments = list(pairwise(colours))
    for strip in range(_TINT_STRIPS):
        share = strip / (_TINT_STRIPS - 1) * len(segments)
        index = min(int(share), len(segments) - 1)
        low, high = segments[index]
        mixed = low.mixed(high, share=share - index)
        left = x + width * strip / _TINT_STRIPS
        path = rectangle(Area(left, y, x + width - left, height))
        parts.append(painted(path, fill=mixed, stroke=None, stroke_width=0))
    return "\n".join([*parts, "Q"])

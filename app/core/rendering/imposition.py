"""Where cards lie on a sheet that is printed on both sides and cut: geometry and nothing else.

Millimetres from the top left corner of the upright sheet, x to the right, y downwards. Cards lie on
whole dots of 300 to an inch, so that their codes do: a back is off its front by half a dot at most.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.core.rendering.qr import DOTS_PER_MM
from app.core.rendering.template import BLEED, CARD_HEIGHT, CARD_WIDTH


class Paper(StrEnum):
    """Sizes of sheets."""

    LETTER = "letter"
    A4 = "a4"


class Flip(StrEnum):
    """About which edge of the upright sheet the printer turns it for its back."""

    LONG_EDGE = "long_edge"
    SHORT_EDGE = "short_edge"


SIZES = {Paper.LETTER: (215.9, 279.4), Paper.A4: (210.0, 297.0)}
"""Width and height, upright."""
COLUMNS, ROWS = 2, 4
CARDS_PER_SHEET = COLUMNS * ROWS

MARK_DISTANCE, MARK_LENGTH = 1.0, 4.0
"""Crop marks begin this far outside the bleed, and are this long."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a card lies: its top left corner on the sheet, upright or turned by half a turn."""

    x: float
    y: float
    is_turned: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line from one point to another."""

    x0: float
    y0: float
    x1: float
    y1: float


def front_places(paper: Paper) -> tuple[Place, ...]:
    """Return where fronts lie, row by row; the bleeds of neighbours touch."""
    width, height = SIZES[paper]
    across, down = CARD_WIDTH + 2 * BLEED, CARD_HEIGHT + 2 * BLEED
    left, top = (width - COLUMNS * across) / 2 + BLEED, (height - ROWS * down) / 2 + BLEED
    return tuple(
        Place(_on_dot(left + column * across), _on_dot(top + row * down))
        for row in range(ROWS)
        for column in range(COLUMNS)
    )


def back_place(front: Place, *, paper: Paper, flip: Flip) -> Place:
    """Return where a back lies, so that it comes to lie behind its front.

    Turned about the short edge the sheet's back is upside down, and the cards on it with it.
    """
    width, height = SIZES[paper]
    if flip is Flip.LONG_EDGE:
        return Place(_on_dot(width - front.x - CARD_WIDTH), front.y)
    # Of a turned card the corner at its own top left has to be on a dot: here the lower right.
    right = _on_dot(front.x + CARD_WIDTH)
    bottom = _on_dot(height - front.y)
    return Place(right - CARD_WIDTH, bottom - CARD_HEIGHT, is_turned=True)


def crop_marks(paper: Paper) -> Iterator[Line]:
    """Yield a mark at both ends of every cut, outside the bleed of all cards."""
    places = front_places(paper)
    columns = sorted({x for place in places for x in (place.x, place.x + CARD_WIDTH)})
    rows = sorted({y for place in places for y in (place.y, place.y + CARD_HEIGHT)})
    near, far = BLEED + MARK_DISTANCE, BLEED + MARK_DISTANCE + MARK_LENGTH
    for x in columns:
        yield Line(x, rows[0] - near, x, rows[0] - far)
        yield Line(x, rows[-1] + near, x, rows[-1] + far)
    for y in rows:
        yield Line(columns[0] - near, y, columns[0] - far, y)
        yield Line(columns[-1] + near, y, columns[-1] + far, y)


def mirrored(line: Line, *, paper: Paper, flip: Flip) -> Line:
    """Return where a line of the front lies on the back."""
    width, height = SIZES[paper]
    if flip is Flip.LONG_EDGE:
        return Line(width - line.x0, line.y0, width - line.x1, line.y1)
    return Line(line.x0, height - line.y0, line.x1, height - line.y1)


def _on_dot(length: float) -> float:
    return round(length * DOTS_PER_MM) / DOTS_PER_MM

"""Draw invented people: flat portraits for sample cards and the demo. Needs Pillow, nothing of app.

`python scripts/portrait.py OUT.jpg [NUMBER]` writes one of them.
"""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageColor, ImageDraw, ImageFilter

SIZE = (600, 750)
Point = tuple[float, float]
Points = Sequence[Point]
_FINE = 3  # drawn larger and scaled down, for smooth edges


@dataclass(frozen=True, kw_only=True)
class Person:
    """Colours of someone who does not exist."""

    skin: str
    shade: str
    hair: str
    coat: str
    collar: str
    lips: str
    backdrop: tuple[str, str]


PEOPLE = (
    Person(
        skin="#a9714b",
        shade="#8f5c3b",
        hair="#2a1d1a",
        coat="#1f5f6e",
        collar="#e8c77a",
        lips="#8a3f3a",
        backdrop=("#eef4f6", "#cfdfe6"),
    ),
    Person(
        skin="#e7b994",
        shade="#cf9b76",
        hair="#6b4a2f",
        coat="#7a3b4b",
        collar="#efe6da",
        lips="#b0574f",
        backdrop=("#f3f1ea", "#ddd9cc"),
    ),
    Person(
        skin="#6b4530",
        shade="#573625",
        hair="#15110f",
        coat="#3d5a3a",
        collar="#d9c9a3",
        lips="#5d2c2a",
        backdrop=("#eff3ee", "#d3ddd2"),
    ),
)


def portrait_jpeg(number: int = 0) -> bytes:
    """Return portrait `number` as a JPEG of 600 x 750 pixels, the same every time."""
    person = PEOPLE[number % len(PEOPLE)]
    picture = _backdrop(person.backdrop)
    pencil = _Pencil(picture)
    _draw_hair_behind(pencil, person)
    _draw_body(pencil, person)
    _draw_head(pencil, person)
    _draw_face(pencil, person)
    _draw_hair_in_front(pencil, person)
    picture = picture.filter(ImageFilter.GaussianBlur(_FINE * 0.6)).resize(
        SIZE, Image.Resampling.LANCZOS
    )
    file = BytesIO()
    picture.save(file, "JPEG", quality=82, optimize=True)
    return file.getvalue()


class _Pencil:
    """Draws in the picture's final pixels."""

    def __init__(self, picture: Image.Image) -> None:
        self._draw = ImageDraw.Draw(picture)

    def oval(self, left: float, top: float, right: float, bottom: float, colour: str) -> None:
        self._draw.ellipse(_scaled((left, top, right, bottom)), fill=colour)

    def shape(self, points: Points, colour: str) -> None:
        self._draw.polygon(_flat(_smooth(points)), fill=colour)

    def line(self, points: Points, colour: str, width: float) -> None:
        curve = _smooth(points, closed=False)
        self._draw.line(_flat(curve), fill=colour, width=round(width * _FINE), joint="curve")
        for x, y in (curve[0], curve[-1]):
            self.oval(x - width / 2, y - width / 2, x + width / 2, y + width / 2, colour)


def _scaled(values: Iterable[float]) -> list[float]:
    return [value * _FINE for value in values]


def _flat(points: Points) -> list[float]:
    return _scaled(value for point in points for value in point)


def _smooth(points: Points, *, closed: bool = True) -> list[Point]:
    """Return a Catmull-Rom curve through the points; an open one starts and ends at its ends."""
    ends = (points[-1], points[:2]) if closed else (points[0], points[-1:])
    around = [ends[0], *points, *ends[1]]
    curve: list[Point] = []
    for at in range(len(around) - 3):
        four = around[at : at + 4]
        curve += [(_mixed(four, 0, part / 16), _mixed(four, 1, part / 16)) for part in range(16)]
    return curve if closed else [*curve, points[-1]]


def _mixed(four: Points, axis: int, t: float) -> float:
    a, b, c, d = (point[axis] for point in four)
    square = (2 * a - 5 * b + 4 * c - d) * t**2
    cube = (3 * b - a - 3 * c + d) * t**3
    return 0.5 * (2 * b + (c - a) * t + square + cube)


def _backdrop(colours: tuple[str, str]) -> Image.Image:
    column = Image.new("RGB", (1, 2))
    column.putpixel((0, 0), ImageColor.getrgb(colours[0]))
    column.putpixel((0, 1), ImageColor.getrgb(colours[1]))
    return column.resize((SIZE[0] * _FINE, SIZE[1] * _FINE), Image.Resampling.BILINEAR)


def _draw_hair_behind(pencil: _Pencil, person: Person) -> None:
    pencil.shape(
        [
            (300, 92),
            (420, 125),
            (468, 240),
            (470, 370),
            (492, 500),
            (452, 585),
            (300, 560),
            (148, 585),
            (108, 500),
            (130, 370),
            (132, 240),
            (180, 125),
        ],
        person.hair,
    )


def _draw_body(pencil: _Pencil, person: Person) -> None:
    pencil.shape(
        [(238, 440), (362, 440), (370, 570), (340, 650), (300, 690), (260, 650), (230, 570)],
        person.shade,
    )
    pencil.shape(
        [
            (20, 800),
            (40, 668),
            (120, 610),
            (225, 572),
            (262, 640),
            (300, 692),
            (338, 640),
            (375, 572),
            (480, 610),
            (560, 668),
            (580, 800),
            (300, 830),
        ],
        person.coat,
    )
    pencil.shape(
        [
            (222, 566),
            (250, 590),
            (300, 660),
            (350, 590),
            (378, 566),
            (392, 600),
            (300, 712),
            (208, 600),
        ],
        person.collar,
    )


def _draw_head(pencil: _Pencil, person: Person) -> None:
    pencil.oval(160, 300, 205, 385, person.shade)
    pencil.oval(395, 300, 440, 385, person.shade)
    pencil.shape(
        [
            (300, 128),
            (390, 160),
            (424, 255),
            (420, 350),
            (392, 436),
            (340, 494),
            (300, 506),
            (260, 494),
            (208, 436),
            (180, 350),
            (176, 255),
            (210, 160),
        ],
        person.skin,
    )


def _draw_face(pencil: _Pencil, person: Person) -> None:
    for side in (-1, 1):
        middle = 300 + side * 56
        pencil.oval(middle - 26, 305, middle + 26, 329, "#f6f0e9")
        pencil.oval(middle - 12.5, 304, middle + 12.5, 329, "#3b2a20")
        pencil.oval(middle - 6, 310, middle + 6, 324, "#120d0b")
        pencil.oval(middle + 2, 309, middle + 7, 314, "#ffffff")
        pencil.line(
            [(middle - 29, 317), (middle - 14, 305), (middle + 12, 305), (middle + 29, 317)],
            person.hair,
            4.5,
        )
        brow = [(middle - side * 32, 280), (middle, 268), (middle + side * 36, 280)]
        pencil.line(brow, person.hair, 8)
        pencil.oval(
            middle + side * 14 - 30,
            372,
            middle + side * 14 + 30,
            412,
            _between(person.skin, person.lips, 0.11),
        )
    pencil.line([(296, 330), (286, 372), (278, 392), (292, 402), (310, 400)], person.shade, 5)
    pencil.shape(
        [
            (253, 431),
            (284, 428),
            (300, 432),
            (316, 428),
            (347, 431),
            (322, 451),
            (300, 457),
            (278, 451),
        ],
        person.lips,
    )
    pencil.line(
        [(253, 431), (280, 439), (320, 439), (347, 431)], _between(person.lips, "#000000", 0.35), 3
    )


def _draw_hair_in_front(pencil: _Pencil, person: Person) -> None:
    pencil.shape(
        [
            (300, 96),
            (408, 130),
            (452, 250),
            (436, 352),
            (414, 262),
            (372, 196),
            (318, 168),
            (252, 206),
            (196, 262),
            (166, 356),
            (148, 250),
            (192, 130),
        ],
        person.hair,
    )
    light = _between(person.hair, "#ffffff", 0.14)
    pencil.line([(330, 130), (392, 168), (424, 240)], light, 5)
    pencil.line([(262, 142), (212, 186), (182, 250)], light, 5)


def _between(first: str, second: str, share: float) -> str:
    parts = [
        round(int(first[at : at + 2], 16) * (1 - share) + int(second[at : at + 2], 16) * share)
        for at in (1, 3, 5)
    ]
    return "#" + "".join(f"{part:02x}" for part in parts)


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(portrait_jpeg(int(sys.argv[2]) if len(sys.argv) > 2 else 0))  # noqa: PLR2004

"""Draw the sample card for the README: front and back of someone invented, at printer resolution.

`python scripts/sample_card.py` writes app/web/static/sample-card.png; a test compares it with the
design, so that the picture stays true.
"""

import sys
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw, ImageFilter

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from app.core.rendering.card import draw_card  # noqa: E402 - found through the line above
from app.core.rendering.sample import sample_content  # noqa: E402
from app.programs.card_designs import load_card_design  # noqa: E402
from scripts.portrait import portrait_jpeg  # noqa: E402

TARGET = ROOT / "app" / "web" / "static" / "sample-card.png"
_DPI = 300
_CORNER_MM = 3.18
_MARGIN = 40
_WIDTH = 1400
_GROUND = "#eef1f3"


def draw_sample(design: str = "riverbend") -> Image.Image:
    """Return both faces side by side, as cut cards."""
    content = sample_content(photo=portrait_jpeg())
    pages = pypdfium2.PdfDocument(draw_card(load_card_design(design), content))
    faces = [page.render(scale=_DPI / 72).to_pil().convert("RGB") for page in pages]
    width, height = faces[0].size
    picture = Image.new("RGB", (2 * width + 3 * _MARGIN, height + 2 * _MARGIN), _GROUND)
    for index, face in enumerate(faces):
        _lay(face, on=picture, at=(_MARGIN + index * (width + _MARGIN), _MARGIN))
    scale = _WIDTH / picture.width
    return picture.resize((_WIDTH, round(picture.height * scale)), Image.Resampling.LANCZOS)


def _lay(face: Image.Image, *, on: Image.Image, at: tuple[int, int]) -> None:
    """Lay a face down with round corners and a soft shadow."""
    shape = Image.new("L", face.size, 0)
    corner = round(_CORNER_MM * _DPI / 25.4)
    ImageDraw.Draw(shape).rounded_rectangle((0, 0, *face.size), radius=corner, fill=255)
    shadow = Image.new("L", on.size, 0)
    shadow.paste(shape.point(lambda value: value * 70 // 255), (at[0], at[1] + 6))
    on.paste("#5b6770", mask=shadow.filter(ImageFilter.GaussianBlur(10)))
    on.paste(face, at, shape)


if __name__ == "__main__":
    draw_sample().save(TARGET, optimize=True)

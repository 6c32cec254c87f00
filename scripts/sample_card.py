"""Draw sample cards: front and back of someone invented, at printer resolution.

`python scripts/sample_card.py` writes app/web/static/sample-card.png for the README and a
`proof.png` beside every design; a test compares them with what the designs draw, so that the
pictures stay true.
"""

import sys
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw, ImageFilter

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from app.core.rendering.card import draw_card  # noqa: E402 - found through the line above
from app.core.rendering.sample import sample_content, sample_program  # noqa: E402
from app.programs.card_designs import (  # noqa: E402
    TEMPLATES,
    list_card_designs,
    load_card_design,
)
from scripts.portrait import portrait_jpeg  # noqa: E402

TARGET = ROOT / "app" / "web" / "static" / "sample-card.png"
PROOF = "proof.png"
_DPI = 300
_CORNER_MM = 3.18
_MARGIN = 40
_WIDTH = 1400
_PROOF_WIDTH = 900
_PROOF_COLOURS = 256  # a fourth of the bytes, and hardly a dot looks different
_GROUND = "#eef1f3"
_PORTRAITS = {"harborlight": 1, "cedar": 2}


def draw_sample(name: str = "riverbend", *, width: int = _WIDTH) -> Image.Image:
    """Return both faces of a design side by side, as cut cards."""
    design = load_card_design(name)
    photo = portrait_jpeg(_PORTRAITS.get(name, 0))
    template = design.template
    content = sample_content(
        photo=photo, program=sample_program(template), has_face=template.face_in_code
    )
    pages = pypdfium2.PdfDocument(draw_card(design, content))
    faces = [page.render(scale=_DPI / 72).to_pil().convert("RGB") for page in pages]
    wide, high = faces[0].size
    picture = Image.new("RGB", (2 * wide + 3 * _MARGIN, high + 2 * _MARGIN), _GROUND)
    for index, face in enumerate(faces):
        _lay(face, on=picture, at=(_MARGIN + index * (wide + _MARGIN), _MARGIN))
    scale = width / picture.width
    return picture.resize((width, round(picture.height * scale)), Image.Resampling.LANCZOS)


def pictures() -> list[tuple[str, int, Path]]:
    """Return each kept picture: design, width in pixels, file."""
    proofs = [(name, _PROOF_WIDTH, TEMPLATES / name / PROOF) for name in list_card_designs()]
    return [("riverbend", _WIDTH, TARGET), *proofs]


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
    for name, width, file in pictures():
        picture = draw_sample(name, width=width)
        if file.name == PROOF:
            picture = picture.quantize(_PROOF_COLOURS, dither=Image.Dither.NONE)
        picture.save(file, optimize=True)

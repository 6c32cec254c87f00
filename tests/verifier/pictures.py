"""Pictures of a printed card, as a camera sees it: made from the PDF that the printer gets."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pypdfium2
from PIL import Image

from app.core.rendering.card import draw_card
from app.core.rendering.sample import sample_content
from app.programs.card_designs import load_card_design

FRAME = (1280, 720)
TABLE = (96, 104, 110)
DPI = 300
POINTS_PER_INCH = 72


def card_back(text: str, *, dpi: int = DPI) -> Image.Image:
    """Return the back of a card with this text in its code."""
    pdf = draw_card(load_card_design("riverbend"), replace(sample_content(), qr_text=text))
    page = pypdfium2.PdfDocument(pdf)[1]
    picture: Image.Image = page.render(scale=dpi / POINTS_PER_INCH).to_pil()
    return picture.convert("RGB")


def frame(card: Image.Image, *, angle: float = 4.0) -> Image.Image:
    """Return what the camera sees: the card on a table, not quite straight."""
    picture = Image.new("RGB", FRAME, TABLE)
    shown = card.resize((980, 980 * card.height // card.width), Image.Resampling.LANCZOS)
    turned = shown.convert("RGBA").rotate(angle, Image.Resampling.BICUBIC, expand=True)
    corner = ((FRAME[0] - turned.width) // 2, (FRAME[1] - turned.height) // 2)
    picture.paste(turned, corner, turned)
    return picture


def as_png(picture: Image.Image) -> bytes:
    """Return the picture as a file."""
    file = BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


def write_film(path: Path, *pictures: Image.Image, each: int = 8) -> Path:
    """Write pictures as Motion JPEG, which Chromium takes in place of a camera, over and over."""
    with path.open("wb") as film:
        for picture in pictures:
            for _ in range(each):
                picture.save(film, "JPEG", quality=92)
    return path

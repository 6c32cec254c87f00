"""How fast cards are drawn and how large they are, beside plain ReportLab drawing the same boxes.

Plain means: Helvetica by `drawString`, photo and code by `drawImage` (the code as a small picture
of the same symbol, the photo copied as ours is), the fixed art once as a form; no shaping, no
fitting, no refusals, no outlines.
Product and baseline take turns, so that a busy machine slows both alike; times are this thread's
processor time, so figures are per core.
"""

import json
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from hashlib import sha256
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from statistics import median
from time import perf_counter, thread_time
from typing import Final, TypeAlias

import qrcode
import segno
from PIL import Image
from qrcode import constants, util
from reportlab.graphics.barcode.qrencoder import QRCode as ReportLabSymbol
from reportlab.graphics.barcode.qrencoder import QRErrorCorrectLevel as ReportLabLevel
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

sys.path.insert(0, str(Path(__file__).parents[1]))

from app.core.rendering.card import draw_card, draw_cards
from app.core.rendering.content import CardContent
from app.core.rendering.design import CardDesign
from app.core.rendering.elements import (
    element_operators,
    is_on_every_card,
    is_shown,
)
from app.core.rendering.fields import paragraphs_of
from app.core.rendering.photo import CardPhoto
from app.core.rendering.qr import QRSymbol, make_symbol, place_symbol
from app.core.rendering.sample import sample_content
from app.core.rendering.template import (
    CARD_HEIGHT,
    CARD_WIDTH,
    AnyElement,
    ImageElement,
    QRElement,
    TextElement,
)
from app.core.rendering.text import POINT
from app.programs.card_designs import load_card_design
from scripts.portrait import portrait_jpeg

Figure: TypeAlias = dict[str, float | int | str]

ROUNDS: Final = 7
CARDS: Final = 96  # a full file of sheets
MANY: Final = 105 * CARDS  # a little over 10,000
NAMES: Final = ("Marisol Okafor-Lindqvist", "Nguyễn Thị Hồng Ánh", "مريم عبد الله", "Li Wei")
UNIT: Final = 1 / POINT


def figures(design_name: str = "riverbend") -> list[Figure]:
    """Return every figure of the card."""
    design = load_card_design(design_name)
    return [_batch(design), _redrawn(design), _two_processes(design), _single(design), *_symbols()]


def _batch(design: CardDesign) -> Figure:
    """Many cards in one file: what a print run costs."""
    cards = _people(CARDS)
    figure = _compare(
        "card PDF: two-sided cards in one file, plain ReportLab",
        lambda: draw_cards(design, cards, program=cards[0].program),
        lambda: _plain_cards(design, cards, art_once=True),
        count=CARDS,
    )
    ours = draw_cards(design, cards, program=cards[0].program)
    plain = _plain_cards(design, cards, art_once=True)
    photo = len(cards[0].photo or b"")
    return figure | {
        "bytes_per_card": len(ours) // CARDS,
        "baseline_bytes_per_card": len(plain) // CARDS,
        "photo_bytes": photo,
    }


def _redrawn(design: CardDesign) -> Figure:
    """Beside a plain version that draws the art again on every card."""
    cards = _people(CARDS)
    figure = _compare(
        "card PDF: two-sided cards in one file, art drawn again each time",
        lambda: draw_cards(design, cards, program=cards[0].program),
        lambda: _plain_cards(design, cards, art_once=False),
        count=CARDS,
    )
    plain = _plain_cards(design, cards, art_once=False)
    return figure | {"baseline_bytes_per_card": len(plain) // CARDS}


def _single(design: CardDesign) -> Figure:
    """One card in a file of its own: what a clerk waits for."""
    cards = _people(4)
    figure = _compare(
        "card PDF: one card per file, plain ReportLab",
        lambda: [draw_card(design, card) for card in cards],
        lambda: [_plain_cards(design, [card], art_once=True) for card in cards],
        count=len(cards),
    )
    return figure | {"bytes_per_card": len(draw_card(design, cards[0]))}


def _symbols() -> list[Figure]:
    texts = [card.qr_text or "" for card in _people(6)]
    others: dict[str, Callable[[str], object]] = {
        "stock qrcode": _stock_symbol,
        "segno": _segno_symbol,
        "ReportLab's own widget": _reportlab_symbol,
    }
    return [
        _compare(
            f"QR: symbols of a card's text, {name}",
            lambda: [make_symbol(text) for text in texts],
            partial(_each, other, texts),
            count=len(texts),
        )
        for name, other in others.items()
    ]


def _each(make: Callable[[str], object], texts: Sequence[str]) -> None:
    for text in texts:
        make(text)


def _segno_symbol(text: str) -> object:
    return segno.make_qr(text, error="q", boost_error=False)


def _reportlab_symbol(text: str) -> object:
    symbol = ReportLabSymbol(None, ReportLabLevel.Q)  # None: the smallest version that holds it
    symbol.addData(text)
    symbol.make()
    return symbol.modules


def _two_processes(design: CardDesign) -> Figure:
    """Two processes beside one, by the clock; and what memory does over many cards."""
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        names = [design.template.design] * 2
        list(pool.map(_drawn_after, names, [CARDS] * 2))  # loads the fonts
        one = perf_counter()
        pool.submit(_drawn_after, names[0], MANY).result()
        two = perf_counter()
        grown = max(pool.map(_drawn_after, names, [MANY] * 2))
        end = perf_counter()
    single, double = MANY / (two - one), 2 * MANY / (end - two)
    return {
        "name": f"card PDF: two processes, one; memory grew by {grown} kB over {MANY} cards",
        "per_second": round(double, 1),
        "baseline_per_second": round(single, 1),
        "ratio": round(double / single, 3),
    }


def _drawn_after(name: str, count: int) -> int:
    """Draw cards in files of `CARDS` and return by how many kB the peak of memory grew."""
    design, cards = load_card_design(name), _people(CARDS)
    draw_cards(design, cards, program=cards[0].program)
    before = getrusage(RUSAGE_SELF).ru_maxrss
    for _ in range(count // CARDS):
        draw_cards(design, cards, program=cards[0].program)
    return getrusage(RUSAGE_SELF).ru_maxrss - before


def _compare(
    name: str, product: Callable[[], object], baseline: Callable[[], object], *, count: int
) -> Figure:
    pairs = [(count / _seconds(product), count / _seconds(baseline)) for _ in range(ROUNDS + 1)][
        1:
    ]  # the first round warms up
    return {
        "name": name,
        "per_second": round(median(rate for rate, _ in pairs), 1),
        "baseline_per_second": round(median(rate for _, rate in pairs), 1),
        "ratio": round(median(rate / base for rate, base in pairs), 3),
        "rounds": ROUNDS,
    }


def _seconds(act: Callable[[], object]) -> float:
    started = thread_time()
    act()
    return thread_time() - started


def _people(count: int) -> list[CardContent]:
    sample = sample_content(photo=portrait_jpeg())
    photo = sample.photo or b""
    prefix = (sample.qr_text or "").split("#")[0] + "#"
    return [
        replace(
            sample,
            photo=_photo(photo, number),
            name=NAMES[number % len(NAMES)],
            card_number=f"7K3M-92QD-{number:03}",
            qr_text=prefix + _digits(number),
        )
        for number in range(count)
    ]


def _photo(jpeg: bytes, number: int) -> bytes:
    """Return the photo with a comment of its own, so that no two cards share one."""
    return jpeg[:2] + b"\xff\xfe\x00\x04" + number.to_bytes(2, "big") + jpeg[2:]


def _digits(number: int) -> str:
    """Return as many digits as a token of 250 bytes has, different for each card."""
    rows = b"".join(sha256(bytes([number, row])).digest() for row in range(8))
    return str(int.from_bytes(rows, "big")).zfill(617)[:607]


def _stock_symbol(text: str) -> list[list[bool | None]]:
    prefix, digits = text.split("#")
    symbol = qrcode.QRCode(error_correction=constants.ERROR_CORRECT_Q)
    symbol.add_data(util.QRData(f"{prefix}#", mode=util.MODE_8BIT_BYTE))
    symbol.add_data(util.QRData(digits, mode=util.MODE_NUMBER))
    symbol.make()
    modules: list[list[bool | None]] = symbol.modules
    return modules


def _plain_cards(design: CardDesign, cards: Sequence[CardContent], *, art_once: bool) -> bytes:
    file = BytesIO()
    canvas = Canvas(file, pagesize=(CARD_WIDTH * UNIT, CARD_HEIGHT * UNIT), pageCompression=1)
    for card in cards:
        photo = CardPhoto(card.photo, element="photo")
        for side, elements in (("front", design.template.front), ("back", design.template.back)):
            _plain_art(canvas, side, elements, design=design, card=card, once=art_once)
            for element in elements:
                if not is_on_every_card(element, template=design.template) and is_shown(
                    element, content=card
                ):
                    _plain_element(canvas, element, card=card, photo=photo)
            canvas.showPage()
    canvas.save()
    return file.getvalue()


def _plain_art(
    canvas: Canvas,
    side: str,
    elements: Sequence[AnyElement],
    *,
    design: CardDesign,
    card: CardContent,
    once: bool,
) -> None:
    if once and canvas.hasForm(side):
        canvas.doForm(side)
        return
    if once:
        canvas.beginForm(side)
    canvas.saveState()
    canvas.transform(UNIT, 0, 0, -UNIT, 0, CARD_HEIGHT * UNIT)
    for element in elements:
        if is_on_every_card(element, template=design.template) and not isinstance(
            element, ImageElement
        ):
            canvas.addLiteral(element_operators(element, design=design, content=card))
    canvas.restoreState()
    if once:
        canvas.endForm()
        canvas.doForm(side)


def _plain_element(
    canvas: Canvas, element: AnyElement, *, card: CardContent, photo: CardPhoto
) -> None:
    if isinstance(element, ImageElement):
        bottom = CARD_HEIGHT - element.y - element.height
        place = (element.x, bottom, element.width, element.height)
        canvas.drawImage(photo, *(value * UNIT for value in place))
    elif isinstance(element, QRElement):
        _plain_symbol(canvas, element, make_symbol(card.qr_text or ""))
    elif isinstance(element, TextElement):
        canvas.setFont("Helvetica-Bold" if element.font == "bold" else "Helvetica", element.size)
        words = paragraphs_of(element.field, content=card) if element.field else [element.text]
        for line, text in enumerate(words):
            top = CARD_HEIGHT - element.y
            canvas.drawString(element.x * UNIT, top * UNIT - element.size * (line + 1), str(text))


def _plain_symbol(canvas: Canvas, element: QRElement, symbol: QRSymbol) -> None:
    place = place_symbol(symbol, x=element.x, y=element.y, box=element.size)
    side = place.module * UNIT
    left, top = place.x * UNIT, (CARD_HEIGHT - place.y) * UNIT
    width = symbol.size * side
    dots = bytes(255 * (1 - module) for row in symbol.rows for module in row)
    picture = ImageReader(Image.frombytes("L", (symbol.size, symbol.size), dots))
    canvas.drawImage(picture, left, top - width, width, width)


if __name__ == "__main__":
    print(json.dumps(figures(), indent=2))

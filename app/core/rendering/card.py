"""Draws cards as PDF: one page per face, CR80, the same bytes for the same content."""

import zlib
from collections.abc import Collection, Iterable
from io import BytesIO

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from app.core.rendering.adjustment import UNMOVED, Adjustment
from app.core.rendering.card_drawer import CARD_SIZE, CardDrawer
from app.core.rendering.content import CardContent, ProgramText
from app.core.rendering.design import CardDesign
from app.core.rendering.template import BLEED, Layer

# Streams stay binary: ASCII armour would make every photo a quarter larger.
rl_config.useA85 = 0


def draw_card(
    design: CardDesign, content: CardContent, *, adjustment: Adjustment = UNMOVED
) -> bytes:
    """Return one card as a PDF of two pages, front and back, adjusted to a printer.

    Raises:
        FieldDoesNotFitError: naming the element; nothing is drawn then.
    """
    return draw_cards(design, [content], program=content.program, adjustment=adjustment)


def draw_cards(
    design: CardDesign,
    contents: Iterable[CardContent],
    *,
    program: ProgramText,
    layers: Collection[Layer] = (),
    adjustment: Adjustment = UNMOVED,
) -> bytes:
    """Return the cards of one program as one PDF, front and back in turn.

    After each card's back come its pages for `layers`, as far as the design has them, in the order
    of `Face`; every page is labelled with its face then. Layers are never overprinted: drivers take
    them as pages of their own. Where an adjustment moves the card, its bleed fills the edge.

    Raises:
        FieldDoesNotFitError: naming the element; nothing is drawn then.
    """
    output = BytesIO()
    canvas = new_canvas(output, size=CARD_SIZE, program=program)
    is_moved = adjustment != UNMOVED
    drawer = CardDrawer(canvas, design, bleed=BLEED if is_moved else 0)
    faces = [face for face in design.template.faces if face.layer is None or face.layer in layers]
    for content in contents:
        for face in faces:
            if layers:
                canvas.addPageLabel(canvas.getPageNumber() - 1, prefix=face.value)
            if is_moved:
                adjustment.apply(canvas, size=CARD_SIZE)
            drawer.draw_face(face, content)
            canvas.showPage()
    canvas.save()
    return output.getvalue()


def new_canvas(output: BytesIO, *, size: tuple[float, float], program: ProgramText) -> Canvas:
    """Return an empty document for cards, its pages of a size in points.

    It carries no time and no random id: the same cards are the same bytes.
    """
    canvas = Canvas(output, pagesize=size, pageCompression=0, invariant=1, pdfVersion=(1, 4))
    # Card by card the streams differ and are packed fast; forms, packed once, as small as they get.
    canvas._doc.defaultStreamFilters = [_FastDeflate()]  # noqa: SLF001 - there is no public way
    canvas.setTitle("Card")
    canvas.setAuthor(program.program_name)
    return canvas


class _FastDeflate:
    """A stream filter as ReportLab calls them: a third of the time for a fiftieth more bytes."""

    pdfname = "FlateDecode"

    def encode(self, data: bytes | str) -> bytes:
        return zlib.compress(data.encode("ascii") if isinstance(data, str) else data, 5)

"""Ink outside the boxes of a design is seen on the raster, whoever set the text."""

import pytest

from app.core.rendering.card import draw_card
from app.core.rendering.operators import Area
from app.core.rendering.sample import sample_content
from app.kit.raster import raster_pages
from app.printing.proof import ProofError
from app.printing.proof.expected import expected_faces
from app.printing.proof.face import DPI, region
from app.printing.proof.prove_boxes import prove_boxes
from app.programs.card_designs import load_card_design


@pytest.mark.parametrize(("x", "named"), [(60.0, "back"), (37.0, "code")])
def test_ink_outside_every_box_is_refused(x: float, named: str) -> None:
    design, content = load_card_design("riverbend"), sample_content()
    pages = [page.dots for page in raster_pages(draw_card(design, content), dpi=DPI)]
    back = expected_faces(pages, design=design, content=content)[1]
    prove_boxes(back, design=design, content=content)
    back.drawn[region(Area(x, 40, 0.3, 0.3))] = True
    with pytest.raises(ProofError) as caught:
        prove_boxes(back, design=design, content=content)
    assert (caught.value.element, caught.value.fault) == (named, "outside_box")

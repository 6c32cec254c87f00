"""What the raster of a random name shows: no dot of ink outside the box."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings

from app.core.rendering.card import draw_card
from app.core.rendering.fit_refusal import FieldDoesNotFitError
from app.core.rendering.operators import Area
from app.core.rendering.sample import sample_content
from app.core.rendering.wall import name_elements
from tests.core.rendering.designs import name_alone
from tests.core.rendering.random_names import any_names
from tests.rendering.paper import DOTS_PER_MM, cut, faces_of

DOT = 1 / DOTS_PER_MM


@given(any_names())
@settings(max_examples=40)
def test_the_ink_of_any_name_is_inside_its_box(name: str) -> None:
    design = name_alone()
    (element,) = name_elements(design)
    box = element.area
    try:
        pdf = draw_card(design, replace(sample_content(), name=name))
    except FieldDoesNotFitError:
        return
    front = faces_of(pdf)[0]
    wider = Area(box.x - DOT, box.y - DOT, box.width + 2 * DOT, box.height + 2 * DOT)
    dark = int((np.asarray(front) < 128).sum())
    assert dark > 0 or not any(map(str.isalpha, name))
    assert int((cut(front, wider) < 128).sum()) == dark

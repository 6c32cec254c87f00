"""The wall of the worst names looks as it did when somebody looked at it."""

from dataclasses import replace
from itertools import pairwise

import pytest

from app.core.names import check_name
from app.core.rendering.elements import set_element
from app.core.rendering.sample import sample_content
from app.core.rendering.wall import name_elements
from app.programs import list_card_designs, load_card_design, wall_of_names
from tests.rendering.wall_golden import difference, read_golden, wall_pictures

NOTICEABLE = 0.4
"""Another build of the rasteriser moves edges; another letter moves a whole digit and more."""


def test_every_name_looks_as_it_did() -> None:
    golden, drawn = read_golden(), wall_pictures()
    assert drawn.keys() == golden.keys()
    changed = {
        name
        for name, boxes in drawn.items()
        for kept, seen in zip(golden[name], boxes, strict=True)
        if difference(kept, seen) > NOTICEABLE
    }
    assert changed == set()


def test_another_letter_is_noticed() -> None:
    names = [boxes[0] for boxes in read_golden().values()]
    assert all(difference(one, other) > NOTICEABLE for one, other in pairwise(names))


def test_the_wall_has_two_hundred_names_that_the_desk_takes() -> None:
    names = [name.text for name in wall_of_names()]
    assert len(set(names)) == len(names) == 200
    assert [check_name(name) for name in names] == names


@pytest.mark.parametrize("design_name", list_card_designs())
def test_every_design_holds_every_name(design_name: str) -> None:
    design, sample = load_card_design(design_name), sample_content()
    (box, _) = name_elements(design)
    for name in wall_of_names():
        assert set_element(box, design=design, content=replace(sample, name=name.text)).lines

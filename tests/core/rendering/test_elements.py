"""Which cards an element is on, and what it draws there."""

import re
from dataclasses import replace
from typing import Any

import pytest

from app.core.rendering.content import CardContent
from app.core.rendering.elements import (
    element_operators,
    is_on_every_card,
    is_shown,
    set_element,
)
from app.core.rendering.fit_refusal import FieldDoesNotFitError
from app.core.rendering.template import AnyElement, ImageElement, TextElement
from tests.core.rendering.designs import small

BOX = {"x": 10, "y": 10, "width": 40, "height": 8}
TEXT: dict[str, Any] = {"id": "text", "kind": "text", "font": "regular", "size": 8, **BOX}


def only(**keys: Any) -> AnyElement:  # noqa: ANN401 - any value a file can hold
    return small(keys).template.front[0]


@pytest.mark.parametrize(
    ("keys", "fixed"),
    [
        pytest.param({**TEXT, "text": "Name"}, True, id="fixed words"),
        pytest.param({**TEXT, "field": "program_name"}, True, id="a program's field"),
        pytest.param({**TEXT, "field": "name"}, False, id="a person's field"),
        pytest.param({**TEXT, "text": "Name", "shown_with": "name"}, True, id="label, always"),
        pytest.param({**TEXT, "text": "At", "shown_with": "address"}, False, id="label, optional"),
        pytest.param({"id": "r", "kind": "rect", "fill": "blue", **BOX}, True, id="art"),
        pytest.param({"id": "p", "kind": "image", "field": "photo", **BOX}, False, id="photo"),
    ],
)
def test_knows_what_is_the_same_on_every_card(keys: dict[str, Any], *, fixed: bool) -> None:
    design = small(keys)
    (element,) = design.template.front
    assert is_on_every_card(element, template=design.template) is fixed


NAME = {**TEXT, "id": "name", "field": "name", "lines": 3, "y": 10, "height": 12, "width": 30}
BELOW = {**TEXT, "id": "below", "text": "x", "below": "name", "y": 23, "height": 4}


@pytest.mark.parametrize(
    ("leader", "fixed"),
    [
        pytest.param(NAME, False, id="a person's text"),
        pytest.param({**NAME, "field": "program_name"}, True, id="a program's text"),
        pytest.param(
            {**TEXT, "id": "name", "text": "x", "shown_with": "address"}, False, id="words of some"
        ),
    ],
)
def test_fixed_words_below_a_persons_text_are_not_at_the_same_place_on_every_card(
    leader: dict[str, Any], *, fixed: bool
) -> None:
    design = small(leader, BELOW, {**BELOW, "id": "last", "below": "below", "y": 28})
    for follower in design.template.front[1:]:
        assert is_on_every_card(follower, template=design.template) is fixed


def test_a_text_below_an_absent_one_takes_its_place(content: CardContent) -> None:
    address = {**NAME, "field": "address"}
    design = small(address, BELOW)
    _, follower = design.template.front
    assert isinstance(follower, TextElement)
    absent = replace(content, address_lines=())
    text = set_element(follower, design=design, content=absent)
    moved = set_element(follower, design=design, content=content)
    assert text.lines[0].baseline == pytest.approx(follower.y - 12 + 2.3, abs=0.6)
    assert text.lines[0].baseline < moved.lines[0].baseline


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        pytest.param({**TEXT, "field": "address"}, False, id="the field"),
        pytest.param({**TEXT, "text": "Address", "shown_with": "address"}, False, id="its label"),
        pytest.param({**TEXT, "field": "name"}, True, id="another field"),
    ],
)
def test_a_card_without_an_address_shows_no_trace_of_one(
    keys: dict[str, Any], content: CardContent, *, shown: bool
) -> None:
    element = only(**keys)
    assert is_shown(element, content=content)
    assert is_shown(element, content=replace(content, address_lines=())) is shown


def test_an_element_may_take_the_place_of_a_field_that_a_card_lacks(content: CardContent) -> None:
    design = small({**TEXT, "text": "No address printed", "shown_without": "address"})
    (element,) = design.template.front
    assert not is_on_every_card(element, template=design.template)
    assert not is_shown(element, content=content)
    assert is_shown(element, content=replace(content, address_lines=()))


@pytest.mark.parametrize(
    "keys",
    [
        pytest.param({"kind": "rect", "fill": "blue", **BOX}, id="rect"),
        pytest.param({"kind": "rect", "stroke": "black", **BOX}, id="outline"),
        pytest.param({"kind": "tint", "colours": ["blue", "sand"], **BOX}, id="tint"),
        pytest.param({"kind": "art", "art": "sail", "x": 1, "y": 2, "width": 20}, id="art"),
        pytest.param({"kind": "guilloche", "colours": ["blue"], **BOX}, id="guilloche"),
        pytest.param({"kind": "rosette", "colours": ["blue"], **BOX}, id="rosette"),
        pytest.param({"kind": "qr", "field": "qr", "x": 5, "y": 5, "size": 32}, id="qr"),
        pytest.param({"kind": "barcode", "field": "library_number", **BOX}, id="barcode"),
        pytest.param(
            {
                "kind": "microtext",
                "field": "program_name",
                "font": "regular",
                "colour": "blue",
                "x": 1,
                "baseline": 5,
                "width": 30,
            },
            id="microtext",
        ),
        pytest.param({**TEXT, "text": "Name"}, id="text"),
    ],
)
def test_every_kind_leaves_the_graphics_state_as_it_was(
    keys: dict[str, Any], content: CardContent
) -> None:
    design = small({**keys, "id": "one"})
    (element,) = design.template.front
    assert not isinstance(element, ImageElement)
    steps = element_operators(element, design=design, content=content).split()
    assert steps.count("q") == steps.count("Q")


def test_a_drawing_is_drawn_again_to_its_right_as_often_as_it_says(content: CardContent) -> None:
    keys = {"id": "border", "kind": "art", "art": "sail", "x": 1, "y": 2, "width": 20}
    design = small({**keys, "repeat": 3})
    drawn = element_operators(design.template.front[0], design=design, content=content)  # type: ignore[arg-type]
    assert re.findall(r"([0-9.]+) 2\.00 cm", drawn) == ["1.00", "21.00", "41.00"]


def test_microtext_fills_its_width_with_whole_words(content: CardContent) -> None:
    keys = {"kind": "microtext", "field": "program_name", "font": "regular", "colour": "black"}
    narrow, wide = (
        small({**keys, "id": "m", "x": 0, "baseline": 5, "width": width}) for width in (1, 60)
    )
    counts = [
        element_operators(d.template.front[0], design=d, content=content).count(" cm ")  # type: ignore[arg-type]
        for d in (narrow, wide)
    ]
    assert counts[0] == len("CITYOFRIVERBEND·")
    assert counts[1] % counts[0] == 0
    assert counts[1] > counts[0]


@pytest.mark.parametrize(
    ("keys", "content_change"),
    [
        pytest.param(
            {**TEXT, "id": "one", "field": "card_number"}, {"card_number": None}, id="text"
        ),
        pytest.param(
            {"id": "one", "kind": "qr", "field": "qr", "x": 5, "y": 5, "size": 32},
            {"qr_text": None},
            id="code",
        ),
    ],
)
def test_a_field_that_is_missing_stops_the_card(
    keys: dict[str, Any], content_change: dict[str, Any], content: CardContent
) -> None:
    design = small(keys)
    with pytest.raises(FieldDoesNotFitError, match="one: field_missing"):
        element_operators(
            design.template.front[0],  # type: ignore[arg-type]  # not a photo
            design=design,
            content=replace(content, **content_change),
        )


def test_a_number_that_the_kind_of_barcode_cannot_say_stops_the_card(content: CardContent) -> None:
    design = small({"id": "one", "kind": "barcode", "field": "library_number", **BOX})
    with pytest.raises(FieldDoesNotFitError, match="one: not_in_symbology"):
        element_operators(
            design.template.front[0],  # type: ignore[arg-type]  # not a photo
            design=design,
            content=replace(content, library_number="P1"),
        )


def test_a_card_without_a_library_number_has_no_bars(content: CardContent) -> None:
    element = only(id="one", kind="barcode", field="library_number", **BOX)
    assert not is_shown(element, content=replace(content, library_number=None))


def test_a_text_below_another_follows_it(content: CardContent) -> None:
    name = {**TEXT, "id": "name", "field": "name", "lines": 3, "y": 10, "height": 12, "width": 30}
    second = {**TEXT, "id": "second", "text": "x", "below": "name", "y": 23, "height": 4}
    design = small(name, second)
    follower = design.template.front[1]
    assert isinstance(follower, TextElement)
    tops = []
    for value in ("Ana", "Maria Guadalupe Fernandez Echeverria de los Angeles"):
        named = replace(content, name=value)
        leader = design.template.front[0]
        assert isinstance(leader, TextElement)
        above = set_element(leader, design=design, content=named)
        below = set_element(follower, design=design, content=named)
        assert below.ink[1] > above.bottom
        tops.append(below.ink[1])
    assert tops[0] < tops[1]

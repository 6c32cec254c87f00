"""Small designs for tests, made from a template by changing it."""

import tomllib
from collections.abc import Callable, Sequence
from typing import Any

from app.core.rendering.design import CardDesign
from app.core.rendering.fonts import FontSet
from app.core.rendering.template import CardTemplate
from app.programs.card_designs import TEMPLATES, load_card_design

Change = Callable[[dict[str, Any]], object]


def riverbend() -> dict[str, Any]:
    """Return the shipped template's data."""
    return tomllib.loads((TEMPLATES / "riverbend" / "template.toml").read_text("utf-8"))


def fonts() -> FontSet:
    """Return the shipped design's fonts."""
    return load_card_design("riverbend").fonts


def changed(change: Change) -> CardDesign:
    """Return the shipped design after a change of its data."""
    data = riverbend()
    change(data)
    return CardDesign(template=CardTemplate.model_validate(data), fonts=fonts(), digest="0" * 64)


def element(data: dict[str, Any], identifier: str) -> dict[str, Any]:
    """Return one element of a template's data."""
    elements: list[dict[str, Any]] = [*data["front"], *data["back"]]
    return next(element for element in elements if element["id"] == identifier)


def with_barcode(face: str = "front", **keys: Any) -> Change:  # noqa: ANN401 - as in a file
    """Return a change that adds a barcode, over whatever is there."""
    box = {"x": 40, "y": 30, "width": 40, "height": 8}
    barcode = {"id": "library", "kind": "barcode", "field": "library_number", **box, **keys}
    return lambda data: data[face].append(barcode)


def both_sides(*face: dict[str, Any]) -> CardDesign:
    """Return a design with the given elements on its front and on its back."""
    return small(*face, back=[item | {"id": f"{item['id']}-back"} for item in face])


def small(*front: dict[str, Any], back: Sequence[dict[str, Any]] = ()) -> CardDesign:
    """Return a design with the given elements on its front and, unless named, a bare back."""
    template = CardTemplate.model_validate(
        {
            "format": 1,
            "design": "small",
            "version": 1,
            "title": "Small",
            "fonts": {"regular": ["any.ttf"], "bold": ["any.ttf"]},
            "colours": {"blue": "#0c3b5e", "sand": "#fbf5e6"},
            "art": {
                "sail": {
                    "width": 10,
                    "shapes": [{"path": "M 0 0 L 10 0 C 10 5 5 10 0 10 Z", "fill": "blue"}],
                }
            },
            "front": front,
            "back": back,
        }
    )
    return CardDesign(template=template, fonts=fonts(), digest="0" * 64)


def name_alone() -> CardDesign:
    """Return a design with nothing but a name of three lines, 10 mm right and 5 mm down."""
    name = {"id": "name", "kind": "text", "field": "name", "font": "bold", "lines": 3}
    box = {"x": 10, "y": 5, "width": 48, "height": 9.5, "size": 13, "min_size": 6}
    return small(name | box | {"balanced": True})

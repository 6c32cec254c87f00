"""What every element of a design has."""

from typing import Self

from pydantic import model_validator

from app.core.rendering.fields import FIELDS, Field, Presence
from app.core.rendering.operators import Area
from app.core.rendering.template.sizes import Identifier, Length, Millimetres, Strict


class Element(Strict):
    """What all elements have."""

    id: Identifier
    shown_with: Field | None = None
    """Draw the element only on cards that have this field; labels use it."""
    shown_without: Field | None = None
    """Draw the element only on cards that lack this optional field: it takes the free place."""

    @model_validator(mode="after")
    def _may_be_absent(self) -> Self:
        field = self.shown_without
        if field is not None and FIELDS[field].presence is not Presence.OPTIONAL:
            raise ValueError(f"shown_without: every card has {field.value}")
        return self


class Box(Element):
    """An element in a rectangle."""

    x: Millimetres
    y: Millimetres
    width: Length
    height: Length

    @property
    def area(self) -> Area:
        """The rectangle."""
        return Area(self.x, self.y, self.width, self.height)

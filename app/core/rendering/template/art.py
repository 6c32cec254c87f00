"""Drawings of a design, in units of their own."""

import re
from typing import Annotated, Self

from pydantic import Field as Limits
from pydantic import model_validator

from app.core.rendering.template.sizes import Identifier, Length, PathData, Strict


class Shape(Strict):
    """One path of a drawing: absolute M, L, C and Z, numbers apart by spaces."""

    path: PathData
    fill: Identifier | None = None
    stroke: Identifier | None = None
    stroke_width: Annotated[float, Limits(gt=0, le=20)] = 0.2

    @model_validator(mode="after")
    def _count_numbers(self) -> Self:
        for command, numbers in re.findall("([MLCZ])([^MLCZ]*)", self.path):
            if len(list(map(float, numbers.split()))) != {"M": 2, "L": 2, "C": 6, "Z": 0}[command]:
                raise ValueError(f"{command} has a wrong count of numbers")
        return self


class Art(Strict):
    """A drawing in units of its own, `width` of them wide."""

    width: Length
    shapes: Annotated[tuple[Shape, ...], Limits(min_length=1)]

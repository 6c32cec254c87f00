"""The card, and the units in which a design is written."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints
from pydantic import Field as Limits

CARD_WIDTH = 85.60
CARD_HEIGHT = 53.98
"""CR80, the card of ISO/IEC 7810 ID-1."""

BLEED = 3.0
"""How far art that touches an edge has to go on outside it, for cards cut from a sheet."""

Identifier = Annotated[str, StringConstraints(pattern="^[a-z][a-z0-9_-]{0,39}$")]
HexColour = Annotated[str, StringConstraints(pattern="^#[0-9a-f]{6}$")]
PathData = Annotated[str, StringConstraints(pattern="^M[MLCZ0-9 .-]+$")]
Millimetres = Annotated[float, Limits(ge=-20, le=200)]
Length = Annotated[float, Limits(gt=0, le=200)]
Points = Annotated[float, Limits(gt=0, le=72)]


class Strict(BaseModel):
    """Unknown keys are refused: a misspelt one must not pass in silence."""

    model_config = ConfigDict(extra="forbid", frozen=True)

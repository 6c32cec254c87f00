"""A printer as people and scripts write it down: millimetres, and 1 for its own size."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from app.core.rendering.imposition import Flip
from app.core.rendering.ink import ColourProfile
from app.kit.lines import Line
from app.printing.printers.models import HUNDREDTHS, THOUSANDTHS, PrinterKind

Offset = Annotated[float, Field(ge=-3, le=3)]


class PrinterForm(BaseModel):
    """One printer; offsets in mm to the right and down, as the page lies in the output tray."""

    model_config = ConfigDict(extra="forbid")

    site: Line
    name: Line
    kind: PrinterKind
    offset_x: Offset = 0
    offset_y: Offset = 0
    scale: Annotated[float, Field(ge=0.97, le=1.03)] = 1
    profile: Literal[ColourProfile.RGB_K, ColourProfile.CMYK] = ColourProfile.RGB_K
    flip: Flip = Flip.LONG_EDGE

    def columns(self) -> dict[str, str | int]:
        """Return it as it is stored."""
        return {
            "site": self.site,
            "name": self.name,
            "kind": self.kind.value,
            "offset_x": round(self.offset_x * HUNDREDTHS),
            "offset_y": round(self.offset_y * HUNDREDTHS),
            "scale": round(self.scale * THOUSANDTHS),
            "profile": self.profile.value,
            "flip": self.flip.value,
        }

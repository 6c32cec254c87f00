"""The sides of a card and the layers over them."""

from enum import StrEnum


class Layer(StrEnum):
    """What some printers and tools put over a side: one more page in the file, in one ink."""

    UV = "uv"  # ink that shows under ultraviolet light
    OVERLAY = "overlay"  # where a clear panel or varnish goes
    EMBOSS = "emboss"  # what a tool raises or cuts: braille, the notch


class Face(StrEnum):
    """A side of the card or a layer over it, named as in templates, in the order of pages."""

    FRONT = "front"
    BACK = "back"
    FRONT_UV = "front_uv"
    FRONT_OVERLAY = "front_overlay"
    FRONT_EMBOSS = "front_emboss"
    BACK_UV = "back_uv"
    BACK_OVERLAY = "back_overlay"
    BACK_EMBOSS = "back_emboss"

    @property
    def layer(self) -> Layer | None:
        """Which layer it is; None for the sides themselves."""
        _, _, layer = self.partition("_")
        return Layer(layer) if layer else None

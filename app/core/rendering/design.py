"""A design ready to draw with: the parsed template and the fonts it names."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.rendering.fonts import FontFace, FontSet
from app.core.rendering.ink import ColourProfile, Ink
from app.core.rendering.template import CardTemplate


@dataclass(frozen=True, kw_only=True)
class CardDesign:
    """What the renderer needs to draw cards of one look."""

    template: CardTemplate
    fonts: FontSet
    digest: str
    """SHA-256 of the template's bytes, recorded with each print."""
    profile: ColourProfile = ColourProfile.RGB_K
    """What its colours become."""

    def ink(self, name: str) -> Ink:
        """Return a colour of the template as it is printed."""
        return Ink.of(self.template.colour(name), self.profile)

    def faces(self, role: str) -> Sequence[FontFace]:
        """Return the fonts to try for a role, in order."""
        return self.fonts.roles[role]

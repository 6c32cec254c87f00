"""What colours become on paper: RGB for card printers, CMYK for plastic sheets, one ink for layers.

A printer with a resin panel puts exactly RGB 0, 0, 0 into black resin; a press prints exactly
K = 1 with its black plate alone, sharp and readable in infra-red. Neither is true of the other.
"""

from dataclasses import dataclass
from enum import StrEnum


class ColourProfile(StrEnum):
    """What a print file's colours are made for."""

    RGB_K = "rgb-k"  # card printers: black is RGB 0, 0, 0
    CMYK = "cmyk"  # printed plastic sheets: black is the K plate alone
    MONO = "mono"  # an added panel or a tool: there is ink or there is none


@dataclass(frozen=True, slots=True)
class Ink:
    """A colour of a design in the colours of a print file."""

    red: int
    green: int
    blue: int
    profile: ColourProfile = ColourProfile.RGB_K

    @classmethod
    def of(cls, value: str, profile: ColourProfile = ColourProfile.RGB_K) -> "Ink":
        """Return the ink of a colour `#rrggbb`."""
        red, green, blue = (int(value[at : at + 2], 16) for at in (1, 3, 5))
        return cls(red, green, blue, profile)

    @property
    def fill(self) -> str:
        """The operator that sets this ink for areas."""
        return f"{self._parts} {_OPERATORS[self.profile]}"

    @property
    def line(self) -> str:
        """The operator that sets this ink for lines."""
        return f"{self._parts} {_OPERATORS[self.profile].upper()}"

    def mixed(self, other: "Ink", *, share: float) -> "Ink":
        """Return the ink a share of the way to another."""
        pairs = ((self.red, other.red), (self.green, other.green), (self.blue, other.blue))
        red, green, blue = (round(a + (b - a) * share) for a, b in pairs)
        return Ink(red, green, blue, self.profile)

    @property
    def _parts(self) -> str:
        return " ".join(f"{part:.4g}" for part in _PARTS[self.profile](self))


def _rgb(ink: Ink) -> tuple[float, ...]:
    return ink.red / 255, ink.green / 255, ink.blue / 255


def _cmyk(ink: Ink) -> tuple[float, ...]:
    """Take all grey out of the colours and give it to black, so that greys have no fringes.

    Never more than two colours beside black: 300 % of ink at the very most. It is arithmetic, not a
    colour profile: a print house that wants its own conversion takes the RGB file.
    """
    red, green, blue = _rgb(ink)
    light = max(red, green, blue)
    if light == 0:
        return 0, 0, 0, 1
    return (light - red) / light, (light - green) / light, (light - blue) / light, 1 - light


def _mono(ink: Ink) -> tuple[float, ...]:
    return (1 if min(ink.red, ink.green, ink.blue) == 255 else 0,)  # noqa: PLR2004 - white


_OPERATORS = {ColourProfile.RGB_K: "rg", ColourProfile.CMYK: "k", ColourProfile.MONO: "g"}
_PARTS = {ColourProfile.RGB_K: _rgb, ColourProfile.CMYK: _cmyk, ColourProfile.MONO: _mono}

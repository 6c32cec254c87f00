"""Loads card designs from `card_templates/` and their fonts from the asset build, as values."""

from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from app.core.rendering.design import CardDesign
from app.core.rendering.fonts import FontFace, FontSet
from app.core.rendering.template import parse_template

_ROOT = Path(__file__).parents[2]
TEMPLATES = _ROOT / "card_templates"
FONTS = _ROOT / "app" / "web" / "static" / "built" / "fonts"


class CardDesignNotFoundError(LookupError):
    """There is no such design."""


class FontsMissingError(LookupError):
    """Fonts a design names are not installed; the asset build brings them."""


def list_card_designs(*, templates: Path = TEMPLATES) -> list[str]:
    """Return the names of the designs at hand."""
    return sorted(path.parent.name for path in templates.glob("*/template.toml"))


@lru_cache(maxsize=16)
def load_card_design(name: str, *, templates: Path = TEMPLATES, fonts: Path = FONTS) -> CardDesign:
    """Read a design by its folder's name; it is read once per process.

    Raises:
        CardDesignNotFoundError: there is no folder of that name.
        FontsMissingError: naming the files that are missing.
        TemplateInvalidError: naming the keys that are wrong.
    """
    if name not in list_card_designs(templates=templates):
        raise CardDesignNotFoundError(name)
    data = (templates / name / "template.toml").read_bytes()
    template = parse_template(data.decode("utf-8"))
    missing = sorted(
        {
            file
            for files in template.fonts.values()
            for file in files
            if not (fonts / file).is_file()
        }
    )
    if missing:
        raise FontsMissingError(", ".join(missing))
    roles = {
        role: tuple(_load_face(fonts / file) for file in files)
        for role, files in template.fonts.items()
    }
    return CardDesign(template=template, fonts=FontSet(roles), digest=sha256(data).hexdigest())


@lru_cache(maxsize=64)
def _load_face(path: Path) -> FontFace:
    return FontFace(path.read_bytes())

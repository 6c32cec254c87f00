"""Message catalogues and the choice of a page's language.

Catalogues are .po files, one folder per language, compiled in memory when the process starts:
no compiled file is ever committed, so none can be older than its text. English is the source.
"""

import io
from dataclasses import dataclass
from pathlib import Path

from babel import Locale, negotiate_locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

SOURCE = "en"
# Dates and money follow the country the program is in, where the language alone says otherwise.
REGIONS = {"en": "en_US", "es": "es_US"}
# Languages of which we have one script.
SCRIPTS = {"zh": "zh-Hans"}


@dataclass(frozen=True)
class Language:
    """A language a page can be read in: its code, its own name for itself, its direction."""

    code: str
    name: str
    direction: str


def locale_of(code: str) -> Locale:
    """Return the CLDR locale that formats dates, numbers and money for a language code."""
    return Locale.parse(REGIONS.get(code, code).replace("-", "_"))


def available_languages(folder: Path) -> tuple[Language, ...]:
    """List the source language and every language that has a catalogue in `folder`."""
    found = sorted(path.name for path in folder.iterdir() if catalogue_path(folder, path.name))
    return tuple(describe(code) for code in (SOURCE, *found))


def describe(code: str) -> Language:
    """Name a language in itself and say which way it runs."""
    locale = Locale.parse(code.replace("-", "_"))
    name = locale.get_display_name(locale) or code
    return Language(code=code, name=name[0].upper() + name[1:], direction=locale.text_direction)


def catalogue_path(folder: Path, code: str) -> Path | None:
    """Return where the catalogue of a language lies, or nothing when there is none."""
    path = folder / code / "LC_MESSAGES" / "messages.po"
    return path if path.is_file() else None


def load_translations(folder: Path, code: str) -> NullTranslations:
    """Read and compile one catalogue; the source language needs none."""
    path = catalogue_path(folder, code)
    if path is None:
        return NullTranslations()
    with path.open("rb") as file:
        catalogue = read_po(file, locale=code.replace("-", "_"))
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled)


def choose_language(
    available: tuple[str, ...], *, query: str | None, cookie: str | None, accept: str
) -> str:
    """Pick a language: what the address asks for, then the cookie, then the browser's wish."""
    for wish in (query, cookie):
        if wish in available:
            return wish
    wishes = [_with_script(code) for code in accepted(accept)]
    return negotiate_locale(wishes, available, sep="-") or SOURCE


def _with_script(code: str) -> str:
    # Browsers ask for Chinese by region; readers of either script would rather have ours than none.
    return SCRIPTS.get(code.split("-", maxsplit=1)[0].lower(), code)


def accepted(header: str) -> list[str]:
    """Return the languages of an Accept-Language header, the most wanted first (RFC 9110)."""
    wishes: list[tuple[float, str]] = []
    for part in header.split(",")[:20]:
        code, _, weight = part.strip().partition(";q=")
        try:
            wishes.append((-float(weight or 1), code.strip()))
        except ValueError:
            continue
    return [code for _, code in sorted(wishes, key=lambda wish: wish[0]) if code]

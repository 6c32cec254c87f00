"""Collect the messages of templates, core and program profiles; bring every catalogue up to date.

New messages enter the catalogues empty, those no longer used leave them. A test compares the
catalogues with what this collects, so a page cannot ship with an untranslated sentence.
"""

import datetime as dt
import tomllib
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

APP = Path(__file__).resolve().parent.parent / "app"
LOCALES = APP / "web" / "locales"
KEYWORDS = DEFAULT_KEYWORDS | {"N_": None}
# A fixed day: a catalogue changes only when a message does.
DAY = dt.datetime(2026, 11, 24, tzinfo=dt.UTC)


def main() -> None:
    """Write the template and all catalogues."""
    template = collect()
    write(template, LOCALES / "messages.pot")
    for path in sorted(LOCALES.glob("*/LC_MESSAGES/messages.po")):
        with path.open("rb") as file:
            catalogue = read_po(file, locale=path.parent.parent.name.replace("-", "_"))
        catalogue.update(template, no_fuzzy_matching=True)
        write(catalogue, path)


def collect() -> Catalog:
    """Return every message that a template shows, the core marks, or a profile calls a label."""
    with (APP / "web" / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]  # Babel types it not
    template = Catalog(project="Tessera", version="1")
    found = extract_from_dir(APP, methods, options, keywords=KEYWORDS, comment_tags=())
    for _, _, message, _, context in found:
        template.add(message, context=context)
    for profile in sorted((APP / "programs" / "profiles").glob("*.toml")):
        for label in labels(tomllib.loads(profile.read_text(encoding="utf-8"))):
            template.add(label)
    return template


def labels(part: object) -> Iterator[str]:
    """Find the labels of a program profile: what pages show of waivers and requirements."""
    if isinstance(part, dict):
        for key, value in part.items():
            if key == "label":
                yield str(value)
            else:
                yield from labels(value)
    elif isinstance(part, list):
        for value in part:
            yield from labels(value)


def write(catalogue: Catalog, path: Path) -> None:
    """Write one catalogue in a form that two runs write alike."""
    catalogue.header_comment = "# Tessera: what people read. Plain words, a kind tone."
    catalogue.fuzzy = False
    catalogue.msgid_bugs_address = ""
    catalogue.last_translator = catalogue.language_team = "Tessera"
    catalogue.creation_date = catalogue.revision_date = DAY
    with path.open("wb") as file:
        write_po(
            file, catalogue, width=100, sort_output=True, no_location=True, ignore_obsolete=True
        )


if __name__ == "__main__":
    main()

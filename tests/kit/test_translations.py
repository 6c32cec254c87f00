"""Languages are found in the folder of catalogues and chosen by address, cookie, then browser."""

from pathlib import Path

import pytest

from app.kit.translations import (
    accepted,
    available_languages,
    choose_language,
    describe,
    load_translations,
)

AVAILABLE = ("en", "es", "ar", "zh-Hans")
CATALOGUE = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Desk"
msgstr "Ventanilla"

#, fuzzy
msgid "Print"
msgstr "Quizá"
"""


def write_catalogue(folder: Path, code: str) -> None:
    path = folder / code / "LC_MESSAGES" / "messages.po"
    path.parent.mkdir(parents=True)
    path.write_text(CATALOGUE, encoding="utf-8")


def test_the_source_language_and_every_catalogue_are_available(tmp_path: Path) -> None:
    write_catalogue(tmp_path, "es")
    (tmp_path / "messages.pot").touch()

    assert [language.code for language in available_languages(tmp_path)] == ["en", "es"]


def test_a_catalogue_is_compiled_when_it_is_loaded(tmp_path: Path) -> None:
    write_catalogue(tmp_path, "es")

    translations = load_translations(tmp_path, "es")

    assert translations.gettext("Desk") == "Ventanilla"
    assert translations.gettext("Print") == "Print"  # a guess is not a translation


def test_the_source_language_needs_no_catalogue(tmp_path: Path) -> None:
    assert load_translations(tmp_path, "en").gettext("Desk") == "Desk"


@pytest.mark.parametrize(
    ("code", "name", "direction"),
    [
        pytest.param("en", "English", "ltr", id="English"),
        pytest.param("es", "Español", "ltr", id="Spanish"),
        pytest.param("ar", "العربية", "rtl", id="Arabic"),
        pytest.param("zh-Hans", "中文 (简体)", "ltr", id="a script in the code"),
    ],
)
def test_a_language_names_itself(code: str, name: str, direction: str) -> None:
    language = describe(code)

    assert (language.name, language.direction) == (name, direction)


@pytest.mark.parametrize(
    ("query", "cookie", "accept", "expected"),
    [
        pytest.param("ar", "es", "en", "ar", id="the address wins"),
        pytest.param(None, "es", "ar", "es", id="then the cookie"),
        pytest.param(None, None, "fr, ar;q=0.5", "ar", id="then the browser"),
        pytest.param(None, None, "es-MX,es;q=0.9", "es", id="a region falls back to its language"),
        pytest.param(None, None, "zh-CN,zh;q=0.9", "zh-Hans", id="Chinese by region"),
        pytest.param(None, None, "zh-Hant-TW", "zh-Hans", id="the one Chinese script we have"),
        pytest.param("xx", "<script>", "", "en", id="nothing that fits"),
    ],
)
def test_a_language_is_chosen(
    query: str | None, cookie: str | None, accept: str, expected: str
) -> None:
    chosen = choose_language(AVAILABLE, query=query, cookie=cookie, accept=accept)

    assert chosen == expected


def test_wishes_are_read_in_the_order_of_their_weights() -> None:
    assert accepted("fr;q=0.3, es, ar;q=0.8, de;q=nonsense, ") == ["es", "ar", "fr"]

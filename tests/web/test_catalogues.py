"""Every sentence is translated, keeps its placeholders and uses none of the words we avoid."""

import re

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from scripts.update_messages import LOCALES, collect

LANGUAGES = ("ar", "es", "ht", "zh-Hans")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
MARKS = "\u200e\u200f\u2066\u2067\u2068\u2069"

# decisions.md, "Words people read"; where a word of another language says clearly the same.
BANNED = {
    "en": [
        "fake",
        "forged",
        "stolen",
        "illegal",
        "status",
        "alien",
        "citizen",
        "undocumented",
        "homeless",
        "hold",
        "drive",
        "denied",
    ],
    "es": [
        "falso",
        "falsa",
        "falsos",
        "falsas",
        "falsificado",
        "falsificada",
        "robado",
        "robada",
        "ilegal",
        "ilegales",
        "estatus",
        "extranjero",
        "extranjera",
        "ciudadano",
        "ciudadana",
        "indocumentado",
        "indocumentada",
        "denegado",
        "denegada",
        "rechazado",
        "rechazada",
    ],
    "ar": [
        "مزور",
        "مزورة",
        "مزيف",
        "مزيفة",
        "مسروق",
        "مسروقة",
        "أجنبي",
        "أجنبية",
        "مواطن",
        "مواطنة",
        "مشرد",
        "مشردة",
        "مرفوض",
        "مرفوضة",
    ],
    "ht": [
        "fo",
        "fos",
        "vòlè",
        "vole",
        "ilegal",
        "estati",
        "etranje",
        "sitwayen",
        "sanpapye",
        "refize",
        "rejte",
        "envalid",
    ],
    "zh-Hans": [
        "伪造",
        "假",
        "偷",
        "盗",
        "非法",
        "状态",
        "外国人",
        "公民",
        "市民",
        "无证",
        "无家可归",
        "持",
        "驾驶",
        "拒绝",
        "无效",
    ],
}


def catalogue(language: str) -> Catalog:
    with (LOCALES / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=language.replace("-", "_"))


def messages(read: Catalog) -> list[Message]:
    return [message for message in read if message.id]


def texts(value: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value or ())


def banned_words(text: str, language: str) -> list[str]:
    if language == "zh-Hans":  # written without blanks: every word is looked for everywhere
        return [word for word in BANNED[language] if word in text]
    words = re.findall(r"\w+", text.lower())
    # Arabic writes its article and "and" onto the word.
    stems = {re.sub(r"^(و?ال|و)", "", word) for word in words} | set(words)
    return sorted(stems & set(BANNED[language]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_holds_exactly_the_messages_in_use(language: str) -> None:
    assert {m.id for m in messages(catalogue(language))} == {m.id for m in messages(collect())}


def test_the_template_of_catalogues_is_current() -> None:
    with (LOCALES / "messages.pot").open("rb") as file:
        kept = {message.id for message in messages(read_po(file))}

    assert kept == {message.id for message in messages(collect())}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated(language: str) -> None:
    read = catalogue(language)
    untranslated = [
        message.id
        for message in messages(read)
        if message.fuzzy or not all(texts(message.string)) or not message.string
    ]
    short = [
        message.id
        for message in messages(read)
        if message.pluralizable and len(texts(message.string)) != read.num_plurals
    ]

    assert untranslated == []
    assert short == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_every_placeholder(language: str) -> None:
    broken = [
        (message.id, text)
        for message in messages(catalogue(language))
        for text in texts(message.string)
        if set(PLACEHOLDER.findall(text)) != set(PLACEHOLDER.findall(texts(message.id)[-1]))
    ]

    assert broken == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_bare_percent_sign_would_break_a_sentence(language: str) -> None:
    for message in messages(catalogue(language)):
        for text in (*texts(message.id), *texts(message.string)):
            assert "%" not in PLACEHOLDER.sub("", text)


def test_no_message_uses_a_banned_word() -> None:
    found = {
        text: words
        for message in messages(collect())
        for text in texts(message.id)
        if (words := banned_words(text, "en"))
    }

    assert found == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_uses_a_banned_word(language: str) -> None:
    found = {
        text: words
        for message in messages(catalogue(language))
        for text in texts(message.string)
        if (words := banned_words(text, language))
    }

    assert found == {}


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        pytest.param("Hold the card", "en", ["hold"], id="a whole word"),
        pytest.param("Household, driver, statuses", "en", [], id="part of a word"),
        pytest.param("والمسروقة", "ar", ["مسروقة"], id="with the article"),
        pytest.param("Kat fo a, vole", "ht", ["fo", "vole"], id="in Haitian Creole"),
        pytest.param("请出示持卡人的证件", "zh-Hans", ["持"], id="in Chinese, inside a word"),
    ],
)
def test_banned_words_are_found_as_whole_words(
    text: str, language: str, expected: list[str]
) -> None:
    assert banned_words(text, language) == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_carry_no_hidden_marks(language: str) -> None:
    for message in messages(catalogue(language)):
        assert not set(MARKS) & set("".join(texts(message.string)))

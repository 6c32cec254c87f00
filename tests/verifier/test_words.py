"""Every sentence of the page exists in five languages and uses none of the words we avoid."""

import json
import re
from html.parser import HTMLParser

import pytest

from app.kit.html import WEB

FOLDER = WEB / "verifier"
LANGUAGES = ("en", "es", "ht", "zh-Hans", "ar")
WORDS = {
    language: json.loads((FOLDER / "words" / f"{language}.json").read_text(encoding="utf-8"))
    for language in LANGUAGES
}
# decisions.md, "Words people read"; where a word of another language says clearly the same.
BANNED = {
    "en": """fake forged stolen illegal status alien citizen undocumented homeless hold drive denied
        invalid reject rejected""",
    "es": """falso falsa falsos falsas falsificado falsificada robado robada ilegal ilegales estatus
        extranjero extranjera ciudadano ciudadana indocumentado indocumentada denegado denegada
        rechazado rechazada inválido inválida""",
    "ht": """fo fos vòlè vole ilegal estati etranje sitwayen sanpapye refize rejte envalid""",
    "zh-Hans": """伪造 假 偷 盗 非法 状态 外国人 公民 市民 无证 无家可归 拒绝 驾驶 持 无效""",
    "ar": """مزور مزورة مزيف مزيفة مسروق مسروقة أجنبي أجنبية مواطن مواطنة مشرد مشردة مرفوض مرفوضة
        غيرقانوني باطل باطلة""",
}
USED = re.compile(r"""\b(?:word|tell|button)\("(\w+)"|\? "(\w+)" : "(\w+)\"""")
PLACE = re.compile(r"\{(\w+)\}")


class Marked(HTMLParser):
    """Collects the text of each element that names a sentence."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.texts: dict[str, str] = {}
        self._name: str | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del tag
        self._name = dict(attrs).get("data-words")

    def handle_data(self, data: str) -> None:
        if self._name is not None:
            self.texts[self._name] = data
            self._name = None


MARKED = Marked((FOLDER / "index.html").read_text(encoding="utf-8")).texts


def sentences(language: str) -> dict[str, str]:
    return {name: text for name, text in WORDS[language].items() if name != "months"}


def found_words(text: str, language: str) -> list[str]:
    banned = BANNED[language].split()
    if language == "zh-Hans":
        return [word for word in banned if word in text]
    words = set(re.findall(r"\w+", text.lower()))
    # Arabic writes its article and "and" onto the word.
    stems = {re.sub(r"^(و?ال|و)", "", word) for word in words} | words
    return sorted(stems & set(banned))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_sentence(language: str) -> None:
    assert sentences(language).keys() == sentences("en").keys()
    assert all(text.strip() for text in sentences(language).values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_keeps_its_places(language: str) -> None:
    differing = [
        name
        for name, text in sentences(language).items()
        if sorted(PLACE.findall(text)) != sorted(PLACE.findall(WORDS["en"][name]))
    ]

    assert differing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_uses_a_word_we_avoid(language: str) -> None:
    found = {
        name: words
        for name, text in sentences(language).items()
        if (words := found_words(text, language))
    }

    assert found == {}


def test_only_the_language_without_dates_in_browsers_brings_months() -> None:
    assert [language for language in LANGUAGES if "months" in WORDS[language]] == ["ht"]
    assert len(WORDS["ht"]["months"]) == 12


def test_the_page_says_in_english_what_the_catalogue_says() -> None:
    assert {name: WORDS["en"].get(name) for name in MARKED} == MARKED


def test_every_sentence_is_used_and_every_used_one_exists() -> None:
    scripts = "".join(file.read_text(encoding="utf-8") for file in sorted(FOLDER.glob("*.js")))
    named = {name for found in USED.findall(scripts) for name in found if name}
    results = {"valid", "suspended", "revoked", "expired", "not_yet_valid", "unknown_key",
               "not_authentic", "unreadable"}  # fmt: skip

    unused = sentences("en").keys() - named - MARKED.keys() - results
    assert unused == set()
    assert results | MARKED.keys() <= sentences("en").keys()


def test_suspended_and_revoked_read_alike() -> None:
    for language in LANGUAGES:
        assert WORDS[language]["suspended"] == WORDS[language]["revoked"]

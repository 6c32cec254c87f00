"""Names of people are kept as they are written; texts that hide something are not names."""

import unicodedata

import pytest

from app.core.names import (
    NameRefusedError,
    NameWarning,
    check_name,
    check_name_parts,
    check_romanised_name,
    name_on_card,
    name_warnings,
    needs_romanised_name,
)

REAL_NAMES = [
    "José",
    "O’Connor",  # noqa: RUF001 - the typographic apostrophe is part of the name
    "Kaʻahumanu",  # noqa: RUF001 - another script on purpose
    "Nguyễn",
    "علی‌رضا",
    "李小龍",
    "שרה לוי־כהן",
    "አበበ ቢቂላ",
    "ညှို့မြင့်",
    "ស្រីមុំ",
    "नेपाल श्री",
    "ジョン・スミス",
    "𠮷野 \u3007",
    "葛\U000e0100城",
    "র\u200d্যাব",
    "Anne-Marie d'Arc, Jr.",
    "Ll",
    "X",
]


@pytest.mark.parametrize("name", REAL_NAMES)
def test_keeps_a_real_name(name: str) -> None:
    assert check_name(name) == unicodedata.normalize("NFC", name)


def test_returns_one_form_for_composed_and_decomposed_letters() -> None:
    assert check_name(unicodedata.normalize("NFD", "Nguyễn Thị Ánh")) == "Nguyễn Thị Ánh"


def test_mends_spaces() -> None:
    assert check_name("  Ana   Lima ") == "Ana Lima"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("", "empty", id="nothing"),
        pytest.param(" - ", "empty", id="no letter"),
        pytest.param("a" * 101, "too_long", id="101 letters"),
        pytest.param("e\u0301" * 500, "too_long", id="too long to normalise"),
        pytest.param("Ana\x00", "control_character", id="NUL"),
        pytest.param("Ana\nLima", "control_character", id="line break"),
        pytest.param("Ana\ud800", "control_character", id="lone surrogate"),
        pytest.param("Ana\ue000", "control_character", id="private use"),
        pytest.param("Ana\u0378", "control_character", id="unassigned"),
        pytest.param("Ana\u2028", "control_character", id="line separator"),
        pytest.param("Ana\u202e", "invisible_character", id="right-to-left override"),
        pytest.param("A\u200bna", "invisible_character", id="zero width space"),
        pytest.param("\ufeffAna", "invisible_character", id="byte order mark"),
        pytest.param("A\u00adna", "invisible_character", id="soft hyphen"),
        pytest.param("Ana\U000e0041", "invisible_character", id="tag"),
        pytest.param("Ana\u3164", "invisible_character", id="hangul filler"),
        pytest.param("Ana\ufe0f", "invisible_character", id="variation selector"),
        pytest.param("葛\ufe00\ufe00", "invisible_character", id="two selectors"),
        pytest.param("\ufe00葛", "invisible_character", id="selector first"),
        pytest.param("An\u200da", "invisible_character", id="joiner between Latin letters"),
        pytest.param("\u200dعلی", "invisible_character", id="joiner before any letter"),
        pytest.param("علی\u200c", "invisible_character", id="joiner at the end"),
        pytest.param("علی\u200cAna", "invisible_character", id="joiner before a Latin letter"),
        pytest.param("a\u0300\u0301\u0302\u0303\u0304", "too_many_marks", id="stacked marks"),
        pytest.param("क" + "ि" * 7, "too_many_marks", id="marks in a row"),
        pytest.param("\u0301Ana", "mark_without_letter", id="mark first"),
        pytest.param("Ana \u0301", "mark_without_letter", id="mark after a space"),
        pytest.param("Ana2", "not_a_letter", id="digit"),
        pytest.param("=Ana", "not_a_letter", id="equals sign"),
        pytest.param("<b>", "not_a_letter", id="angle bracket"),
        pytest.param("{{name}}", "not_a_letter", id="template"),
        pytest.param("Ana\u00a0Lima", "not_a_letter", id="no-break space"),
        pytest.param("Ana😀", "not_a_letter", id="emoji"),
    ],
)
def test_refuses(text: str, reason: str) -> None:
    with pytest.raises(NameRefusedError) as refusal:
        check_name(text)
    assert refusal.value.reason == reason
    assert str(refusal.value) == reason


def test_a_joiner_after_a_mark_belongs_to_the_letter_before_it() -> None:
    assert check_name("क्\u200dष") == "क्\u200dष"


def test_a_name_may_have_any_number_of_parts() -> None:
    assert check_name_parts(["Suharto"]) == ("Suharto",)
    assert check_name_parts([" Ana ", "Maria", "Lima"]) == ("Ana", "Maria", "Lima")


def test_refuses_a_name_without_parts() -> None:
    with pytest.raises(NameRefusedError, match="empty"):
        check_name_parts([])


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param(["a" * 60, "b" * 60], id="more than 100 characters"),
        pytest.param(["李" * 90], id="more than 240 bytes"),
    ],
)
def test_refuses_parts_that_are_too_long_together(parts: list[str]) -> None:
    with pytest.raises(NameRefusedError, match="too_long"):
        check_name_parts(parts)


def test_the_name_on_the_card_is_its_parts_in_order() -> None:
    assert name_on_card(("李", "小龍")) == "李 小龍"


def test_a_romanised_name_is_latin() -> None:
    assert check_romanised_name("Nguyễn Thị Ánh") == "Nguyễn Thị Ánh"
    with pytest.raises(NameRefusedError, match="not_latin"):
        check_romanised_name("Маrу")  # noqa: RUF001 - Cyrillic on purpose


@pytest.mark.parametrize(
    ("name", "needed"), [("Łukasz", False), ("Оксана", True), ("李小龍", True), ("مريم", True)]
)
def test_says_whether_a_second_line_helps(name: str, *, needed: bool) -> None:
    assert needs_romanised_name(name) is needed


@pytest.mark.parametrize(
    ("name", "warnings"),
    [
        pytest.param("Ana Lima", (), id="one script"),
        pytest.param("さくら 田中", (), id="Japanese uses three"),
        pytest.param("佐々木", (), id="a repeated Han letter"),
        pytest.param("Аna", (NameWarning.MIXED_SCRIPTS,), id="Cyrillic look-alike"),  # noqa: RUF001
    ],
)
def test_warns_of_mixed_scripts(name: str, warnings: tuple[NameWarning, ...]) -> None:
    assert name_warnings(name) == warnings

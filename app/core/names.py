"""Checks people's names, one or many parts in any script; what it returns is NFC and safe to store.

It judges characters, never people: no minimum of two parts, no capital letters asked for. A name
that mixes scripts is a question for the clerk, not a refusal.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from enum import StrEnum

from app.core.writing_systems import is_variation_selector, script_of, scripts_in

NAME_MAX_CHARACTERS = 100
NAME_ON_CARD_MAX_BYTES = 240
"""The name in the code is the name on the card; above this the symbol could outgrow its box."""

# Apostrophes, okina, hyphens and dots that belong to names; Hebrew maqaf, geresh and gershayim and
# the Japanese middle dot are companions of the same kind. U+02BB and U+02BC are letters already.
# The ideographic zero is a number to Unicode and a letter in names.
_PUNCTUATION = frozenset(" '’‘-.·,‐‑־׳״・〇")  # noqa: RUF001 - look-alikes are the point of this set
_JOINERS = frozenset("\u200c\u200d")
_JOINING_SCRIPTS = frozenset(
    {"ARABIC", "SYRIAC", "MONGOLIAN", "DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "ORIYA"}
    | {"TAMIL", "TELUGU", "KANNADA", "MALAYALAM", "SINHALA", "KHMER", "MYANMAR"}
)
# Letters and marks that draw nothing (Default_Ignorable_Code_Point outside category Cf): two names
# that look the same must be the same.
_INVISIBLE = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
_MAX_STACKED = 3
# Marks of class 0 sit around the letter, not on one another: a Burmese syllable carries five.
_MAX_MARKS = 6
_WITH_HAN = frozenset(
    {"CJK", "IDEOGRAPHIC", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HANGUL", "BOPOMOFO"}
)


class NameRefusal(StrEnum):
    """Why a text cannot be kept as a name."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    CONTROL_CHARACTER = "control_character"  # Cc, Cs, Co, Cn
    INVISIBLE_CHARACTER = "invisible_character"  # Cf, bidirectional controls, fillers, selectors
    TOO_MANY_MARKS = "too_many_marks"
    MARK_WITHOUT_LETTER = "mark_without_letter"
    NOT_A_LETTER = "not_a_letter"  # digits, symbols, other punctuation
    NOT_LATIN = "not_latin"  # asked for a romanised name only


class NameWarning(StrEnum):
    """What a clerk should look at again before going on."""

    MIXED_SCRIPTS = "mixed_scripts"


class NameRefusedError(ValueError):
    """A text cannot be kept as a name; `reason` says why and the text is not repeated."""

    def __init__(self, reason: NameRefusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


def check_name(text: str) -> str:
    """Return one name, or one part of it, in NFC with single spaces.

    Raises:
        NameRefusedError: for the first reason found.
    """
    if len(text) > NAME_MAX_CHARACTERS * 4:  # normalising is not linear in hostile text
        raise NameRefusedError(NameRefusal.TOO_LONG)
    name = re.sub(" +", " ", unicodedata.normalize("NFC", text)).strip(" ")
    if len(name) > NAME_MAX_CHARACTERS:
        raise NameRefusedError(NameRefusal.TOO_LONG)
    for position, character in enumerate(name):
        _check_character(character, before=name[:position], after=name[position + 1 :])
    _check_marks(name)
    if not any(map(str.isalpha, name)):
        raise NameRefusedError(NameRefusal.EMPTY)
    return name


def check_name_parts(parts: Sequence[str]) -> tuple[str, ...]:
    """Return the parts of one person's name, each checked, in the order they are written.

    Raises:
        NameRefusedError: when a part is refused, there is none, or together they are too long.
    """
    checked = tuple(map(check_name, parts))
    if not checked:
        raise NameRefusedError(NameRefusal.EMPTY)
    name_on_card(checked)
    return checked


def name_on_card(parts: Sequence[str]) -> str:
    """Return checked parts as the one line that is printed and signed.

    Raises:
        NameRefusedError: `too_long` when it has more than 100 characters or 240 bytes.
    """
    name = " ".join(parts)
    if len(name) > NAME_MAX_CHARACTERS or len(name.encode()) > NAME_ON_CARD_MAX_BYTES:
        raise NameRefusedError(NameRefusal.TOO_LONG)
    return name


def check_romanised_name(text: str) -> str:
    """Return a name in Latin letters, typed by the clerk beside a name in another script.

    Raises:
        NameRefusedError: as `check_name`, and `not_latin`.
    """
    name = check_name(text)
    if needs_romanised_name(name):
        raise NameRefusedError(NameRefusal.NOT_LATIN)
    return name


def needs_romanised_name(name: str) -> bool:
    """Say whether a second line in Latin letters helps those who do not read this script."""
    return bool(scripts_in(name) - {"LATIN"})


def name_warnings(name: str) -> tuple[NameWarning, ...]:
    """Return what a clerk should look at again: two scripts are often a slip of a keyboard."""
    scripts = scripts_in(name)
    if len(scripts) > 1 and not scripts <= _WITH_HAN:
        return (NameWarning.MIXED_SCRIPTS,)
    return ()


def _check_character(character: str, *, before: str, after: str) -> None:
    category = unicodedata.category(character)
    if category in {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"}:
        raise NameRefusedError(NameRefusal.CONTROL_CHARACTER)
    if _INVISIBLE.match(character) and not _asks_for_variant(character, before=before):
        raise NameRefusedError(NameRefusal.INVISIBLE_CHARACTER)
    if category == "Cf" and not _joins(character, before=before, after=after):
        raise NameRefusedError(NameRefusal.INVISIBLE_CHARACTER)
    if category[0] not in "LMC" and character not in _PUNCTUATION:
        raise NameRefusedError(NameRefusal.NOT_A_LETTER)


def _asks_for_variant(character: str, *, before: str) -> bool:
    """Say whether a selector follows a Han letter: 葛 has two forms, and a family keeps its own."""
    return is_variation_selector(character) and before != "" and script_of(before[-1]) == "CJK"


def _joins(character: str, *, before: str, after: str) -> bool:
    """Say whether a joiner stands where Arabic and Indic spelling needs one: inside a word."""
    return (
        character in _JOINERS
        and _nearest_script(reversed(before)) in _JOINING_SCRIPTS
        and _nearest_script(iter(after)) in _JOINING_SCRIPTS
    )


def _nearest_script(characters: Iterator[str]) -> str | None:
    """Return the script of the nearest letter; marks between are of its syllable."""
    letter = next((c for c in characters if not unicodedata.category(c).startswith("M")), " ")
    return script_of(letter)


def _check_marks(name: str) -> None:
    stacked = marks = 0
    previous = " "
    for character in name:
        if not unicodedata.category(character).startswith("M"):
            stacked = marks = 0
            previous = character
            continue
        if not previous.isalpha() and previous not in _JOINERS:
            raise NameRefusedError(NameRefusal.MARK_WITHOUT_LETTER)
        marks += 1
        stacked += unicodedata.combining(character) > 0
        if stacked > _MAX_STACKED or marks > _MAX_MARKS:
            raise NameRefusedError(NameRefusal.TOO_MANY_MARKS)

"""Other forms of a name that a card cannot hold: proposals for the desk, the person decides.

Nearest first: the same letters in their plain form, fewer of the middle names, the Latin form.
"""

from collections.abc import Iterator

from app.core.names import NameRefusedError, check_name, name_on_card
from app.core.writing_systems import is_variation_selector, script_of

_PARTICLES = frozenset({"عبد", "أبو", "ابو", "أم", "ام", "ابن", "بن", "بنت", "آل"})
_WITH_INITIALS = frozenset({"LATIN", "CYRILLIC", "GREEK"})


def name_proposals(written: str, *, given: str, family: str, romanised: str) -> tuple[str, ...]:
    """Return forms to try, without the one that was written."""
    forms = [_plain(written), *_shorter(given, family), romanised, *_shorter(romanised, "")]
    return tuple(dict.fromkeys(form for form in map(_usable, forms) if form not in {"", written}))


def _shorter(given: str, family: str) -> Iterator[str]:
    """Yield a name with fewer letters step by step; of one in one part, the last word is kept."""
    first, *middle = _bound(given) or [""]
    if not family and middle:
        family = middle.pop()
    words = [word.split()[-1] for word in middle]
    initials = [f"{word[0]}." for word in words if script_of(word[0]) in _WITH_INITIALS]
    yield " ".join([first, *initials, family])
    yield f"{first} {family}"
    yield f"{first} {(_bound(family) or [''])[0]}"


def _bound(name: str) -> list[str]:
    """Return the words, each with the particles before it: of `de la Vega` no `de` stands alone."""
    words: list[str] = []
    open_end = False
    for word in name.split():
        if open_end:
            words[-1] += f" {word}"
        else:
            words.append(word)
        open_end = word[0].islower() or word in _PARTICLES
    return words


def _plain(name: str) -> str:
    return "".join(letter for letter in name if not is_variation_selector(letter))


def _usable(form: str) -> str:
    try:
        return name_on_card([check_name(form)])
    except NameRefusedError:
        return ""

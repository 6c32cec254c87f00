"""Ask the Python and the browser's verifier about the same mutated cards, and compare."""

import time
from dataclasses import dataclass, field
from typing import Any

from app.core.credential.wire import ScannedText, read_text
from scripts.vectors.material import LIST, printed
from tests.core.credential.vectors import Known, answer, read_known
from tests.verifier.browser_verifier import BrowserVerifier, as_known, started
from tests.verifier.mutations import GOOD_CARDS, Mutator

BATCH = 200
SHOWN = 5
LISTS = ("fresh", "number 0")
LISTS_IN_A_ROW = 10
CARDS_A_LIST = 4


@dataclass
class Comparison:
    """What a run of the fuzzer found."""

    seed: int
    inputs: int = 0
    words: dict[str, int] = field(default_factory=dict)
    differing: list[tuple[str, int, Any, Any]] = field(default_factory=list)
    forgeries: list[tuple[str, int]] = field(default_factory=list)
    """Texts that are valid although no trusted key signed what is in them."""


def compare(*, seed: int, seconds: float = 0.0, inputs: int = 0) -> Comparison:
    """Compare until the time is over and this many inputs were tried."""
    found = Comparison(seed)
    mutator = Mutator(seed)
    told = as_known({"status_lists": LISTS, "key_set": "good"}, read_known())
    known = _known(told)
    end = time.monotonic() + seconds
    with started() as verifier:
        verifier.tell(told)
        while time.monotonic() < end or found.inputs < inputs:
            now = mutator.moment()
            made = [mutator.text() for _ in range(BATCH)]
            _compare_batch(found, made, now=now, known=known, verifier=verifier)
            if mutator.often(0.5):
                _compare_lists(found, mutator, told, verifier)
                verifier.tell(told)
            if len(found.differing) + len(found.forgeries) > SHOWN:
                break
    return found


def _compare_lists(
    found: Comparison, mutator: Mutator, told: dict[str, Any], verifier: BrowserVerifier
) -> None:
    """Ask about untouched cards with changed key sets and lists, several in a row."""
    cards = [(printed(cose), True) for cose in GOOD_CARDS]
    for _ in range(LISTS_IN_A_ROW):
        key_set, status_list = mutator.known()
        other = told | {"key_set": key_set.hex(), "lists": [[LIST, status_list.hex()]]}
        verifier.tell(other)
        some = mutator.random.sample(cards, CARDS_A_LIST)
        now = mutator.moment()
        _compare_batch(found, some, now=now, known=_known(other), verifier=verifier)


def _compare_batch(
    found: Comparison,
    made: list[tuple[str, bool]],
    *,
    now: int,
    known: Known,
    verifier: BrowserVerifier,
) -> None:
    said = verifier.ask([text for text, _ in made], now=now)
    for (text, is_signed), browser in zip(made, said, strict=True):
        python = answer(text, known=known, now=now)
        word = python["word"]
        found.words[word] = found.words.get(word, 0) + 1
        if python != browser:
            found.differing.append((text, now, python, browser))
        if word == "valid" and not is_signed and not _is_good(text):
            found.forgeries.append((text, now))
    found.inputs += len(made)


def _known(told: dict[str, Any]) -> Known:
    lists = {number: [bytes.fromhex(token)] for number, token in told["lists"]}
    key_set = bytes.fromhex(told["key_set"])
    return Known(told["issuer"], root=told["root"], key_set=key_set, lists=lists)


def _is_good(text: str) -> bool:
    """Say whether the text still carries the untouched bytes of a good card."""
    return read_text(ScannedText(text)) in GOOD_CARDS

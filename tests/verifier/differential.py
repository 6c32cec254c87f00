"""Ask the Python and the browser's verifier about the same mutated cards, and compare."""

import time
from dataclasses import dataclass, field
from typing import Any

from app.core.credential.wire import ScannedText, read_text
from tests.core.credential.vectors import Known, answer, read_known
from tests.verifier.browser_verifier import BrowserVerifier, as_known, started
from tests.verifier.mutations import GOOD_CARDS, Mutator

BATCH = 200
SHOWN = 5
LISTS = ("fresh", "number 0")


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
    """Compare until the time is over and this many texts were tried."""
    found = Comparison(seed)
    mutator = Mutator(seed)
    shared = read_known()
    told = as_known({"status_lists": LISTS, "key_set": "good"}, shared)
    lists = {number: [bytes.fromhex(token)] for number, token in told["lists"]}
    key_set = bytes.fromhex(told["key_set"])
    known = Known(told["issuer"], root=told["root"], key_set=key_set, lists=lists)
    end = time.monotonic() + seconds
    with started() as verifier:
        verifier.tell(told)
        while time.monotonic() < end or found.inputs < inputs:
            _compare_batch(found, mutator, known, verifier)
            if len(found.differing) + len(found.forgeries) > SHOWN:
                break
    return found


def _compare_batch(
    found: Comparison, mutator: Mutator, known: Known, verifier: BrowserVerifier
) -> None:
    now = mutator.moment()
    made = [mutator.text() for _ in range(BATCH)]
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


def _is_good(text: str) -> bool:
    """Say whether the text still carries the untouched bytes of a good card."""
    return read_text(ScannedText(text)) in GOOD_CARDS

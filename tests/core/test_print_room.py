"""Batches and reports of agents, as the print room's tables say; words a printer may say."""

import pytest

from app.core.lifecycle import PrintJobState
from app.core.print_room import (
    BATCH_MOVES,
    SETTLED_PRINTS,
    UNSETTLED_PRINTS,
    BatchState,
    PrintReport,
    contradicts,
)
from app.core.printer_words import known_words


def test_a_closed_batch_stays_closed() -> None:
    assert set(BATCH_MOVES) == set(BatchState)
    assert BATCH_MOVES[BatchState.CLOSED] == frozenset()


def test_every_print_is_settled_or_is_not() -> None:
    assert {state.value for state in SETTLED_PRINTS} == {"printed", "spoiled", "cancelled"}
    assert set(PrintJobState) == SETTLED_PRINTS | UNSETTLED_PRINTS


@pytest.mark.parametrize("state", PrintJobState)
@pytest.mark.parametrize("report", PrintReport)
def test_only_what_says_something_else_of_a_settled_print_contradicts(
    report: PrintReport, state: PrintJobState
) -> None:
    is_other = {report.value, state.value} in ({"printed", "spoiled"}, {"printed", "cancelled"})
    assert contradicts(report, state) is (is_other or {report, state} == {"spoiled", "cancelled"})


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("Ribbon out!", "ribbon out"),
        ("Paused by Rosalba Quispe: card jam", "paused card jam"),
        ("", ""),
        ("out " * 40, " ".join(["out"] * 12)),
    ],
)
def test_of_what_a_printer_says_the_known_words_are_kept(message: str, words: str) -> None:
    assert known_words(message) == words

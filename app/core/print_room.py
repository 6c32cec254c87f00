"""Batches of prints: their states, the order of their cards, and which prints are still open."""

from collections.abc import Mapping
from enum import StrEnum

from app.core.lifecycle import PRINT_JOB_MOVES, PrintJobState


class BatchState(StrEnum):
    """Where a batch of prints stands."""

    HELD = "held"  # nothing of it is printed: not released yet, or stopped
    RELEASED = "released"
    CLOSED = "closed"


class PrintPriority(StrEnum):
    """What comes first at the printer; the words are in order."""

    RUSH = "rush"
    NORMAL = "normal"
    RENEWAL = "renewal"


class PrintReport(StrEnum):
    """What a print agent says became of a card it committed to its printer."""

    PRINTED = "printed"
    SPOILED = "spoiled"
    UNKNOWN = "unknown"  # somebody has to look into the tray


BATCH_MOVES: Mapping[BatchState, frozenset[BatchState]] = {
    BatchState.HELD: frozenset({BatchState.RELEASED, BatchState.CLOSED}),
    BatchState.RELEASED: frozenset({BatchState.HELD, BatchState.CLOSED}),
    BatchState.CLOSED: frozenset(),
}

SETTLED_PRINTS = frozenset(state for state, targets in PRINT_JOB_MOVES.items() if not targets)
"""Printed, spoiled or cancelled: nothing is left to say about the print."""

UNSETTLED_PRINTS = frozenset(PRINT_JOB_MOVES) - SETTLED_PRINTS

STATE_AFTER: Mapping[PrintReport, PrintJobState] = {
    PrintReport.PRINTED: PrintJobState.PRINTED,
    PrintReport.SPOILED: PrintJobState.SPOILED,
}


def contradicts(report: PrintReport, state: PrintJobState) -> bool:
    """Say whether a late report says something else than what a print was settled as."""
    return state in SETTLED_PRINTS and STATE_AFTER.get(report, state) is not state

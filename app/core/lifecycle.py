"""States of applications, cards and print jobs, and the moves between them: one table each.

A move that is not in a table does not exist; every change is a compare-and-swap on the state.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar


class ApplicationState(StrEnum):
    """Where a card application stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    ISSUED = "issued"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class CardState(StrEnum):
    """Where a card stands; `expired` is computed from its dates and never stored."""

    ISSUING = "issuing"
    ISSUED = "issued"  # signed and stored
    PRINTED = "printed"  # an operator confirmed the print
    ACTIVE = "active"  # handed over or mailed
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    REPLACED = "replaced"
    SPOILED = "spoiled"


class PrintJobState(StrEnum):
    """Where one print of one card stands."""

    QUEUED = "queued"
    LEASED = "leased"
    SENT = "sent"
    PRINTED = "printed"
    SPOILED = "spoiled"
    MISSING = "missing"
    CANCELLED = "cancelled"


A, C, J = ApplicationState, CardState, PrintJobState

APPLICATION_MOVES: Mapping[ApplicationState, frozenset[ApplicationState]] = {
    A.DRAFT: frozenset({A.SUBMITTED, A.WITHDRAWN}),
    A.SUBMITTED: frozenset({A.APPROVED, A.REFUSED, A.RETURNED, A.WITHDRAWN}),
    A.RETURNED: frozenset({A.SUBMITTED, A.WITHDRAWN}),
    A.APPROVED: frozenset({A.ISSUED, A.WITHDRAWN}),
    A.ISSUED: frozenset({A.APPROVED}),  # its card is to be made again: spoiled, damaged, lost
    A.REFUSED: frozenset(),
    A.WITHDRAWN: frozenset(),
}

CARD_MOVES: Mapping[CardState, frozenset[CardState]] = {
    C.ISSUING: frozenset({C.ISSUED}),
    C.ISSUED: frozenset({C.PRINTED, C.SPOILED, C.SUSPENDED, C.REVOKED}),
    C.PRINTED: frozenset({C.ACTIVE, C.SPOILED, C.SUSPENDED, C.REVOKED, C.REPLACED}),
    C.ACTIVE: frozenset({C.SUSPENDED, C.REVOKED, C.REPLACED}),
    C.SUSPENDED: frozenset({C.ISSUED, C.PRINTED, C.ACTIVE, C.REVOKED, C.REPLACED}),
    C.REVOKED: frozenset(),
    C.REPLACED: frozenset(),
    C.SPOILED: frozenset(),
}

PRINT_JOB_MOVES: Mapping[PrintJobState, frozenset[PrintJobState]] = {
    J.QUEUED: frozenset({J.LEASED, J.SENT, J.CANCELLED}),
    J.LEASED: frozenset({J.QUEUED, J.SENT, J.CANCELLED}),
    J.SENT: frozenset({J.PRINTED, J.SPOILED, J.MISSING}),
    J.MISSING: frozenset({J.PRINTED, J.SPOILED}),
    J.PRINTED: frozenset(),
    J.SPOILED: frozenset(),
    J.CANCELLED: frozenset(),
}

# One person holds at most one card in these states; a partial unique index says the same.
LIVE_CARD_STATES = (C.ISSUING, C.ISSUED, C.PRINTED, C.ACTIVE, C.SUSPENDED)

VALID, REVOKED, SUSPENDED, PLEASE_VISIT = 0, 1, 2, 3

S = TypeVar("S", bound=StrEnum)


def sources_of(moves: Mapping[S, frozenset[S]], target: S) -> frozenset[S]:
    """Return the states from which `target` may be reached."""
    return frozenset(source for source, targets in moves.items() if target in targets)


def status_value(state: CardState, *, valid_from_pickup: bool) -> int:
    """Return the status-list value of a card: 0 valid, 1 revoked, 2 suspended.

    Where the program lets cards count from pick-up only, a card not yet handed over is suspended.
    """
    if state in {C.REVOKED, C.REPLACED, C.SPOILED}:
        return REVOKED
    if state is C.SUSPENDED:
        return SUSPENDED
    if valid_from_pickup and state is not C.ACTIVE:
        return SUSPENDED
    return VALID

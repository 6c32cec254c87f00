"""Where the one piece of plastic of a card is, and where it may go from there."""

from collections.abc import Mapping
from enum import StrEnum


class PiecePlace(StrEnum):
    """Where a piece is. One without an entry is still with the printer."""

    READY = "ready"  # scanned, in the drawer of its desk
    MAILED = "mailed"
    CAME_BACK = "came_back"  # from the mail, in the drawer again
    HANDED_OVER = "handed_over"
    REJECTED = "rejected"  # out of use and in the house: two people destroy it
    LOST = "lost"


P = PiecePlace

IN_THE_DRAWER = frozenset({P.READY, P.CAME_BACK})

PIECE_MOVES: Mapping[PiecePlace, frozenset[PiecePlace]] = {
    P.READY: frozenset({P.MAILED, P.HANDED_OVER, P.REJECTED, P.LOST}),
    P.MAILED: frozenset({P.CAME_BACK, P.REJECTED, P.LOST}),
    P.CAME_BACK: frozenset({P.MAILED, P.HANDED_OVER, P.REJECTED, P.LOST}),
    P.HANDED_OVER: frozenset({P.REJECTED, P.LOST}),
    P.REJECTED: frozenset(),
    P.LOST: frozenset({P.REJECTED}),  # found again
}

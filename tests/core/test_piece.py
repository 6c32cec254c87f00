"""Where a piece of plastic may go: from the printer to its holder, or to the two who destroy it."""

import pytest

from app.core.piece import IN_THE_DRAWER, PIECE_MOVES, PiecePlace

P = PiecePlace


def reached_from(place: PiecePlace) -> set[PiecePlace]:
    reached = {place}
    while more := {target for one in reached for target in PIECE_MOVES[one]} - reached:
        reached |= more
    return reached


def test_every_place_has_a_row_and_is_reached_from_the_drawer() -> None:
    assert set(PIECE_MOVES) == set(P) == reached_from(P.READY)


def test_a_piece_is_ready_once() -> None:
    assert P.READY not in {target for targets in PIECE_MOVES.values() for target in targets}


def test_a_rejected_piece_goes_to_nobody() -> None:
    assert PIECE_MOVES[P.REJECTED] == frozenset()


def test_a_piece_that_is_found_again_goes_to_nobody() -> None:
    assert reached_from(P.LOST) == {P.LOST, P.REJECTED}


@pytest.mark.parametrize("place", P)
def test_only_from_the_drawer_is_a_piece_given_out(place: PiecePlace) -> None:
    gives = {P.HANDED_OVER, P.MAILED} <= PIECE_MOVES[place]
    assert gives is (place in IN_THE_DRAWER)
    assert (P.CAME_BACK in PIECE_MOVES[place]) is (place is P.MAILED)

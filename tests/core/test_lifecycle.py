"""States and moves, as decisions.md names them ("Issuing and the credential")."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import pytest

from app.core.lifecycle import (
    APPLICATION_MOVES,
    CARD_MOVES,
    LIVE_CARD_STATES,
    PRINT_JOB_MOVES,
    ApplicationState,
    CardState,
    PrintJobState,
    sources_of,
    status_value,
)

A, C, J = ApplicationState, CardState, PrintJobState
VALID, REVOKED, SUSPENDED = 0, 1, 2

TABLES = [
    pytest.param(APPLICATION_MOVES, A, A.DRAFT, id="applications"),
    pytest.param(CARD_MOVES, C, C.ISSUING, id="cards"),
    pytest.param(PRINT_JOB_MOVES, J, J.QUEUED, id="print jobs"),
]
Moves = Mapping[Any, frozenset[Any]]


@pytest.mark.parametrize(("moves", "states", "first"), TABLES)
def test_every_state_has_a_row_and_is_reached_from_the_first(
    moves: Moves, states: type[StrEnum], first: StrEnum
) -> None:
    assert set(moves) == set(states)
    reached = {first}
    while more := {target for state in reached for target in moves[state]} - reached:
        reached |= more
    assert reached == set(states)


@pytest.mark.parametrize(("moves", "states", "first"), TABLES)
def test_nothing_moves_to_itself_or_back_to_the_beginning(
    moves: Moves, states: type[StrEnum], first: StrEnum
) -> None:
    assert all(state not in moves[state] for state in states)
    assert first not in {target for state in states for target in moves[state]} - {J.QUEUED}


@pytest.mark.parametrize(
    ("moves", "state"),
    [
        pytest.param(APPLICATION_MOVES, A.REFUSED, id="a refused application"),
        pytest.param(APPLICATION_MOVES, A.WITHDRAWN, id="a withdrawn application"),
        pytest.param(CARD_MOVES, C.REVOKED, id="a revoked card"),
        pytest.param(CARD_MOVES, C.REPLACED, id="a replaced card"),
        pytest.param(CARD_MOVES, C.SPOILED, id="a spoiled card"),
        pytest.param(PRINT_JOB_MOVES, J.PRINTED, id="a confirmed print"),
    ],
)
def test_what_is_over_stays_over(moves: Moves, state: StrEnum) -> None:
    assert moves[state] == frozenset()


def test_a_card_is_issued_for_an_approved_application_only() -> None:
    assert sources_of(APPLICATION_MOVES, A.ISSUED) == {A.APPROVED}
    assert sources_of(APPLICATION_MOVES, A.APPROVED) == {A.SUBMITTED, A.ISSUED}


def test_a_card_is_handed_over_after_its_print_was_confirmed() -> None:
    assert sources_of(CARD_MOVES, C.ACTIVE) == {C.PRINTED, C.SUSPENDED}


def test_every_card_that_was_signed_can_be_revoked() -> None:
    assert sources_of(CARD_MOVES, C.REVOKED) == {C.ISSUED, C.PRINTED, C.ACTIVE, C.SUSPENDED}


def test_a_live_card_is_one_that_can_still_come_to_be_used() -> None:
    assert set(LIVE_CARD_STATES) == {state for state in C if CARD_MOVES[state]}


@pytest.mark.parametrize(
    ("state", "at_once", "from_pickup"),
    [
        pytest.param(C.ISSUED, VALID, SUSPENDED),
        pytest.param(C.PRINTED, VALID, SUSPENDED),
        pytest.param(C.ACTIVE, VALID, VALID),
        pytest.param(C.SUSPENDED, SUSPENDED, SUSPENDED),
        pytest.param(C.REVOKED, REVOKED, REVOKED),
        pytest.param(C.REPLACED, REVOKED, REVOKED),
        pytest.param(C.SPOILED, REVOKED, REVOKED),
    ],
)
def test_the_published_status_follows_the_state(
    state: CardState, at_once: int, from_pickup: int
) -> None:
    assert status_value(state, valid_from_pickup=False) == at_once
    assert status_value(state, valid_from_pickup=True) == from_pickup

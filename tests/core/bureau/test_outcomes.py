"""What somebody counted beside the printer becomes one outcome for each card."""

import pytest

from app.core.bureau import BureauFileError, Outcome, PieceCount, is_bundle, outcomes_of
from tests.core.bureau.bundles import NUMBERS, Bureau, manifest

ONE, TWO, THREE = NUMBERS


def said(count: PieceCount) -> list[tuple[str, str, str]]:
    """Return number, outcome and reason of each card."""
    return [(one.number, one.outcome.value, one.reason) for one in outcomes_of(manifest(), count)]


def why(count: PieceCount) -> str:
    with pytest.raises(BureauFileError) as refused:
        outcomes_of(manifest(), count)
    return refused.value.reason


def test_everything_unnamed_was_printed_well() -> None:
    count = PieceCount(spoiled={"2": "damaged"}, missing=frozenset({THREE}))
    assert said(count) == [
        (ONE, Outcome.PRINTED, ""),
        (TWO, Outcome.SPOILED, "damaged"),
        (THREE, Outcome.MISSING, ""),
    ]


def test_where_the_printed_ones_are_named_the_others_stay_open() -> None:
    count = PieceCount(spoiled={}, printed=frozenset({TWO}))
    assert said(count) == [(TWO, Outcome.PRINTED, "")]


@pytest.mark.parametrize("card", ["0", "4", "-1", "", "\u0661", "0000-0000-033"])
def test_a_card_that_is_not_in_the_bundle_is_named_as_such(card: str) -> None:
    assert why(PieceCount(spoiled={}, missing=frozenset({card}))) == "card_not_in_bundle"


@pytest.mark.parametrize(
    "count",
    [
        PieceCount(spoiled={"1": "damaged"}, missing=frozenset({ONE})),
        PieceCount(spoiled={"1": "damaged"}, printed=frozenset({ONE})),
        PieceCount(spoiled={}, missing=frozenset({"3"}), printed=frozenset({THREE})),
    ],
)
def test_a_card_has_one_outcome(count: PieceCount) -> None:
    assert why(count) == "card_named_twice"


def test_a_bundle_is_told_from_other_files() -> None:
    assert is_bundle(Bureau().bundle())
    assert not is_bundle(b"%PDF-1.4")

"""What a profile says about printed cards: which are scanned, and when one counts as unfetched."""

import pytest
from pydantic import ValidationError

from app.core.program import PrintRoom, ScanRule


def test_a_profile_that_says_nothing_scans_batches_and_waits_90_days() -> None:
    room = PrintRoom()
    assert (room.scan_before_pick_up, room.unfetched_days) == (ScanRule.BATCHES, 90)


@pytest.mark.parametrize("rule", ScanRule)
def test_a_profile_may_scan_all_cards_batches_or_none(rule: ScanRule) -> None:
    room = PrintRoom.model_validate({"scan_before_pick_up": rule.value, "unfetched_days": 1})
    assert room.scan_before_pick_up is rule


@pytest.mark.parametrize(
    "wrong",
    [
        {"scan_before_pick_up": "sometimes"},
        {"unfetched_days": 0},
        {"unfetched_days": 731},
        {"unfetched_days": "90"},
        {"unfetched_weeks": 3},
    ],
)
def test_anything_else_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        PrintRoom.model_validate(wrong)

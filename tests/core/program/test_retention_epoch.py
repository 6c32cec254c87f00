"""The month in which the key of a person's data ends."""

from datetime import date

import pytest

from app.core.program.retention_epoch import epoch_of_card, epoch_of_draft
from tests.core.program.profiles import TODAY, profile, record

LAST_DAY = date(2031, 11, 23)


@pytest.mark.parametrize(
    ("draft_days", "refused_days", "epoch"),
    [(30, 90, "2027-02"), (90, 30, "2027-02"), (6, 6, "2026-11"), (7, 6, "2026-12")],
)
def test_a_draft_lives_as_long_as_the_longer_of_its_two_clocks(
    draft_days: int, refused_days: int, epoch: str
) -> None:
    program = profile(retention__draft_days=draft_days, retention__refused_days=refused_days)
    assert epoch_of_draft(program, today=TODAY) == epoch


@pytest.mark.parametrize(
    ("classes", "epoch"),
    [
        pytest.param(
            [record("name_and_credential", longest="6 months"), record("photo", longest="30 days")],
            "2032-05",
            id="the longest clock of what it seals",
        ),
        pytest.param(
            [
                record("application", longest="6 months"),
                record("register_row", longest="9 years"),
                record("search_tokens", longest="9 years"),
                record("draft", longest="9 years"),
            ],
            "2032-05",
            id="what it does not seal keeps no name readable",
        ),
        pytest.param([], "2031-11", id="no clock is stated"),
    ],
)
def test_a_card_holders_key_ends_with(classes: list[object], epoch: str) -> None:
    program = profile(retention__classes=classes)
    assert epoch_of_card(program, last_day=LAST_DAY) == epoch


@pytest.mark.parametrize("rung", ["R0", "R2"])
def test_where_nothing_sealed_is_kept_the_key_ends_with_the_card(rung: str) -> None:
    assert epoch_of_card(profile(retention__rung=rung), last_day=LAST_DAY) == "2031-11"

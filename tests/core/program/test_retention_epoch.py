from datetime import date

from app.core.program.retention_epoch import epoch_of_card, epoch_of_draft
from tests.core.program.profiles import profile, record


def test_a_draft_ends_with_the_longer_of_its_clocks() -> None:
    assert epoch_of_draft(profile(), today=date(2026, 11, 24)) == "2027-02"
    longer = profile(retention__draft_days=120)
    assert epoch_of_draft(longer, today=date(2026, 11, 24)) == "2027-03"


def test_what_is_kept_with_a_card_ends_with_the_longest_clock_of_its_rung() -> None:
    classes = [
        record("photo", longest="6 months"),
        record("application", longest="2 years"),
        record("audit_log", longest="7 years"),  # has a key of its own
    ]
    made = profile(retention__classes=classes)
    assert epoch_of_card(made, last_day=date(2031, 11, 23)) == "2033-11"
    fewer = profile(retention__classes=classes, retention__rung="R1")
    assert epoch_of_card(fewer, last_day=date(2031, 11, 23)) == "2031-11"

"""The calendar month in which a record's longest clock ends: the retention epoch of its key."""

from datetime import date, timedelta

from app.core.program.profile import ProgramProfile
from app.core.program.retention import KEPT, RecordClass

# What lies under the person's own key. Register rows are not sealed, search tokens have keys of
# their own: neither may keep a name readable longer.
SEALED = frozenset(
    {
        RecordClass.NAME_AND_CREDENTIAL,
        RecordClass.APPLICATION,
        RecordClass.ADDRESS_AND_CONTACT,
        RecordClass.PHOTO,
    }
)


def epoch_of_draft(profile: ProgramProfile, *, today: date) -> str:
    """Return the epoch, YYYY-MM, of a draft opened today: the longer of its two clocks."""
    days = max(profile.retention.draft_days, profile.retention.refused_days)
    return f"{today + timedelta(days=days):%Y-%m}"


def epoch_of_card(profile: ProgramProfile, *, last_day: date) -> str:
    """Return the epoch, YYYY-MM, of what is kept with a card whose validity ends on a day."""
    kept = KEPT[profile.retention.rung] & SEALED
    ends = [
        schedule.longest.after(last_day)
        for schedule in profile.retention.classes
        if schedule.record in kept
    ]
    return f"{max(ends, default=last_day):%Y-%m}"

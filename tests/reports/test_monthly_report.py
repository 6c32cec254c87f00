"""The first report: ended months only, small numbers left out, nothing that can be subtracted."""

from datetime import UTC, date, datetime

import pytest

from app.audit import Act, AuditRepository
from app.core.permissions import Role
from app.kit.errors import RefusedError
from app.reports import MonthlyReport, Months, read_monthly_report
from tests.town import SITE, Town

NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)
AFTER_CHRISTMAS = datetime(2026, 12, 26, 18, 0, tzinfo=UTC)


def count(
    town: Town, act: Act, times: int, *, day: date, reason: str = "", site: str = SITE
) -> None:
    with town.transaction() as session:
        for _ in range(times):
            AuditRepository(session).count(day=day, site=site, act=act, reason=reason)


def read(town: Town, months: Months | None = None) -> MonthlyReport:
    actor = town.actor(Role.ADMINISTRATOR)
    with town.transaction() as session:
        return read_monthly_report(session, months, actor=actor, now=town.clock())


def cell(
    report: MonthlyReport, act: Act, *, reason: str = "", site: str = SITE, month: date = NOVEMBER
) -> int | None:
    [found] = [
        one.count
        for one in report.cells
        if (one.month, one.site, one.act, one.reason) == (month, site, act, reason)
    ]
    return found


def test_acts_of_an_ended_month_are_counted_by_desk(town: Town) -> None:
    count(town, Act.CARD_ISSUED, 11, day=date(2026, 11, 24))
    count(town, Act.CARD_ISSUED, 1, day=date(2026, 11, 30))
    count(town, Act.CARD_ISSUED, 20, day=date(2026, 12, 1))
    count(town, Act.CARD_ISSUED, 13, day=date(2026, 11, 25), site="mobile")
    town.clock.now = AFTER_CHRISTMAS
    report = read(town)
    assert report.months == Months(NOVEMBER, NOVEMBER)
    assert cell(report, Act.CARD_ISSUED) == 12
    assert cell(report, Act.CARD_ISSUED, site="mobile") == 13
    assert cell(report, Act.CARD_ISSUED, site="east_library") == 0


@pytest.mark.parametrize(
    ("times", "shown"),
    [
        pytest.param(0, 0, id="none"),
        pytest.param(1, None, id="one"),
        pytest.param(10, None, id="ten"),
        pytest.param(11, 11, id="eleven"),
    ],
)
def test_small_numbers_are_left_out(sqlite_town: Town, times: int, shown: int | None) -> None:
    count(sqlite_town, Act.CARD_REVOKED, times, day=date(2026, 11, 24), reason="lost")
    sqlite_town.clock.now = AFTER_CHRISTMAS
    assert cell(read(sqlite_town), Act.CARD_REVOKED) == shown


def test_rolled_up_tallies_count_as_before(town: Town) -> None:
    count(town, Act.APPLICATION_SUBMITTED, 14, day=date(2026, 11, 24))
    with town.transaction() as session:
        AuditRepository(session).roll_up(date(2026, 11, 24))
    town.clock.now = AFTER_CHRISTMAS
    assert cell(read(town), Act.APPLICATION_SUBMITTED) == 14


def test_refusals_appear_by_reason_and_never_together(town: Town) -> None:
    count(town, Act.APPLICATION_REFUSED, 24, day=date(2026, 11, 24), reason="not_resident")
    count(town, Act.APPLICATION_REFUSED, 1, day=date(2026, 11, 24), reason="papers_do_not_match")
    town.clock.now = AFTER_CHRISTMAS
    report = read(town)
    assert cell(report, Act.APPLICATION_REFUSED, reason="not_resident") == 24
    assert cell(report, Act.APPLICATION_REFUSED, reason="papers_do_not_match") is None
    refused = [one for one in report.cells if one.act is Act.APPLICATION_REFUSED]
    assert all(one.reason for one in refused)
    # No number in the report is the sum of 24 and the one that is left out.
    assert 25 not in {one.count for one in report.cells}


def test_the_running_month_is_not_there_and_the_report_says_when(sqlite_town: Town) -> None:
    report = read(sqlite_town)
    assert (report.months, report.ended, report.cells) == (None, (), ())
    assert report.running_month_on == DECEMBER


def test_a_month_ends_in_the_programs_time_zone(sqlite_town: Town) -> None:
    sqlite_town.clock.now = datetime(2026, 12, 1, 5, 59, tzinfo=UTC)  # 23:59 in Chicago
    assert read(sqlite_town).ended == ()
    sqlite_town.clock.now = datetime(2026, 12, 1, 6, 0, tzinfo=UTC)
    assert read(sqlite_town).ended == (NOVEMBER,)


@pytest.mark.parametrize(
    ("months", "reason"),
    [
        pytest.param(Months(NOVEMBER, DECEMBER), "month_not_ended", id="the running month"),
        pytest.param(Months(DECEMBER, NOVEMBER), "months_out_of_order", id="the wrong way round"),
        pytest.param(
            Months(date(2030, 1, 1), date(2030, 1, 1)), "month_not_ended", id="a month to come"
        ),
    ],
)
def test_only_ended_months_can_be_asked_for(sqlite_town: Town, months: Months, reason: str) -> None:
    sqlite_town.clock.now = AFTER_CHRISTMAS
    with pytest.raises(RefusedError) as refusal:
        read(sqlite_town, months)
    assert refusal.value.reason == reason


def test_months_before_the_program_are_left_out(sqlite_town: Town) -> None:
    sqlite_town.clock.now = AFTER_CHRISTMAS
    assert read(sqlite_town, Months(date(1990, 1, 1), NOVEMBER)).months == Months(
        NOVEMBER, NOVEMBER
    )
    assert read(sqlite_town, Months(date(1990, 1, 1), date(1990, 2, 1))).months is None


def test_without_a_wish_the_last_year_is_shown(sqlite_town: Town) -> None:
    sqlite_town.clock.now = datetime(2028, 3, 15, 12, 0, tzinfo=UTC)
    report = read(sqlite_town)
    assert report.months == Months(date(2027, 3, 1), date(2028, 2, 1))
    assert len(report.ended) == 16


def test_a_desk_that_is_no_longer_in_the_program_still_counts(sqlite_town: Town) -> None:
    count(sqlite_town, Act.CARD_ISSUED, 15, day=date(2026, 11, 24), site="old_harbour")
    sqlite_town.clock.now = AFTER_CHRISTMAS
    assert cell(read(sqlite_town), Act.CARD_ISSUED, site="old_harbour") == 15


def test_reading_the_report_goes_on_record(town: Town) -> None:
    read(town)
    with town.app.state.new_session() as session:
        *_, newest = AuditRepository(session).leaves()
    assert b'"act":"report_read"' in newest

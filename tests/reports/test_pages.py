from datetime import UTC, date, datetime

import pytest

from app.audit import Act, AuditRepository
from app.core.permissions import Role
from tests.town import SITE, Town


def test_the_page_shows_ended_months_and_says_when_the_running_one_appears(town: Town) -> None:
    with town.transaction() as session:
        audit = AuditRepository(session)
        for act, times in ((Act.CARD_ISSUED, 12), (Act.APPLICATION_SUBMITTED, 3)):
            for _ in range(times):
                audit.count(day=date(2026, 11, 24), site=SITE, act=act, reason="")
        audit.count(
            day=date(2026, 11, 25), site=SITE, act=Act.APPLICATION_REFUSED, reason="not_resident"
        )
    town.clock.now = datetime(2026, 12, 26, 18, 0, tzinfo=UTC)
    page = town.browser(Role.ADMINISTRATOR).get("/admin/report").text
    for text in ("November 2026", "City Hall, Room 104", ">12<", "fewer than 11"):
        assert text in page
    assert "January 1, 2027" in page
    assert "The papers show an address outside the city." in page
    assert "The papers do not match one another yet." not in page
    assert "/api/reports/issuance.csv?from=2026-11&amp;to=2026-11" in page


def test_before_a_month_has_ended_the_page_says_so(sqlite_town: Town) -> None:
    page = sqlite_town.browser(Role.AUDITOR).get("/admin/report").text
    assert "No month of this program has ended yet." in page
    assert "December 1, 2026" in page


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        pytest.param("?from=2026-11&to=2026-11", "Only months that have ended", id="running"),
        pytest.param("?from=2026-10&to=2026-09", "The first month lies after", id="backwards"),
        pytest.param("?from=Zqxwiana", "could not be read", id="no month"),
    ],
)
def test_other_months_get_a_sentence(sqlite_town: Town, query: str, sentence: str) -> None:
    answer = sqlite_town.browser(Role.AUDITOR).get(f"/admin/report{query}")
    assert answer.status_code == 422
    assert sentence in answer.text


def test_the_administration_begins_with_the_report(sqlite_town: Town) -> None:
    answer = sqlite_town.browser(Role.ADMINISTRATOR).get("/admin")
    assert (answer.status_code, answer.headers["location"]) == (303, "/admin/report")


@pytest.mark.parametrize("role", [Role.CLERK, Role.SUPERVISOR, Role.PRINTER])
def test_others_do_not_read_reports(sqlite_town: Town, role: Role) -> None:
    assert sqlite_town.browser(role).get("/admin/report").status_code == 403

import csv
import io
from datetime import UTC, date, datetime

import pytest

from app.audit import Act, AuditRepository
from app.core.permissions import Role
from tests.town import SITE, Town

URL = "/api/reports/issuance"


@pytest.fixture
def counted_town(sqlite_town: Town) -> Town:
    """Return a town after a month in which 12 cards were issued and 3 revoked."""
    with sqlite_town.transaction() as session:
        audit = AuditRepository(session)
        for act, times in ((Act.CARD_ISSUED, 12), (Act.CARD_REVOKED, 3)):
            for _ in range(times):
                audit.count(day=date(2026, 11, 24), site=SITE, act=act, reason="")
    sqlite_town.clock.now = datetime(2026, 12, 26, 18, 0, tzinfo=UTC)
    return sqlite_town


def test_the_report_as_json(counted_town: Town) -> None:
    answer = counted_town.script(Role.AUDITOR).get(URL).json()
    assert answer["first_month"] == answer["last_month"] == "2026-11"
    assert answer["running_month_on"] == "2027-01-01"
    cells = {(cell["site"], cell["act"]): cell for cell in answer["cells"] if not cell["reason"]}
    assert cells[SITE, "card_issued"]["count"] == 12
    assert cells[SITE, "card_revoked"]["count"] is None
    assert cells[SITE, "card_revoked"]["shown"] == "<11"


def test_the_report_as_csv(counted_town: Town) -> None:
    answer = counted_town.script(Role.ADMINISTRATOR).get(f"{URL}.csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="issuance.csv"'
    assert answer.headers["cache-control"] == "no-store"
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0] == ["month", "site", "act", "reason", "count"]
    assert ["2026-11", SITE, "card_issued", "", "12"] in rows
    assert ["2026-11", SITE, "card_revoked", "", "<11"] in rows
    assert ["2026-11", SITE, "application_refused", "not_resident", "0"] in rows


def test_before_a_month_has_ended_there_is_nothing_to_show(sqlite_town: Town) -> None:
    answer = sqlite_town.script(Role.AUDITOR).get(URL).json()
    assert (answer["first_month"], answer["last_month"], answer["cells"]) == (None, None, [])


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        pytest.param("?from=2026-11&to=2026-12", "month_not_ended", id="the running month"),
        pytest.param("?from=2026-12&to=2026-11", "months_out_of_order", id="backwards"),
        pytest.param("?from=2026-13", "unreadable_request", id="month 13"),
        pytest.param("?from=0000-01", "unreadable_request", id="year 0"),
        pytest.param("?from=Zqxwiana", "unreadable_request", id="no month"),
    ],
)
def test_other_months_are_refused_by_name(counted_town: Town, query: str, reason: str) -> None:
    answer = counted_town.script(Role.AUDITOR).get(URL + query)
    assert answer.status_code == 422
    assert answer.json()["reason"] == reason
    assert "Zqxwiana" not in answer.text


@pytest.mark.parametrize("query", ["?from=2026-11", "?to=2026-11", "?from=2026-11&to=2026-11"])
def test_one_end_stands_for_one_month(counted_town: Town, query: str) -> None:
    answer = counted_town.script(Role.AUDITOR).get(URL + query).json()
    assert (answer["first_month"], answer["last_month"]) == ("2026-11", "2026-11")


@pytest.mark.parametrize("role", [Role.CLERK, Role.SUPERVISOR, Role.PRINTER])
def test_others_do_not_read_reports(sqlite_town: Town, role: Role) -> None:
    script = sqlite_town.script(role)
    assert script.get(URL).status_code == 403
    assert script.get(f"{URL}.csv").status_code == 403

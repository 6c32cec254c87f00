"""Partners over the API: registered, listed, given another key, closed; by administrators only."""

import json
from uuid import UUID

import httpx
import pytest
from sqlalchemy import text as sql

from app.audit import AuditRepository, read_recorded
from app.core.permissions import Role
from app.partners import PartnerRepository, open_partners, partner_key_digest
from tests.agreements import partner
from tests.town import Town

LIBRARY = {
    "name": "Central library",
    "contact_role": "Circulation desk",
    "agreed_on": "2026-11-02",
    "fields": ["please_visit"],
    "daily_quota": 500,
}
NOBODY = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def administrator(town: Town) -> httpx.Client:
    return town.script(Role.ADMINISTRATOR)


def acts(town: Town) -> list[str]:
    with town.app.state.new_session() as session:
        entries = [json.loads(leaf) for leaf in AuditRepository(session).leaves()]
    return [entry["act"] for entry in entries if entry["act"].startswith("partner_")]


def known_keys(town: Town) -> set[bytes]:
    with town.app.state.new_session() as session:
        return set(open_partners(session, recorded=read_recorded(session)))


def test_a_partner_is_registered_and_listed_without_its_key(
    town: Town, administrator: httpx.Client
) -> None:
    answer = administrator.post("/api/partners", json=LIBRARY)
    made = answer.json()
    assert answer.status_code == 201
    assert answer.headers["cache-control"] == "no-store"
    listed = administrator.get("/api/partners")
    assert listed.json() == [LIBRARY | {"id": made["id"], "is_closed": False}]
    assert made["key"] not in listed.text
    assert known_keys(town) == {partner_key_digest(made["key"])}
    assert acts(town) == ["partner_added"]


def test_the_database_holds_the_keys_digest_only(town: Town, administrator: httpx.Client) -> None:
    key = administrator.post("/api/partners", json=LIBRARY).json()["key"]
    with town.app.state.new_session() as session:
        rows = session.execute(sql("SELECT * FROM partners")).all()
    assert key not in str(rows)


def test_another_key_ends_the_one_before(town: Town, administrator: httpx.Client) -> None:
    made = administrator.post("/api/partners", json=LIBRARY).json()
    answer = administrator.post(f"/api/partners/{made['id']}/key")
    assert answer.status_code == 201
    assert known_keys(town) == {partner_key_digest(answer.json()["key"])}
    assert answer.json()["key"] != made["key"]
    assert acts(town) == ["partner_added", "partner_key_changed"]


def test_a_closed_partners_key_counts_no_more(town: Town, administrator: httpx.Client) -> None:
    made = administrator.post("/api/partners", json=LIBRARY).json()
    address = f"/api/partners/{made['id']}"
    assert administrator.post(f"{address}/closure").status_code == 204
    assert known_keys(town) == set()
    assert administrator.get("/api/partners").json()[0]["is_closed"] is True
    for path in ("closure", "key"):
        again = administrator.post(f"{address}/{path}")
        assert (again.status_code, again.json()["reason"]) == (409, "partner_closed")
    assert acts(town) == ["partner_added", "partner_closed"]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"name": ""}, id="no name"),
        pytest.param({"name": "  "}, id="blanks"),
        pytest.param({"name": "x" * 101}, id="too long"),
        pytest.param({"name": "Central\nlibrary"}, id="two lines"),
        pytest.param({"contact_role": "\x00"}, id="a control character"),
        pytest.param({"daily_quota": 0}, id="no quota"),
        pytest.param({"daily_quota": 10**6 + 1}, id="too large a quota"),
        pytest.param({"fields": ["name"]}, id="what no agreement may give"),
        pytest.param({"contact_person": "Rosa"}, id="an unknown field"),
        pytest.param({"agreed_on": "yesterday"}, id="no day"),
    ],
)
def test_what_is_no_agreement_is_refused(sqlite_town: Town, change: dict[str, object]) -> None:
    administrator = sqlite_town.script(Role.ADMINISTRATOR)
    answer = administrator.post("/api/partners", json=LIBRARY | change)
    assert (answer.status_code, answer.json()["reason"]) == (422, "unreadable_request")
    assert administrator.get("/api/partners").json() == []


@pytest.mark.parametrize("path", ["key", "closure"])
def test_a_partner_that_does_not_exist_is_not_found(sqlite_town: Town, path: str) -> None:
    answer = sqlite_town.script(Role.ADMINISTRATOR).post(f"/api/partners/{NOBODY}/{path}")
    assert (answer.status_code, answer.json()["reason"]) == (404, "no_such_partner")


@pytest.mark.parametrize("role", [Role.CLERK, Role.SUPERVISOR, Role.AUDITOR])
def test_others_know_nothing_of_partners(sqlite_town: Town, role: Role) -> None:
    assert sqlite_town.script(role).get("/api/partners").status_code == 403


@pytest.mark.parametrize(
    "change",
    ["daily_quota = 1000000", "sees_please_visit = 1", "key_digest = x'00'", "is_closed = 0"],
)
def test_a_row_changed_by_direct_sql_counts_for_nothing(sqlite_town: Town, change: str) -> None:
    made = partner(sqlite_town)
    if change == "is_closed = 0":
        administrator = sqlite_town.script(Role.ADMINISTRATOR)
        administrator.post(f"/api/partners/{made.id}/closure")
    with sqlite_town.transaction() as session:
        session.execute(sql(f"UPDATE partners SET {change}"))  # noqa: S608 - constants of this test
    assert known_keys(sqlite_town) == set()
    with sqlite_town.app.state.new_session() as session:
        assert list(PartnerRepository(session).broken_ones()) == [UUID(str(made.id))]
    answer = sqlite_town.script(Role.ADMINISTRATOR).post(f"/api/partners/{made.id}/key")
    assert (answer.status_code, answer.json()["reason"]) == (503, "register_broken")

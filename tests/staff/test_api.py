import httpx
import pytest
from fastapi import FastAPI

from app.core.permissions import Role
from app.kit.passwords import SAMPLE_PASSWORD
from tests.clocks import MovableClock
from tests.http import NewClient
from tests.staff.conftest import ONE_MINUTE_LIMIT, PASSWORD, AddAccount

EMAIL = "clerk@riverbend.example"
ADMINISTRATOR = "admin@riverbend.example"
CANARY = "Zqxwiana"


@pytest.fixture
def client(app: FastAPI, new_client: NewClient) -> httpx.Client:
    return new_client(app)


@pytest.fixture
def administrator(client: httpx.Client, add_account: AddAccount) -> dict[str, str]:
    add_account(ADMINISTRATOR, roles=(Role.ADMINISTRATOR,))
    return bearer(client, ADMINISTRATOR)


def test_signing_in_answers_with_a_token_its_end_and_the_roles(
    client: httpx.Client, add_account: AddAccount
) -> None:
    add_account(roles=(Role.PRINTER, Role.CLERK))
    answer = client.post("/api/sessions", json={"email": EMAIL, "password": PASSWORD})
    assert answer.status_code == 201
    assert answer.headers["cache-control"] == "no-store"
    assert answer.json()["roles"] == ["clerk", "printer"]
    assert answer.json()["expires_at"] == "2026-11-25T06:00:00Z"
    assert len(answer.json()["token"]) == 43
    assert "set-cookie" not in answer.headers


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(
    client: httpx.Client, add_account: AddAccount
) -> None:
    add_account()
    wrong = client.post("/api/sessions", json={"email": EMAIL, "password": CANARY})
    unknown = client.post("/api/sessions", json={"email": f"{CANARY}@x.test", "password": CANARY})
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.content == unknown.content
    assert wrong.headers == unknown.headers
    assert wrong.json()["reason"] == "sign_in_failed"


def test_five_failures_over_http_count_as_five(
    client: httpx.Client, add_account: AddAccount, clock: MovableClock
) -> None:
    add_account()
    for _ in range(2):
        for _ in range(5):
            answer = client.post("/api/sessions", json={"email": EMAIL, "password": CANARY})
            assert answer.json()["reason"] == "sign_in_failed"
        clock.move(minutes=1)
    answer = client.post("/api/sessions", json={"email": EMAIL, "password": PASSWORD})
    assert (answer.status_code, answer.json()["reason"]) == (429, "sign_in_blocked")


def test_one_client_has_a_number_of_attempts_a_minute(
    client: httpx.Client, clock: MovableClock
) -> None:
    def reason(number: int) -> str:
        body = {"email": f"{number}@riverbend.example", "password": CANARY}
        return str(client.post("/api/sessions", json=body).json()["reason"])

    for number in range(ONE_MINUTE_LIMIT):
        assert reason(number) == "sign_in_failed"
    assert reason(0) == "too_many_attempts"
    clock.move(minutes=1)
    assert reason(0) == "sign_in_failed"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b'{"email": "%s"' % CANARY.encode(), id="not JSON"),
        pytest.param(b'{"email": "%s"}' % CANARY.encode(), id="no password"),
        pytest.param(b'{"email": 1, "password": ["%s"]}' % CANARY.encode(), id="other types"),
        pytest.param(b'{"email": "a", "password": "b", "%s": 1}' % CANARY.encode(), id="extra"),
        pytest.param(b'{"email": "a", "password": "%s"}' % (CANARY.encode() * 40), id="long"),
        pytest.param(b'{"email": "\\ud800%s", "password": "b"}' % CANARY.encode(), id="surrogate"),
        pytest.param(b'["%s"]' % CANARY.encode(), id="a list"),
    ],
)
def test_a_request_of_another_form_is_refused_and_not_repeated(
    client: httpx.Client, content: bytes
) -> None:
    headers = {"content-type": "application/json"}
    answer = client.post("/api/sessions", content=content, headers=headers)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["reason"] == "unreadable_request"
    assert CANARY not in answer.text
    assert "input" not in answer.text


def test_json_sent_as_a_form_is_not_read(client: httpx.Client, add_account: AddAccount) -> None:
    add_account()
    content = f'{{"email": "{EMAIL}", "password": "{PASSWORD}"}}'
    for kind in ("text/plain", "application/x-www-form-urlencoded"):
        answer = client.post("/api/sessions", content=content, headers={"content-type": kind})
        assert answer.status_code == 422


def test_a_token_is_worth_nothing_after_signing_out(
    client: httpx.Client, add_account: AddAccount
) -> None:
    add_account()
    headers = bearer(client, EMAIL)
    assert client.delete("/api/sessions/current", headers=headers).status_code == 204
    again = client.delete("/api/sessions/current", headers=headers)
    assert (again.status_code, again.json()["reason"]) == (401, "session_ended")


def test_without_a_token_nothing_is_answered(client: httpx.Client) -> None:
    for method, path in (("DELETE", "/api/sessions/current"), ("GET", "/api/staff")):
        answer = client.request(method, path)
        assert (answer.status_code, answer.json()["reason"]) == (401, "sign_in_needed")


def test_only_an_administrator_sees_and_changes_staff(
    client: httpx.Client, add_account: AddAccount
) -> None:
    every_other = [role for role in Role if role is not Role.ADMINISTRATOR]
    account_id = add_account(roles=tuple(every_other))
    headers = bearer(client, EMAIL)
    body = new_account()
    for method, path, json in (
        ("GET", "/api/staff", None),
        ("POST", "/api/staff", body),
        ("POST", f"/api/staff/{account_id}/closure", None),
        ("DELETE", f"/api/staff/{account_id}/closure", None),
        ("PUT", f"/api/staff/{account_id}/roles", {"roles": ["custodian"]}),
    ):
        answer = client.request(method, path, json=json, headers=headers)
        assert (answer.status_code, answer.json()["reason"]) == (403, "not_permitted")


def test_an_administrator_adds_changes_closes_and_reopens(
    client: httpx.Client, administrator: dict[str, str]
) -> None:
    made = client.post("/api/staff", json=new_account(), headers=administrator)
    assert made.status_code == 201
    account = f"/api/staff/{made.json()['id']}"
    roles = client.put(f"{account}/roles", json={"roles": ["printer"]}, headers=administrator)
    closed = client.post(f"{account}/closure", headers=administrator)
    listed = client.get("/api/staff", headers=administrator).json()
    reopened = client.delete(f"{account}/closure", headers=administrator)
    assert {roles.status_code, closed.status_code, reopened.status_code} == {204}
    assert [(row["email"], row["roles"], row["is_closed"]) for row in listed] == [
        (ADMINISTRATOR, ["administrator"], False),
        ("new@riverbend.example", ["printer"], True),
    ]
    assert "password" not in str(listed)
    assert client.post("/api/sessions", json=new_account_sign_in()).status_code == 201


@pytest.mark.parametrize(
    ("changes", "status", "reason"),
    [
        pytest.param({"email": ADMINISTRATOR}, 409, "email_taken", id="address taken"),
        pytest.param({"email": "no address"}, 422, "email_unreadable", id="no address"),
        pytest.param({"site": "The Main Hall"}, 422, "site_unreadable", id="site in words"),
        pytest.param({"password": "too short"}, 422, "password_too_short", id="short"),
        pytest.param({"password": SAMPLE_PASSWORD}, 422, "password_too_common", id="sample"),
        pytest.param({"roles": []}, 422, "unreadable_request", id="no role"),
        pytest.param({"roles": ["mayor"]}, 422, "unreadable_request", id="unknown role"),
        pytest.param(
            {"person_id": "00000000-0000-4000-8000-000000000000"},
            404,
            "person_unknown",
            id="unknown person",
        ),
    ],
)
def test_an_account_that_cannot_be_added_has_a_reason(
    client: httpx.Client,
    administrator: dict[str, str],
    changes: dict[str, object],
    status: int,
    reason: str,
) -> None:
    body = new_account() | changes
    answer = client.post("/api/staff", json=body, headers=administrator)
    assert (answer.status_code, answer.json()["reason"]) == (status, reason)
    for value in changes.values():
        assert str(value) not in answer.text


def bearer(client: httpx.Client, email: str) -> dict[str, str]:
    answer = client.post("/api/sessions", json={"email": email, "password": PASSWORD})
    return {"authorization": f"Bearer {answer.json()['token']}"}


def new_account() -> dict[str, object]:
    return {
        "email": "new@riverbend.example",
        "password": "three quiet river stones",
        "site": "main",
        "roles": ["clerk"],
    }


def new_account_sign_in() -> dict[str, object]:
    return {key: value for key, value in new_account().items() if key in ("email", "password")}

import re

import httpx
import pytest
from fastapi import FastAPI

from app.core.permissions import Role
from app.kit.guard import form_token
from tests.http import NewClient
from tests.staff.conftest import PASSWORD, AddAccount

EMAIL = "clerk@riverbend.example"
COOKIE = "__Host-tessera"
FORM = {"email": EMAIL, "password": PASSWORD}


@pytest.fixture
def client(app: FastAPI, new_client: NewClient) -> httpx.Client:
    return new_client(app)


def test_the_page_shows_a_form_that_no_cache_keeps(client: httpx.Client) -> None:
    answer = client.get("/sign-in")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    email, password = (field_of(answer.text, name) for name in ("email", "password"))
    assert 'type="email"' in email
    assert 'autocomplete="username"' in email
    assert 'type="password"' in password
    assert 'autocomplete="current-password"' in password
    assert all("required" in field for field in (email, password))


def test_a_wrong_password_is_not_repeated(client: httpx.Client, add_account: AddAccount) -> None:
    add_account()
    wrong = "something that is not the password"
    answer = client.post("/sign-in", data={"email": EMAIL, "password": wrong})
    assert answer.status_code == 401
    assert wrong not in answer.text


def field_of(page: str, name: str) -> str:
    (field,) = re.findall(rf'<input[^>]* name="{name}"[^>]*>', page)
    return str(field)


@pytest.mark.parametrize(
    ("role", "page"),
    [
        pytest.param(Role.CLERK, "/desk"),
        pytest.param(Role.SUPERVISOR, "/review"),
        pytest.param(Role.PRINTER, "/print"),
        pytest.param(Role.ADMINISTRATOR, "/admin"),
        pytest.param(Role.AUDITOR, "/admin/report"),
        pytest.param(Role.GREETER, "/"),
    ],
)
def test_signing_in_leads_to_the_first_page_of_the_role(
    client: httpx.Client, add_account: AddAccount, role: Role, page: str
) -> None:
    add_account(roles=(role,))
    answer = client.post("/sign-in", data=FORM)
    assert (answer.status_code, answer.headers["location"]) == (303, page)


@pytest.mark.parametrize(
    ("role", "page"),
    [
        pytest.param(Role.CLERK, "/desk"),
        pytest.param(Role.SUPERVISOR, "/review"),
        pytest.param(Role.AUDITOR, "/admin/report"),
    ],
)
def test_the_address_of_the_site_leads_to_the_first_page_of_the_role(
    client: httpx.Client, add_account: AddAccount, role: Role, page: str
) -> None:
    assert client.get("/").headers["location"] == "/sign-in"
    add_account(roles=(role,))
    signed_in(client)
    assert client.get("/").headers["location"] == page


def test_work_without_a_page_is_told_so(client: httpx.Client, add_account: AddAccount) -> None:
    add_account(roles=(Role.GREETER,))
    signed_in(client)
    answer = client.get("/")
    assert (answer.status_code, answer.text) == (404, "<p>no_page_yet</p>")


def test_the_cookie_is_for_this_host_alone_and_no_script_reads_it(
    client: httpx.Client, add_account: AddAccount
) -> None:
    add_account()
    cookie = client.post("/sign-in", data=FORM).headers["set-cookie"]
    name_and_value, *flags = cookie.split("; ")
    assert name_and_value.startswith(f"{COOKIE}=")
    assert sorted(flags) == ["HttpOnly", "Path=/", "SameSite=strict", "Secure"]


def test_without_tls_the_cookie_has_a_plain_name(
    app: FastAPI, new_client: NewClient, add_account: AddAccount
) -> None:
    add_account()
    app.state.secure_cookies = False
    client = new_client(app, base_url="http://localhost:8000")
    cookie = client.post("/sign-in", data=FORM).headers["set-cookie"]
    assert cookie.startswith("tessera=")
    assert "Secure" not in cookie


@pytest.mark.parametrize(
    ("target", "page"),
    [
        pytest.param("/desk/check", "/desk/check", id="own page"),
        pytest.param("//elsewhere.test/", "/desk", id="another host"),
        pytest.param("/\\elsewhere.test/", "/desk", id="another host with a backslash"),
        pytest.param("https://elsewhere.test/", "/desk", id="another site"),
        pytest.param("/desk\r\nX-Y: z", "/desk", id="a header"),
    ],
)
def test_signing_in_leads_to_an_own_page_only(
    client: httpx.Client, add_account: AddAccount, target: str, page: str
) -> None:
    add_account()
    answer = client.post("/sign-in", data=FORM | {"next": target})
    assert answer.headers["location"] == page


def test_a_failure_shows_the_form_again_and_none_of_what_was_typed(
    client: httpx.Client, add_account: AddAccount
) -> None:
    add_account()
    wrong = client.post("/sign-in", data=FORM | {"password": "Zqxwiana"})
    unknown = client.post("/sign-in", data={"email": "zqxwiana@x.test", "password": "Zqxwiana"})
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.text == unknown.text
    assert "zqxwiana" not in wrong.text.lower()
    assert EMAIL not in wrong.text
    assert "set-cookie" not in wrong.headers


def test_failures_on_the_page_count(client: httpx.Client, add_account: AddAccount) -> None:
    add_account()
    for _ in range(10):
        client.post("/sign-in", data=FORM | {"password": "Zqxwiana"})
    blocked = client.post("/sign-in", data=FORM)
    assert (blocked.status_code, blocked.headers["retry-after"]) == (429, "600")


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({"origin": "https://elsewhere.test"}, id="other origin"),
        pytest.param({"origin": "http://tessera.test"}, id="other scheme"),
        pytest.param({"origin": "null"}, id="an origin that is hidden"),
        pytest.param({"sec-fetch-site": "cross-site"}, id="cross-site"),
        pytest.param({"sec-fetch-site": "same-site"}, id="another host of the same site"),
        pytest.param({"sec-fetch-site": "cross-site", "origin": "null"}, id="sandboxed frame"),
    ],
)
def test_a_form_of_another_site_signs_nobody_in(
    client: httpx.Client, add_account: AddAccount, headers: dict[str, str]
) -> None:
    add_account()
    answer = client.post("/sign-in", data=FORM, headers=headers)
    assert (answer.status_code, answer.text) == (403, "<p>other_origin</p>")
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({"origin": "https://tessera.test"}, id="origin"),
        pytest.param({"sec-fetch-site": "same-origin", "origin": "null"}, id="no referrer"),
        pytest.param({"sec-fetch-site": "none"}, id="typed by hand"),
    ],
)
def test_the_own_page_signs_in(
    client: httpx.Client, add_account: AddAccount, headers: dict[str, str]
) -> None:
    add_account()
    assert client.post("/sign-in", data=FORM, headers=headers).status_code == 303


def test_signing_in_again_ends_the_session_before(
    client: httpx.Client, add_account: AddAccount
) -> None:
    add_account()
    first = signed_in(client)
    second = signed_in(client)
    assert first != second
    client.cookies.set(COOKIE, first, domain="tessera.test", path="/")
    answer = client.post("/sign-out", data={"csrf_token": form_token(first)})
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
    assert "clear-site-data" not in answer.headers


def test_signing_out_makes_the_browser_forget(
    client: httpx.Client, add_account: AddAccount
) -> None:
    add_account()
    token = signed_in(client)
    answer = client.post("/sign-out", data={"csrf_token": form_token(token)})
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
    assert answer.headers["clear-site-data"] == '"cache", "cookies", "storage"'
    assert COOKIE not in client.cookies
    client.cookies.set(COOKIE, token, domain="tessera.test", path="/")
    again = client.post("/sign-out", data={"csrf_token": form_token(token)})
    assert "clear-site-data" not in again.headers


@pytest.mark.parametrize(
    "form",
    [
        pytest.param({}, id="no token"),
        pytest.param({"csrf_token": "0" * 32}, id="another token"),
    ],
)
def test_signing_out_needs_the_token_of_the_own_page(
    client: httpx.Client, add_account: AddAccount, form: dict[str, str]
) -> None:
    add_account()
    signed_in(client)
    answer = client.post("/sign-out", data=form)
    assert (answer.status_code, answer.text) == (403, "<p>form_out_of_date</p>")


def signed_in(client: httpx.Client) -> str:
    client.post("/sign-in", data=FORM)
    return str(client.cookies[COOKIE])

"""Requests of every kind that are refused, with the name in every place of a request."""

import json
from collections.abc import Collection, Iterator
from http import HTTPStatus
from typing import Any

import httpx

from app.core.permissions import PERMISSIONS_OF, Role
from tests.architecture.requests import Ids, body_of, is_api
from tests.architecture.routes import Route, routes_of
from tests.canary import person
from tests.town import PASSWORD, Town

NAME = person.NAME
HEADERS = {
    "X-Applicant": NAME,
    "User-Agent": NAME,
    "Referer": f"https://tessera.test/{person.GIVEN}",
    "Accept-Language": person.FAMILY,
    "Idempotency-Key": NAME,
    "X-Request-Id": NAME,
    "HX-Request": NAME,
}
QUERY = {"q": NAME, "state": NAME, "part": person.GIVEN, "lang": person.FAMILY, "next": NAME}
SIGNING_OUT = {"POST /sign-out", "DELETE /api/sessions/current"}
ROLES = (Role.CLERK, Role.SUPERVISOR, Role.PRINTER, Role.ADMINISTRATOR)
OF_FORMS = "application/x-www-form-urlencoded"
# What an administrator calls an organisation is kept as typed; no form asks for a person there.
OF_ORGANISATIONS: dict[str, Collection[str]] = {
    "POST /api/partners": {"name", "contact_role"},
    "POST /api/print-agents": {"name", "printer"},
    "POST /admin/print-agents": {"name"},
    "POST /api/bureaus": {"name", "contact_role"},
    "POST /admin/bureaus": {"name", "contact_role"},
    "POST /api/printers": {"name"},
    "POST /admin/printers": {"name"},
}
BAD_BODIES: dict[str, tuple[bytes, str]] = {
    "not JSON": (f'{{"names": "{NAME}'.encode(), "application/json"),
    "a list": (json.dumps([NAME]).encode(), "application/json"),
    "a text": (json.dumps(NAME).encode(), "application/json"),
    "unknown fields": (json.dumps({NAME: NAME, person.CITY: {NAME: 1}}).encode(), "text/json"),
    "not UTF-8": (NAME.encode("utf-16"), "application/json"),
    "another kind": (NAME.encode(), f"text/{person.GIVEN}"),
    "no boundary": (NAME.encode(), "multipart/form-data"),
    "cut off": (
        f'--x\r\nContent-Disposition: form-data; name="{NAME}"; filename="{NAME}"'.encode(),
        "multipart/form-data; boundary=x",
    ),
    "a NUL": (f"given_names={NAME}%00&birth_year={person.GIVEN}".encode(), OF_FORMS),
}
WRONG_VALUES: tuple[Any, ...] = (
    NAME,
    [NAME],
    {NAME: NAME},
    f"{NAME}\0",
    f"{NAME}\ud800",
    NAME * 400,
    2**70,
    None,
    True,
)


def refusals(town: Town) -> None:
    """Ask every route for what it refuses; none may fail unexpectedly."""
    _sign_in_fails(town)
    clients = dict(_clients(town))
    # Whoever has signed out is asked to sign in by every other route.
    for route in sorted(routes_of(town.app), key=lambda route: route.name in SIGNING_OUT):
        thorough = _who_may(route)
        for role, (client, token) in clients.items():
            for answer in _asked(client, route, token, is_short=role is not thorough):
                assert answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR, (
                    route.name,
                    answer.status_code,
                )


def _who_may(route: Route) -> Role | None:
    """Return the one whose requests get as far as any: nobody where no sign-in is asked for."""
    if not route.rules:
        return None
    return next(role for role in ROLES if route.permissions <= PERMISSIONS_OF[role])


def _sign_in_fails(town: Town) -> None:
    anyone = town.new_client(town.app)
    for email in (person.EMAIL, NAME, f"{NAME}\0@x.example"):
        body = {"email": email, "password": NAME}
        assert anyone.post("/api/sessions", json=body).status_code in {401, 422}
        assert anyone.post("/sign-in", data=body).status_code in {401, 422}
    wrong = {"email": town.email(Role.CLERK), "password": NAME}
    assert anyone.post("/api/sessions", json=wrong).status_code == HTTPStatus.UNAUTHORIZED
    twice = {"email": town.email(Role.CLERK), "password": PASSWORD, "next": f"/desk?{NAME}"}
    assert anyone.post("/sign-in", data=twice).status_code == HTTPStatus.SEE_OTHER
    administrator = town.script(Role.ADMINISTRATOR)
    account = {"email": NAME, "password": NAME, "site": NAME, "roles": [NAME]}
    assert administrator.post("/api/staff", json=account).status_code == 422


def _clients(town: Town) -> Iterator[tuple[Role | None, tuple[httpx.Client, str]]]:
    yield None, (town.new_client(town.app), "")
    for role in ROLES:
        browser = town.browser(role)
        yield role, (browser.client, browser.form_token)


def _asked(
    client: httpx.Client, route: Route, token: str, *, is_short: bool
) -> Iterator[httpx.Response]:
    """Yield the answers to requests with the name in path, query, headers and body."""
    headers = HEADERS | {"x-form-token": token}
    method = "GET" if route.method == "MOUNT" else route.method
    names = Ids(number=NAME, card_id=NAME, job_id=NAME, account_id=NAME, path=NAME)
    path = Ids().fill(route.path)
    yield client.request(method, names.fill(route.path), headers=headers)
    if is_short:
        return
    yield client.request(method, path, params=QUERY, headers=headers)
    yield client.get(names.fill(route.path), params={"lang": person.GIVEN}, headers=headers)
    for name, value in QUERY.items():
        yield client.get(path, params={name: value}, headers=headers)
    yield client.request(method, f"{path}/{NAME}", headers=headers)
    yield client.request("PATCH", path, headers=headers, content=NAME)
    if method == "GET":
        return
    for content, kind in BAD_BODIES.values():
        yield client.request(
            method, path, content=content, headers=headers | {"Content-Type": kind}
        )
    for body in _wrong_bodies(body_of(route, Ids()), OF_ORGANISATIONS.get(route.name, ())):
        if is_api(route):
            content = json.dumps(body, ensure_ascii=True).encode()
            as_json = headers | {"Content-Type": "application/json"}
            yield client.request(method, path, content=content, headers=as_json)
        else:
            texts = {name: str(value).replace("\ud800", "?") for name, value in body.items()}
            yield client.request(method, path, data=texts, headers=headers)


def _wrong_bodies(body: dict[str, Any], kept: Collection[str] = ()) -> Iterator[dict[str, Any]]:
    for name in (name for name in body if name not in kept):
        for value in WRONG_VALUES:
            yield body | {name: value}
    for name, inner in body.items():
        if isinstance(inner, dict):
            for wrong in _wrong_bodies(inner):
                yield body | {name: wrong}
    yield body | {NAME: NAME}

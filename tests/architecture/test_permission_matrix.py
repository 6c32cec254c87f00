"""Every route asked by every role and by nobody, over HTTP: let in or turned away by the table.

Let in means any answer but "sign in" and "not you": the ids in the paths are ids of nothing.
"""

from http import HTTPStatus

import httpx
import pytest

from app.core.disposal import DisposalKind
from app.core.permissions import PERMISSIONS_OF, Role
from app.core.print_stock import RollKind
from app.kit.guard import form_token
from app.printing import queue_print
from app.printing.disposals import open_disposal
from app.printing.printers.add_printer import add_printer
from app.printing.printers.printer_form import PrinterForm
from app.printing.rolls import install_roll
from tests import walks
from tests.architecture.requests import PRINTER, Ids, is_api, send
from tests.architecture.routes import Route, routes_of
from tests.town import ROLES, SITE, Town

OTHER_SITE = "annex"
# A holder may have a pause lifted at whatever desk is near; nothing about a person shows there.
AT_ANY_DESK = {
    "GET /cards/{card_id}",
    "POST /cards/{card_id}/lift",
    "DELETE /api/cards/{card_id}/suspension",
}


@pytest.fixture
def full_town(sqlite_town: Town) -> Town:
    """Return a town in which somebody has each role."""
    for role in Role:
        if role not in ROLES:
            sqlite_town.add(role)
    return sqlite_town


def guarded(town: Town) -> list[Route]:
    """Return the routes that ask for a sign-in."""
    return [route for route in routes_of(town.app) if route.rules]


def sent_to_sign_in(answer: httpx.Response) -> bool:
    """Say whether somebody was asked to sign in."""
    if answer.status_code == HTTPStatus.SEE_OTHER:
        return answer.headers["location"].startswith("/sign-in")
    return answer.status_code == HTTPStatus.UNAUTHORIZED


def outcome(answer: httpx.Response) -> str:
    """Return in one word how the guard answered."""
    if sent_to_sign_in(answer) and not answer.request.url.path.endswith("/sign-out"):
        return "sign in"
    return "not you" if answer.status_code == HTTPStatus.FORBIDDEN else "let in"


def ask(town: Town, role: Role, route: Route, ids: Ids | None = None, email: str = "") -> str:
    """Let somebody with a role use a route, in a session of their own."""
    email = email or town.email(role)
    if is_api(route):
        return outcome(send(town.script(role, email=email), route, ids or Ids()))
    browser = town.browser(role, email=email)
    return outcome(send(browser.client, route, ids or Ids(), csrf_token=browser.form_token))


@pytest.mark.parametrize("role", Role)
def test_a_role_is_let_in_where_the_table_says(full_town: Town, role: Role) -> None:
    found = {route.name: ask(full_town, role, route) for route in guarded(full_town)}
    assert found == {
        route.name: "let in" if route.permissions <= PERMISSIONS_OF[role] else "not you"
        for route in guarded(full_town)
    }


def test_nobody_is_let_in_without_a_session(sqlite_town: Town) -> None:
    client = sqlite_town.new_client(sqlite_town.app)
    ended = sqlite_town.browser(Role.CLERK)
    late = sqlite_town.script(Role.CLERK)
    sqlite_town.clock.move(minutes=16)
    for route in guarded(sqlite_town):
        for name, who in {"nobody": client, "ended": ended.client, "late": late}.items():
            form = {"csrf_token": ended.form_token}
            answer = send(who, route, Ids(), **form)
            assert sent_to_sign_in(answer), (route.name, name)
            assert answer.status_code == HTTPStatus.UNAUTHORIZED or not is_api(route)


def test_a_change_asks_for_the_page_it_came_from(full_town: Town) -> None:
    for role in (Role.CLERK, Role.SUPERVISOR, Role.PRINTER):
        browser = full_town.browser(role)
        changing = [route for route in guarded(full_town) if route.method != "GET"]
        for route in changing:
            missing = send(browser.client, route, Ids())
            other = send(browser.client, route, Ids(), csrf_token=form_token("another session"))
            foreign = replace_origin(browser.client)
            elsewhere = send(foreign, route, Ids(), csrf_token=browser.form_token)
            assert {missing.status_code, other.status_code, elsewhere.status_code} == {403}, (
                route.name
            )


def replace_origin(client: httpx.Client) -> httpx.Client:
    """Return the same browser as another site's page uses it."""
    foreign = httpx.Client(transport=client._transport, base_url=client.base_url)  # noqa: SLF001 - the same connection
    foreign.cookies = client.cookies
    foreign.headers["origin"] = "https://elsewhere.test"
    return foreign


def test_another_desk_finds_nothing(sqlite_town: Town) -> None:
    """With the ids of one desk in hand, people of another desk are told that there is nothing."""
    ids = ids_of_a_card(sqlite_town)
    answers = {}
    for role in (Role.CLERK, Role.SUPERVISOR, Role.PRINTER):
        email = f"{role.value}@annex.example"
        sqlite_town.add(role, email=email, site=OTHER_SITE)
        for route in guarded(sqlite_town):
            names_something = "{" in route.path or route.name in {
                "POST /api/cards",
                "POST /api/print-jobs",
                "POST /api/print-sheets",
                "POST /api/disposals",
                "POST /api/rolls",
                "POST /api/rolls/disposals",
                "POST /print/rolls",
                "POST /print/rolls/disposals",
                "POST /print/disposals",
                "POST /desk/find",
            }
            if names_something and route.permissions <= PERMISSIONS_OF[role]:
                browser = sqlite_town.browser(role, email=email)
                script = sqlite_town.script(role, email=email)
                client = script if is_api(route) else browser.client
                answer = send(client, route, ids, csrf_token=browser.form_token)
                answers[route.name] = answer.status_code
    told = {name for name, status in answers.items() if status != HTTPStatus.NOT_FOUND}
    assert told == AT_ANY_DESK
    assert len(answers) > 30


def ids_of_a_card(town: Town) -> Ids:
    """Return the ids of a card that waits for its print at city hall, and of other things there."""
    card_id = walks.issued(town)
    number = walks.submitted(town, walks.MINOR)
    actor = town.actor(Role.PRINTER)
    with town.transaction() as session:
        job_id = queue_print(session, card_id, actor=actor, now=town.clock())
        paper = open_disposal(
            session, DisposalKind.BLANKS, count=3, site=SITE, actor=actor, now=town.clock()
        )
        disposal_id = str(paper.id)
        printer_id = add_printer(
            session, PrinterForm.model_validate(PRINTER), by=actor, now=town.clock()
        )
        roll = install_roll(
            session, printer_id, kind=RollKind.RIBBON, label="R 1", actor=actor, now=town.clock()
        )
        roll_id = str(roll.id)
    return Ids(
        number=number,
        card_id=str(card_id),
        job_id=str(job_id),
        disposal_id=disposal_id,
        printer_id=str(printer_id),
        roll_id=roll_id,
    )


@pytest.mark.parametrize("role", ROLES)
def test_the_description_of_the_api_is_for_members_of_staff(sqlite_town: Town, role: Role) -> None:
    nobody = sqlite_town.new_client(sqlite_town.app)
    assert sent_to_sign_in(nobody.get("/openapi.json"))
    assert sqlite_town.script(role).get("/openapi.json").json()["info"]["title"] == "Tessera"

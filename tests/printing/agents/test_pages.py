"""The page of print agents: entered with a key that is shown once, watched, changed and closed."""

import logging
import re

import httpx
import pytest

from app.core.permissions import Role
from app.core.print_room import PrintReport
from tests.printing.print_room import Agent, agent, batch
from tests.printing.printers.test_printers import CARD, printer
from tests.town import Town

PATH = "/admin/print-agents"
KEY = re.compile(r"ta_[\w-]{43}")
PLAIN = {"name": "Desk 1", "place": "city_hall/"}


def key_on(answer: httpx.Response) -> str:
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    key: str
    (key,) = KEY.findall(answer.text)
    return key


def opens(town: Town, key: str) -> bool:
    """Say whether an agent's key opens anything."""
    client = town.new_client(town.app)
    headers = {"authorization": f"Bearer {key}"}
    answer = client.post("/api/print-agents/next", headers=headers)
    assert answer.status_code in {204, 401}
    return answer.status_code == 204


def only_agent(page: str) -> str:
    """Return the address of the one agent in the list."""
    path: str
    (path,) = set(re.findall(rf"{PATH}/[\w-]{{36}}(?=\")", page))
    return path


def test_an_agents_key_is_shown_once_with_the_command_that_needs_it(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    browser = town.browser(Role.ADMINISTRATOR)
    assert "No print agent is entered yet." in browser.get(PATH).text
    answer = browser.post(PATH, PLAIN)
    key = key_on(answer)
    server = town.settings.base_url
    command = f"tessera print-agent --server {server} --queue QUEUE --key-file print-agent.key"
    assert command in answer.text
    assert opens(town, key)
    assert key not in str(answer.url)
    assert key not in caplog.text
    assert "request" in caplog.text
    for page in (PATH, only_agent(answer.text)):
        assert KEY.findall(browser.get(page).text) == []


def test_another_key_ends_the_one_before(town: Town) -> None:
    browser = town.browser(Role.ADMINISTRATOR)
    answer = browser.post(PATH, PLAIN)
    path = only_agent(answer.text)
    first, second = key_on(answer), key_on(browser.post(f"{path}/key"))
    assert (opens(town, first), opens(town, second)) == (False, True)
    again = browser.get(f"{path}/key")
    assert (again.status_code, again.headers["location"]) == (303, path)


def test_an_agent_is_given_another_printer_of_its_desk(town: Town) -> None:
    chosen, elsewhere = printer(town, **CARD), printer(town, **CARD | {"site": "east_library"})
    browser = town.browser(Role.ADMINISTRATOR)
    path = only_agent(browser.post(PATH, PLAIN | {"place": f"city_hall/{chosen}"}).text)
    page = browser.get(path).text
    assert f'value="city_hall/{chosen}" selected' in page
    assert elsewhere not in page
    refused = browser.post(f"{path}/printer", {"place": f"city_hall/{elsewhere}"})
    assert (refused.status_code, "error-summary" in refused.text) == (404, True)
    assert browser.post(f"{path}/printer", {"place": "city_hall/"}).status_code == 303
    assert 'value="city_hall/" selected' in browser.get(path).text


def test_an_agent_whose_printer_is_out_of_use_is_marked(sqlite_town: Town) -> None:
    chosen = printer(sqlite_town, **CARD)
    browser = sqlite_town.browser(Role.ADMINISTRATOR)
    path = only_agent(browser.post(PATH, PLAIN | {"place": f"city_hall/{chosen}"}).text)
    notice = "Its printer is no longer used"
    assert notice not in browser.get(path).text
    browser.post(f"/admin/printers/{chosen}/closure")
    assert notice in browser.get(path).text


def test_the_list_says_when_each_was_heard_of_and_what_is_to_be_looked_for(town: Town) -> None:
    batch(town)
    one, browser = agent(town), town.browser(Role.ADMINISTRATOR)
    assert "Not heard of yet" in browser.get(PATH).text
    sign = {"state": "stopped", "says": "ribbon out, tell Rosalba"}
    assert one.client().post("/api/print-agents/sign", json=sign).status_code == 204
    ask_about_a_card(one)
    page = browser.get(PATH).text
    assert "Stopped" in page
    assert "ribbon out" in page
    assert "Rosalba" not in page
    assert "Cards to look for: 1" in page
    town.clock.move(minutes=3)
    assert "Not heard of for a while" in browser.get(PATH).text


def ask_about_a_card(one: Agent) -> None:
    """Let an agent say that it does not know what became of its card."""
    lease = one.next()
    assert lease is not None
    one.sent(lease)
    one.report(lease, PrintReport.UNKNOWN)


def test_a_closed_agents_page_offers_nothing(town: Town) -> None:
    browser = town.browser(Role.ADMINISTRATOR)
    answer = browser.post(PATH, PLAIN)
    key, path = key_on(answer), only_agent(answer.text)
    assert browser.post(f"{path}/closure").status_code == 303
    assert not opens(town, key)
    page = browser.get(path).text
    assert "Its key opens nothing any more." in page
    assert f"{path}/key" not in page
    for act in ("key", "printer", "closure"):
        assert browser.post(f"{path}/{act}", PLAIN).status_code == 409


@pytest.mark.parametrize(
    ("field", "value", "status"),
    [
        ("name", "", 422),
        ("name", "n" * 61, 422),
        ("name", "a\u2028b", 422),
        ("place", "", 422),
        ("place", "moon/", 422),
        ("place", "city_hall/nothing", 422),
        ("place", "city_hall/00000000-0000-4000-8000-000000000000", 404),
    ],
)
def test_what_is_no_agent_is_shown_again(
    sqlite_town: Town, field: str, value: str, status: int
) -> None:
    browser = sqlite_town.browser(Role.ADMINISTRATOR)
    answer = browser.post(PATH, PLAIN | {field: value})
    assert answer.status_code == status
    assert "error-summary" in answer.text
    assert "No print agent is entered yet." in answer.text


def test_an_agent_that_is_not_there_has_no_page(sqlite_town: Town) -> None:
    browser = sqlite_town.browser(Role.ADMINISTRATOR)
    path = f"{PATH}/00000000-0000-4000-8000-000000000000"
    assert browser.get(path).status_code == 404
    for act in ("key", "printer", "closure"):
        assert browser.post(f"{path}/{act}", PLAIN).status_code == 404

"""Ribbon, film and printers that leave, in a browser and by scripts."""

import re

import pytest

from app.core.disposal import WipeItem
from app.core.permissions import Role
from tests.printing.rolls.printers import install, printer, remove
from tests.town import Town


def test_a_ribbon_by_the_page(town: Town) -> None:
    at, browser = printer(town), town.browser(Role.PRINTER)
    form = {"printer": str(at), "roll_kind": "ribbon", "label": "ymck 26/14"}
    assert browser.post("/print/rolls", form).status_code == 303
    (path,) = re.findall(r'action="(/print/rolls/[^"]+/removal)"', browser.get("/print/rolls").text)
    assert browser.post(path).status_code == 303
    (roll,) = re.findall(r'name="rolls" value="([^"]+)"', browser.get("/print/rolls").text)
    answer = browser.post("/print/rolls/disposals", {"rolls": roll})
    assert answer.headers["location"] == "/print/disposals"
    assert "YMCK 26/14" in town.browser(Role.CLERK).get("/print/disposals").text


@pytest.mark.parametrize(
    ("values", "field", "status"),
    [
        ({"roll_kind": "ribbon", "label": "Zqxwiana"}, "label", 422),
        ({"roll_kind": "Zqxwiana", "label": "R 1"}, "roll_kind", 422),
        ({"roll_kind": "film", "label": "F 2"}, "printer", 409),
    ],
)
def test_what_cannot_be_is_named_at_its_field(
    sqlite_town: Town, values: dict[str, str], field: str, status: int
) -> None:
    at, browser = printer(sqlite_town), sqlite_town.browser(Role.PRINTER)
    browser.post("/print/rolls", {"printer": str(at), "roll_kind": "film", "label": "F 1"})
    answer = browser.post("/print/rolls", {"printer": str(at)} | values)
    assert answer.status_code == status
    assert f'href="#{field}"' in answer.text
    assert f'id="{field}"' in answer.text
    assert "Zqxwiana" not in answer.text


@pytest.mark.parametrize("chosen", ["", "Zqxwiana"])
def test_without_a_printer_nothing_is_entered(sqlite_town: Town, chosen: str) -> None:
    browser = sqlite_town.browser(Role.PRINTER)
    form = {"printer": chosen, "roll_kind": "film", "label": "F 1"}
    assert browser.post("/print/rolls", form).status_code == 404
    assert browser.post("/print/rolls/disposals").status_code == 422


def test_a_printer_that_leaves_by_the_page(town: Town) -> None:
    at, browser, clerk = printer(town), town.browser(Role.PRINTER), town.browser(Role.CLERK)
    some = {"leaving": str(at), "items": WipeItem.RIBBON_OUT.value}
    refused = browser.post("/print/wipes", some)
    assert refused.status_code == 422
    assert 'href="#items"' in refused.text
    every = {"leaving": str(at), "items": [*WipeItem]}
    answer = browser.post("/print/wipes", every)  # type: ignore[arg-type] # a box for each line
    assert answer.headers["location"] == "/print/disposals"
    page = clerk.get("/print/disposals").text
    assert "Zebra by the window" in page
    (path,) = re.findall(r'action="([^"]+/confirmation)"', page)
    clerk.post(path)
    assert str(at) not in browser.get("/print/rolls").text


def test_the_json_routes_do_the_same(town: Town) -> None:
    at, script = str(printer(town)), town.script(Role.PRINTER)
    body = {"printer_id": at, "kind": "film", "label": "f 3"}
    roll = script.post("/api/rolls", json=body)
    assert (roll.status_code, roll.json()["label"]) == (201, "F 3")
    wipe = {"items": [*WipeItem]}
    assert script.post(f"/api/printers/{at}/wipe", json=wipe).json()["reason"] == (
        "roll_still_installed"
    )
    url = f"/api/rolls/{roll.json()['id']}/removal"
    assert script.post(url).json()["state"] == "removed"
    assert [one["state"] for one in script.get("/api/rolls").json()] == ["removed"]
    paper = script.post("/api/rolls/disposals", json={"rolls": [roll.json()["id"]]})
    assert (paper.status_code, paper.json()["kind"]) == (201, "film")
    leaves = script.post(f"/api/printers/{at}/wipe", json=wipe)
    assert (leaves.status_code, leaves.json()["kind"]) == (201, "printer")


def test_a_supervisor_signs_for_what_somebody_took_out(sqlite_town: Town) -> None:
    roll = remove(sqlite_town, install(sqlite_town, printer(sqlite_town)).id)
    supervisor = sqlite_town.browser(Role.SUPERVISOR)
    assert supervisor.get("/print/rolls").status_code == 403
    answer = supervisor.post("/print/rolls/disposals", {"rolls": str(roll.id)})
    assert answer.headers["location"] == "/print/disposals"

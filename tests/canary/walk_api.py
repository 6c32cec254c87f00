"""The whole job over the JSON API, for the impossible person."""

from http import HTTPStatus
from typing import Any

import httpx

from app.cli.read_code import read_code
from app.core.disposal import WipeItem
from app.core.permissions import Role
from tests.canary import person
from tests.town import Town

TAKEN, NOT_NOW, UNREADABLE = HTTPStatus.NO_CONTENT, HTTPStatus.CONFLICT, 422


def walk(town: Town) -> dict[str, Any]:
    """Do everything there is for a card and return the last card with its text and its PDF."""
    number = _submitted(town)
    clerk, supervisor = town.script(Role.CLERK), town.script(Role.SUPERVISOR)
    returned = {"outcome": "returned", "reason": "photo_retake"}
    _ok(supervisor.post(f"/api/applications/{number}/decision", json=returned))
    _ok(clerk.put(f"/api/applications/{number}", json=person.INTAKE))
    _take_photo(clerk, number, person.png())
    _ok(clerk.post(f"/api/applications/{number}/submission"))
    _ok(supervisor.post(f"/api/applications/{number}/decision", json={"outcome": "approved"}))
    _spoiled(town, number)
    card = _printed(town, number)
    _out_of_use(town, card)
    _other_ends(town)
    _stock(town)
    return card


def _submitted(town: Town) -> str:
    clerk = town.script(Role.CLERK)
    key = {"Idempotency-Key": f"{person.NAME} {person.STREET}"}
    first = clerk.post("/api/applications", json=person.INTAKE, headers=key)
    number: str = _ok(first)["number"]
    again = clerk.post("/api/applications", json=person.INTAKE, headers=key)
    assert _ok(again)["number"] == number
    other = clerk.post("/api/applications", json=person.INTAKE | {"language": "es"}, headers=key)
    assert other.status_code == NOT_NOW
    for upload in person.bad_photos().values():
        refused = clerk.put(f"/api/applications/{number}/photo", content=upload)
        assert refused.status_code == UNREADABLE
    assert clerk.post(f"/api/applications/{number}/submission").status_code == UNREADABLE
    _take_photo(clerk, number, person.jpeg())
    _ok(clerk.put(f"/api/applications/{number}", json=person.INTAKE))
    _ok(clerk.post(f"/api/applications/{number}/submission"))
    assert clerk.post(f"/api/applications/{number}/submission").status_code == NOT_NOW
    _ok(clerk.get(f"/api/applications/{number}"))
    _ok(clerk.get("/api/applications"))
    return number


def _take_photo(clerk: httpx.Client, number: str, upload: bytes) -> None:
    assert clerk.put(f"/api/applications/{number}/photo", content=upload).status_code == TAKEN


def _issued(town: Town, number: str, *, time: str) -> dict[str, Any]:
    printer = town.script(Role.PRINTER)
    key = {"Idempotency-Key": f"{person.NAME} {number} {time}"}
    card: dict[str, Any] = _ok(
        printer.post("/api/cards", json={"application": number}, headers=key)
    )
    again = _ok(printer.post("/api/cards", json={"application": number}, headers=key))
    assert again["id"] == card["id"]
    assert printer.post("/api/cards", json={"application": number}).status_code == NOT_NOW
    job = _ok(printer.post("/api/print-jobs", json={"card_id": card["id"]}))
    drawing = printer.post(f"/api/print-jobs/{job['id']}/drawing")
    assert drawing.status_code == HTTPStatus.OK
    _ok(printer.get("/api/print-jobs"))
    sheets = printer.post("/api/print-sheets", json={"job_ids": [job["id"]]})
    assert sheets.status_code == HTTPStatus.OK
    return card | {"job": job["id"], "pdf": drawing.content, "text": read_code(drawing.content)}


def _spoiled(town: Town, number: str) -> None:
    card, printer = _issued(town, number, time="first"), town.script(Role.PRINTER)
    spoil = f"/api/print-jobs/{card['job']}/spoil"
    assert printer.post(spoil, json={"reason": person.NAME}).status_code == UNREADABLE
    _ok(printer.post(spoil, json={"reason": "print_fault"}))
    assert printer.post(f"/api/print-jobs/{card['job']}/confirmation").status_code == NOT_NOW
    assert _check(town, card["text"]) == "revoked"
    _destroyed(town)


def _destroyed(town: Town) -> None:
    """Let two people destroy what is out of use."""
    printer, clerk = town.script(Role.PRINTER), town.script(Role.CLERK)
    cards = [row["card_id"] for row in _ok(printer.get("/api/disposals"))]
    for _ in range(2):
        paper = _ok(printer.post("/api/disposals", json={"cards": cards}))["id"]
        own = printer.post(f"/api/disposals/{paper}/confirmation")
        assert own.status_code == HTTPStatus.FORBIDDEN
        _ok(clerk.post(f"/api/disposals/{paper}/call-off"))
    paper = _ok(printer.post("/api/disposals", json={"cards": cards}))["id"]
    _ok(clerk.post(f"/api/disposals/{paper}/confirmation"))
    assert _ok(printer.get("/api/disposals")) == []


def _printed(town: Town, number: str) -> dict[str, Any]:
    card, clerk = _issued(town, number, time="second"), town.script(Role.CLERK)
    printer, url = town.script(Role.PRINTER), f"/api/cards/{card['id']}"
    for text in (person.NAME, card["text"][:-2]):
        assert printer.post("/api/scans", json={"text": text}).status_code == UNREADABLE
    _ok(printer.post("/api/scans", json={"text": card["text"], "card_id": card["id"]}))
    assert printer.post("/api/scans", json={"text": card["text"]}).status_code == NOT_NOW
    _ok(printer.get("/api/pieces"))
    for way in ("mailing", "return", "hand-over"):
        _ok(clerk.post(f"{url}/{way}"))
    receipt = clerk.post(f"/api/cards/{card['id']}/receipt")
    assert receipt.status_code == HTTPStatus.OK
    assert _check(town, card["text"]) == "valid"
    assert _check(town, f"https://{person.STREET}.example/v#" + card["text"].split("#")[-1]) == (
        "valid"
    )
    return card


def _out_of_use(town: Town, card: dict[str, Any]) -> None:
    supervisor, clerk = town.script(Role.SUPERVISOR), town.script(Role.CLERK)
    url = f"/api/cards/{card['id']}"
    _ok(supervisor.post(f"{url}/suspension", json={"reason": "reported_lost"}))
    assert _check(town, card["text"]) == "suspended"
    _ok(clerk.delete(f"{url}/suspension"))
    assert clerk.delete(f"{url}/suspension").status_code in {HTTPStatus.OK, NOT_NOW}
    ended = clerk.post(f"{url}/reprint", json={"reason": person.NAME})
    assert ended.status_code == UNREADABLE
    late = town.clock.move(days=1)
    assert _check(town, card["text"]) == "valid", late
    supervisor = town.script(Role.SUPERVISOR)
    _ok(supervisor.post(f"{url}/revocation", json={"reason": "holder_asked"}))
    assert supervisor.post(f"{url}/suspension", json={"reason": "reported_lost"}).status_code == (
        NOT_NOW
    )
    assert _check(town, card["text"]) == "revoked"
    _ok(town.script(Role.CLERK).get("/api/cards", params={"state": "revoked"}))


def _stock(town: Town) -> None:
    """Count blanks, put rolls in and out, and let a printer leave; no label takes a name."""
    administrator, printer = town.script(Role.ADMINISTRATOR), town.script(Role.PRINTER)
    for label in (person.NAME, person.EMAIL):
        refused = printer.post("/api/stock/boxes", json={"count": 5, "label": label})
        assert refused.status_code == UNREADABLE
    _ok(printer.post("/api/stock/boxes", json={"count": 500, "label": "LOT 7"}))
    for counted in (500, 498):
        _ok(printer.post("/api/stock/counts", json={"counted": counted}))
    aside = {"count": 1, "reason": "blank_jammed"}
    unknown = printer.post("/api/stock/set-aside", json=aside | {"reason": person.NAME})
    assert unknown.status_code == UNREADABLE
    _ok(printer.post("/api/stock/set-aside", json=aside))
    papers = [_ok(printer.post("/api/stock/disposals", json={"count": 1}))["id"]]
    form = {"site": "city_hall", "name": "Zebra", "kind": "card"}
    at = _ok(administrator.post("/api/printers", json=form))["id"]
    body = {"printer_id": at, "kind": "film", "label": "F 3"}
    assert printer.post("/api/rolls", json=body | {"label": person.NAME}).status_code == UNREADABLE
    roll = _ok(printer.post("/api/rolls", json=body))["id"]
    _ok(printer.post(f"/api/rolls/{roll}/removal"))
    papers.append(_ok(printer.post("/api/rolls/disposals", json={"rolls": [roll]}))["id"])
    wipe = {"items": [*WipeItem]}
    papers.append(_ok(printer.post(f"/api/printers/{at}/wipe", json=wipe))["id"])
    supervisor = town.script(Role.SUPERVISOR)
    for paper in papers:
        _ok(supervisor.post(f"/api/disposals/{paper}/confirmation"))
    assert town.script(Role.AUDITOR).get("/api/stock/ledger.csv").is_success


def _other_ends(town: Town) -> None:
    """Let one application be withdrawn and another one refused."""
    clerk, supervisor = town.script(Role.CLERK), town.script(Role.SUPERVISOR)
    withdrawn: str = _ok(clerk.post("/api/applications", json=person.INTAKE))["number"]
    _ok(clerk.post(f"/api/applications/{withdrawn}/withdrawal"))
    assert clerk.put(f"/api/applications/{withdrawn}", json=person.INTAKE).status_code == NOT_NOW
    refused = _submitted_again(clerk)
    decision = f"/api/applications/{refused}/decision"
    free_text = {"outcome": "refused", "reason": person.NAME}
    assert supervisor.post(decision, json=free_text).status_code == UNREADABLE
    _ok(supervisor.post(decision, json={"outcome": "refused", "reason": "not_resident"}))


def _submitted_again(clerk: httpx.Client) -> str:
    number: str = _ok(clerk.post("/api/applications", json=person.INTAKE))["number"]
    _take_photo(clerk, number, person.jpeg())
    _ok(clerk.post(f"/api/applications/{number}/submission"))
    return number


def read_reports(town: Town) -> None:
    """Read the reports once the month is over, as JSON, as CSV and as a page."""
    town.clock.move(days=40)
    administrator = town.script(Role.ADMINISTRATOR)
    _ok(administrator.get("/api/reports/issuance"))
    csv = administrator.get("/api/reports/issuance.csv")
    assert csv.status_code == HTTPStatus.OK
    _ok(administrator.get("/api/staff"))
    page = town.browser(Role.ADMINISTRATOR).client.get("/admin/report")
    assert page.status_code == HTTPStatus.OK


def _check(town: Town, text: str) -> str:
    anyone = town.new_client(town.app)
    word: str = _ok(anyone.post("/api/verifications", json={"credential": text}))["result"]
    return word


def _ok(answer: httpx.Response) -> Any:  # noqa: ANN401 - JSON
    assert answer.is_success, (answer.request.url, answer.status_code, answer.text)
    return answer.json()

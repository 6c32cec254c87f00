"""After the printer by scripts: scanned, mailed, back, handed over; destroyed by two people."""

import httpx

from app.core.permissions import Role
from tests.printed import code_of, number_of
from tests.printing.pick_up.drawer import of_batch
from tests.town import Town
from tests.walks import printed


def places(script: httpx.Client) -> list[tuple[str, str]]:
    """Return what waits at the desk."""
    return [(row["number"], row["place"]) for row in script.get("/api/pieces").json()]


def test_a_card_goes_its_way_by_scripts(town: Town) -> None:
    card_id = of_batch(town)
    printer, clerk = town.script(Role.PRINTER), town.script(Role.CLERK)
    url, number = f"/api/cards/{card_id}", number_of(town, card_id)
    early = clerk.post(f"{url}/hand-over")
    assert (early.status_code, early.json()["reason"]) == (409, "scan_needed")
    scan = {"text": code_of(town, card_id), "card_id": str(card_id)}
    assert printer.post("/api/scans", json=scan).json()["number"] == number
    assert places(printer) == [(number, "ready")]
    assert clerk.post(f"{url}/mailing").json()["state"] == "active"
    assert places(printer) == [(number, "mailed")]
    assert clerk.post(f"{url}/return").status_code == 200
    assert places(printer) == [(number, "came_back")]
    assert clerk.post(f"{url}/hand-over").status_code == 200
    assert places(printer) == []


def test_two_people_destroy_by_scripts(town: Town) -> None:
    card_id = printed(town)
    printer, clerk = town.script(Role.PRINTER), town.script(Role.CLERK)
    clerk.post(f"/api/cards/{card_id}/reprint", json={"reason": "damaged_in_printing"})
    (row,) = printer.get("/api/disposals").json()
    assert (row["card_id"], row["why"]) == (str(card_id), "spoiled")
    made = printer.post("/api/disposals", json={"cards": [row["card_id"]]})
    assert (made.status_code, made.json()["state"]) == (201, "open")
    url = f"/api/disposals/{made.json()['id']}"
    own = printer.post(f"{url}/confirmation")
    assert (own.status_code, own.json()["reason"]) == (403, "second_person_needed")
    assert clerk.post(f"{url}/call-off").json()["state"] == "called_off"
    again = printer.post("/api/disposals", json={"cards": [row["card_id"]]}).json()["id"]
    assert clerk.post(f"/api/disposals/{again}/confirmation").json()["state"] == "done"
    assert printer.get("/api/disposals").json() == []

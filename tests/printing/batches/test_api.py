"""Batches and agents over HTTP: the API, the pages, and keys that open one desk's next card."""

from uuid import uuid4

import pytest

from app.core.permissions import Role
from tests.journeys.desks import done, refused
from tests.printing.print_room import agent, batch
from tests.town import Town
from tests.walks import issued

AGENT = {"site": "city_hall", "name": "Desk 1", "printer": "Card printer 1"}


def test_a_batch_by_the_api(town: Town) -> None:
    for _ in range(3):
        issued(town)
    printer, supervisor = town.script(Role.PRINTER), town.script(Role.SUPERVISOR)
    made = done(printer.post("/api/print-batches", json={"size": 2}))
    url = f"/api/print-batches/{made['id']}"
    assert (made["state"], made["counts"]) == ("released", {"queued": 2})
    assert done(supervisor.get("/api/print-batches")) == [made]
    first, second = done(supervisor.get(f"{url}/cards"))
    priority = {"priority": "rush"}
    path = f"{url}/cards/{second['job_id']}"
    assert printer.put(f"{path}/priority", json=priority).status_code == 204
    again = done(printer.get(f"{url}/cards"))
    assert [one["job_id"] for one in again] == [second["job_id"], first["job_id"]]
    assert printer.delete(path).status_code == 204
    assert done(printer.post(f"{url}/hold"))["state"] == "held"
    assert done(printer.post(f"{url}/resumption"))["state"] == "released"
    assert refused(supervisor.post(f"{url}/release")) == (409, "batch_is_released")
    assert refused(printer.post(f"{url}/closure")) == (422, "batch_is_open")
    assert printer.delete(f"{url}/cards/{first['job_id']}").status_code == 204
    assert done(printer.post(f"{url}/closure"))["state"] == "closed"
    assert refused(printer.get(f"/api/print-batches/{uuid4()}")) == (404, "no_such_batch")


def test_an_agent_by_the_api(town: Town) -> None:
    batch(town)
    administrator = town.script(Role.ADMINISTRATOR)
    made = done(administrator.post("/api/print-agents", json=AGENT))
    client = town.new_client(town.app)
    client.headers["authorization"] = f"Bearer {made['key']}"
    lease = done(client.post("/api/print-agents/next"))
    url = f"/api/print-agents/leases/{lease['id']}"
    assert done(client.get(url))["state"] == "leased"
    assert done(client.post(f"{url}/sent"))["state"] == "sent"
    drawing = client.post(f"{url}/drawing")
    assert drawing.headers["cache-control"] == "no-store"
    assert drawing.content.startswith(b"%PDF-")
    assert refused(client.post(f"{url}/drawing")) == (409, "drawing_handed_out")
    sign = {"state": "stopped", "says": "Ribbon out, tell Rosalba Quispe"}
    assert client.post("/api/print-agents/sign", json=sign).status_code == 204
    (shown,) = done(administrator.get("/api/print-agents"))
    assert (shown["printer_state"], shown["printer_words"]) == ("stopped", "ribbon out")
    assert done(client.post(f"{url}/report", json={"report": "printed"}))["state"] == "printed"
    assert client.post("/api/print-agents/next").status_code == 204

    newer = done(administrator.post(f"/api/print-agents/{made['id']}/key"))["key"]
    assert refused(client.post("/api/print-agents/next")) == (401, "agent_key_unknown")
    client.headers["authorization"] = f"Bearer {newer}"
    assert client.post("/api/print-agents/next").status_code == 204
    closure = f"/api/print-agents/{made['id']}/closure"
    assert administrator.post(closure).status_code == 204
    assert refused(administrator.post(closure)) == (409, "agent_closed")
    key = administrator.post(f"/api/print-agents/{made['id']}/key")
    assert refused(key) == (409, "agent_closed")
    assert refused(client.post("/api/print-agents/next")) == (401, "agent_key_unknown")


@pytest.mark.parametrize("sent", ["", "Bearer ta_no-such-key", "Bearer tp_else", "Basic ta_x"])
def test_without_the_key_of_an_agent_nothing_is_handed_out(sqlite_town: Town, sent: str) -> None:
    batch(sqlite_town)
    client = sqlite_town.new_client(sqlite_town.app)
    lease = f"/api/print-agents/leases/{uuid4()}"
    report = {"report": "printed"}
    for answer in (
        client.post("/api/print-agents/next", headers={"authorization": sent}),
        client.get(lease, headers={"authorization": sent}),
        client.post(f"{lease}/sent", headers={"authorization": sent}),
        client.post(f"{lease}/drawing", headers={"authorization": sent}),
        client.post(f"{lease}/report", json=report, headers={"authorization": sent}),
    ):
        assert refused(answer) == (401, "agent_key_unknown")


def test_an_agent_sees_the_cards_of_its_own_site_only(sqlite_town: Town) -> None:
    batch(sqlite_town)
    assert agent(sqlite_town, site="east_library").next() is None
    body = AGENT | {"site": "nowhere"}
    answer = sqlite_town.script(Role.ADMINISTRATOR).post("/api/print-agents", json=body)
    assert refused(answer) == (422, "unknown_site")
    answer = sqlite_town.script(Role.ADMINISTRATOR).post(
        "/api/print-agents", json=AGENT | {"name": "a\x07b"}
    )
    assert answer.status_code == 422
    closed = sqlite_town.script(Role.ADMINISTRATOR).post(f"/api/print-agents/{uuid4()}/closure")
    assert refused(closed) == (404, "no_such_agent")


def test_the_pages_ask_about_one_card_and_take_the_answer(town: Town) -> None:
    issued(town)
    issued(town)
    printer = town.browser(Role.PRINTER)
    for size in ("none", "0", "1001", "0100099999", "1" + "0" * 5_000):
        assert printer.post("/print/batches", {"size": size}).status_code == 422
    url = printer.post("/print/batches", {"size": "2"}).headers["location"]
    one = agent(town)
    client = one.client()
    client.post("/api/print-agents/sign", json={"state": "stopped", "says": "ribbon out"})
    lease = done(client.post("/api/print-agents/next"))
    lease_url = f"/api/print-agents/leases/{lease['id']}"
    client.post(f"{lease_url}/sent")
    client.post(f"{lease_url}/report", json={"report": "unknown"})
    listed = printer.get("/print/batches").text
    assert "ribbon out" in listed
    assert lease["card_number"] in listed
    assert "has to be looked for" in printer.get("/print").text
    asked = printer.get(url).text
    assert asked.count("Is this card in the tray?") == 1
    cards = done(town.script(Role.PRINTER).get(f"/api{url.replace('/print/', '/print-')}/cards"))
    job = f"{url}/cards/{cards[0]['job_id']}"
    assert f"{job}/confirmation" in asked
    assert printer.post(f"{job}/missing").headers["location"] == url
    assert "Is this card in the tray?" not in printer.get(url).text
    assert f"{job}/confirmation" in printer.get(f"{url}?state=missing").text
    assert printer.post(f"{job}/spoil", {"reason": "Quispe"}).status_code == 422
    assert printer.post(f"{job}/spoil", {"reason": "lost"}).status_code == 303
    waiting = f"{url}/cards/{cards[1]['job_id']}"
    assert printer.post(f"{waiting}/rush").status_code == 303
    assert printer.post(f"{url}/closure").status_code == 422
    assert printer.post(f"{waiting}/removal").status_code == 303
    assert printer.post(f"{url}/hold").status_code == 303
    assert printer.post(f"{url}/resumption").status_code == 303
    assert printer.post(f"{url}/closure").status_code == 303
    assert printer.post(f"{waiting}/confirmation").status_code == 409
    assert town.browser(Role.SUPERVISOR).get(url).status_code == 200
    town.clock.move(minutes=5)
    assert "Not heard of for a while" in town.browser(Role.SUPERVISOR).get("/print/batches").text

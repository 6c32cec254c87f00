"""The JSON face of applications: what it reads, lists and refuses, without repeating anything."""

from app.core.permissions import Role
from tests.journeys.desks import PAPERS, RESIDENT, done, refused
from tests.town import Town
from tests.walks import draft, submitted

INTAKE = RESIDENT | {"documents": list(PAPERS)}


def test_what_cannot_be_read_is_refused_with_its_place_and_nothing_else(sqlite_town: Town) -> None:
    clerk = sqlite_town.script(Role.CLERK)
    bodies = {
        "body.names": INTAKE | {"names": "Zqxwiana"},
        "body.birth_date": INTAKE | {"birth_date": "Zqxwiana Zqxwiana"},
        "body.documents": INTAKE | {"documents": [{"kind": "passport"}] * 21},
        "body.documents.kind": INTAKE | {"documents": [{"kind": "Zqxwiana!"}]},
        "body.address.mode": INTAKE | {"address": {"mode": "Zqxwiana"}},
        "body": INTAKE | {"zqxwiana": "Zqxwiana"},
    }
    for place, body in bodies.items():
        answer = clerk.post("/api/applications", json=body)
        assert refused(answer) == (422, "unreadable_request")
        assert place in {field["field"] for field in answer.json()["fields"]}
        assert "zqxwiana" not in answer.text.lower()
    assert done(clerk.get("/api/applications")) == []


def test_a_birth_date_that_is_none_is_refused_by_field(sqlite_town: Town) -> None:
    clerk = sqlite_town.script(Role.CLERK)
    for born in ("1990-13", "1990-02-30", "Zqxwiana", "90"):
        answer = clerk.post("/api/applications", json=INTAKE | {"birth_date": born})
        assert refused(answer) == (422, "intake_not_acceptable")
        assert [field["field"] for field in answer.json()["fields"]] == ["birth_date"]
        assert born not in answer.text


def test_a_list_is_filtered_by_state_and_holds_no_name(sqlite_town: Town) -> None:
    town = sqlite_town
    open_draft = draft(town)
    town.clock.move(minutes=1)
    waiting = submitted(town)
    clerk = town.script(Role.CLERK)
    everything = clerk.get("/api/applications")
    assert [row["number"] for row in done(everything)] == [open_draft, waiting]
    assert "Quispe" not in everything.text
    only = done(clerk.get("/api/applications", params={"state": "submitted"}))
    assert [row["number"] for row in only] == [waiting]
    assert len(done(clerk.get("/api/applications", params={"limit": 1}))) == 1
    unknown = clerk.get("/api/applications", params={"state": "lost"})
    assert refused(unknown) == (422, "unreadable_request")


def test_an_application_is_withdrawn_once(sqlite_town: Town) -> None:
    clerk = sqlite_town.script(Role.CLERK)
    address = f"/api/applications/{draft(sqlite_town)}/withdrawal"
    assert done(clerk.post(address))["state"] == "withdrawn"
    assert refused(clerk.post(address)) == (409, "application_is_withdrawn")


def test_a_photo_above_eight_megabytes_is_refused_while_it_comes(sqlite_town: Town) -> None:
    clerk = sqlite_town.script(Role.CLERK)
    address = f"/api/applications/{draft(sqlite_town, has_photo=False)}/photo"
    too_large = clerk.put(address, content=bytes(8 * 1024 * 1024 + 1))
    assert refused(too_large) == (413, "photo_too_large")
    assert refused(clerk.put(address, content=b"")) == (422, "photo_unreadable")

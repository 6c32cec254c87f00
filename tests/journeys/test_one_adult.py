"""The whole job for one adult over HTTP, on both databases and in production."""

from pathlib import Path

from app.audit import AuditRepository, verify_log
from app.core.credential import Algorithm
from app.core.permissions import Role
from tests.databases import Database
from tests.http import NewClient
from tests.journeys.desks import PAPERS, RESIDENT, Desks, done, refused
from tests.town import Town, make_town
from tests.walks import photo

ISSUER = "https://id.riverbend.example"


def acts(town: Town) -> dict[str, int]:
    """Return how often each act was counted."""
    day = town.clock().date()
    with town.app.state.new_session() as session:
        rows = AuditRepository(session).tallies(first=day, last=day)
    return {act: count for _, _, act, _, count in rows}


def test_a_resident_with_papers_leaves_with_a_card_that_anyone_can_check(desks: Desks) -> None:
    assert desks.town.settings.is_production
    card, text = desks.handed_over()
    assert card["state"] == "active"
    assert text.startswith(f"{ISSUER}/v#")

    answer = desks.anyone.post("/api/verifications", json={"credential": text})
    assert answer.headers["cache-control"] == "no-store"
    assert answer.json() == {
        "result": "valid",
        "status_as_of": "2026-11-24T18:00:00Z",
        "freshness": "fresh",
        "please_visit": False,
    }
    with desks.town.app.state.new_session() as session:
        assert verify_log(session).is_intact
    assert {"application_approved", "card_issued", "card_printed", "card_handed_over"} <= set(
        acts(desks.town)
    )


def test_each_step_says_where_the_application_stands(desks: Desks) -> None:
    number = done(desks.clerk.post("/api/applications", json=RESIDENT | {"documents": PAPERS}))
    address = f"/api/applications/{number['number']}"
    assert number["state"] == "draft"
    assert refused(desks.clerk.post(f"{address}/submission")) == (422, "photo_missing")
    desks.clerk.put(f"{address}/photo", content=photo())
    assert done(desks.clerk.post(f"{address}/submission"))["state"] == "submitted"
    decided = desks.supervisor.post(f"{address}/decision", json={"outcome": "approved"})
    assert done(decided)["state"] == "approved"
    card = desks.issued(number["number"])
    assert card["state"] == "issued"
    assert card["expires_month"] == "2031-11"
    listed = desks.clerk.get("/api/applications", params={"state": "issued"})
    assert [row["number"] for row in done(listed)] == [number["number"]]


def test_a_submission_without_enough_papers_is_refused_by_name_and_can_be_mended(
    desks: Desks,
) -> None:
    number = desks.draft(papers=PAPERS[:1])
    answer = desks.clerk.post(f"/api/applications/{number}/submission")
    assert refused(answer) == (422, "papers_not_enough")
    reasons = {field["reason"] for field in answer.json()["fields"]}
    assert reasons == {"residency_not_shown"}
    assert desks.state_of(number) == "draft"

    with_both = RESIDENT | {"documents": list(PAPERS)}
    done(desks.clerk.put(f"/api/applications/{number}", json=with_both))
    assert done(desks.clerk.post(f"/api/applications/{number}/submission"))["state"] == "submitted"


def test_the_drawing_is_shown_in_place_kept_by_nobody_and_named_after_nobody(
    sqlite_desks: Desks,
) -> None:
    desks = sqlite_desks
    card = desks.issued(desks.approved())
    job = done(desks.printer.post("/api/print-jobs", json={"card_id": card["id"]}))
    drawing = desks.printer.post(f"/api/print-jobs/{job['id']}/drawing")
    assert drawing.headers["content-type"] == "application/pdf"
    assert drawing.headers["cache-control"] == "no-store"
    assert drawing.headers["content-disposition"] == 'inline; filename="card.pdf"'
    again = desks.printer.post(f"/api/print-jobs/{job['id']}/drawing")
    assert again.content == drawing.content


def test_a_person_who_may_not_do_a_step_is_refused(sqlite_desks: Desks) -> None:
    desks = sqlite_desks
    number = desks.approved()
    card = {"application": number}
    assert refused(desks.supervisor.post("/api/cards", json=card)) == (403, "not_permitted")
    assert refused(desks.anyone.post("/api/cards", json=card)) == (401, "sign_in_needed")
    decision = desks.clerk.post(f"/api/applications/{number}/decision", json={"outcome": "refused"})
    assert refused(decision) == (403, "not_permitted")


def test_a_town_that_signs_with_ed25519_issues_cards_that_check(
    tmp_path: Path, database: Database, new_client: NewClient
) -> None:
    town = make_town(tmp_path, database.url, new_client, algorithm=Algorithm.EDDSA)
    desks = Desks(town)
    _, text = desks.handed_over()
    assert desks.check(text) == "valid"
    town.close()


def test_two_desks_do_not_see_each_other(sqlite_desks: Desks) -> None:
    desks = sqlite_desks
    number = desks.approved()
    desks.town.add(Role.CLERK, email="east@riverbend.example", site="east_library")
    east = desks.town.script(Role.CLERK, email="east@riverbend.example")
    assert refused(east.get(f"/api/applications/{number}")) == (404, "no_such_application")
    issue = east.post("/api/cards", json={"application": number})
    assert refused(issue) == (404, "no_such_application")
    assert done(east.get("/api/applications")) == []

"""A request that comes twice under one key: one card, one application, no body kept."""

from concurrent.futures import ThreadPoolExecutor

import httpx
from sqlalchemy import select

from app.kit.models import IdempotencyKey
from tests.journeys.desks import PAPERS, RESIDENT, Desks, done, refused

INTAKE = RESIDENT | {"documents": list(PAPERS)}
KEY = {"Idempotency-Key": "desk 3, ticket 41"}


def rows(desks: Desks) -> list[IdempotencyKey]:
    with desks.town.app.state.new_session() as session:
        return list(session.scalars(select(IdempotencyKey)))


def applications(desks: Desks) -> int:
    return len(done(desks.clerk.get("/api/applications")))


def test_one_key_makes_one_application_and_one_card(desks: Desks) -> None:
    answers = [desks.clerk.post("/api/applications", json=INTAKE, headers=KEY) for _ in range(3)]
    assert {answer.status_code for answer in answers} == {httpx.codes.CREATED}
    assert len({answer.json()["number"] for answer in answers}) == applications(desks) == 1

    body = {"application": desks.approved()}
    cards = [desks.printer.post("/api/cards", json=body, headers=KEY) for _ in range(3)]
    assert {answer.status_code for answer in cards} == {httpx.codes.CREATED}
    assert len({answer.json()["id"] for answer in cards}) == 1
    without_key = desks.printer.post("/api/cards", json=body)
    assert refused(without_key) == (409, "application_is_issued")


def test_an_answer_that_got_lost_is_given_again_however_the_card_went_on(desks: Desks) -> None:
    body = {"application": desks.approved()}
    card = done(desks.printer.post("/api/cards", json=body, headers=KEY))
    done(desks.supervisor.post(f"/api/cards/{card['id']}/revocation", json={"reason": "damaged"}))
    again = done(desks.printer.post("/api/cards", json=body, headers=KEY))
    assert (again["id"], again["state"]) == (card["id"], "revoked")


def test_a_key_used_for_another_request_is_refused(desks: Desks) -> None:
    done(desks.clerk.post("/api/applications", json=INTAKE, headers=KEY))
    other = desks.clerk.post("/api/applications", json=INTAKE | {"language": "ar"}, headers=KEY)
    assert refused(other) == (409, "idempotency_key_reused")
    card = desks.clerk.post("/api/cards", json={"application": "A-0000-0000"}, headers=KEY)
    assert refused(card) == (409, "idempotency_key_reused")
    assert applications(desks) == 1


def test_a_key_belongs_to_whoever_sent_it(sqlite_desks: Desks) -> None:
    desks = sqlite_desks
    body = {"application": desks.approved()}
    done(desks.printer.post("/api/cards", json=body, headers=KEY))
    other_person = desks.clerk.post("/api/cards", json=body, headers=KEY)
    assert refused(other_person) == (409, "application_is_issued")


def test_a_refused_request_does_not_use_its_key_up(sqlite_desks: Desks) -> None:
    desks = sqlite_desks
    number = desks.draft()
    body = {"application": number}
    early = desks.printer.post("/api/cards", json=body, headers=KEY)
    assert refused(early) == (409, "application_is_draft")
    assert rows(desks) == []
    done(desks.clerk.post(f"/api/applications/{number}/submission"))
    decision = {"outcome": "approved"}
    done(desks.supervisor.post(f"/api/applications/{number}/decision", json=decision))
    assert done(desks.printer.post("/api/cards", json=body, headers=KEY))["state"] == "issued"


def test_a_key_without_letters_or_with_too_many_is_refused(sqlite_desks: Desks) -> None:
    for key in ("", "k" * 201):
        answer = sqlite_desks.clerk.post(
            "/api/applications", json=INTAKE, headers={"Idempotency-Key": key}
        )
        assert answer.status_code == httpx.codes.UNPROCESSABLE_ENTITY
    assert applications(sqlite_desks) == 0


def test_eight_at_once_under_one_key_make_one_card(desks: Desks) -> None:
    body = {"application": desks.approved()}
    clients = [desks.town.new_client(desks.town.app) for _ in range(8)]
    for client in clients:
        client.headers["authorization"] = desks.printer.headers["authorization"]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda c: c.post("/api/cards", json=body, headers=KEY), clients))
    assert {answer.status_code for answer in answers} == {httpx.codes.CREATED}
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert len(done(desks.clerk.get("/api/cards"))) == 1


def test_what_is_kept_of_a_request_is_macs_a_code_and_a_number(desks: Desks) -> None:
    made = done(desks.clerk.post("/api/applications", json=INTAKE, headers=KEY))
    (row,) = rows(desks)
    assert (row.code, row.resource) == (httpx.codes.CREATED, made["number"])
    assert (len(row.key_mac), len(row.request_mac)) == (32, 32)
    assert row.created_at == desks.town.clock()
    columns = {column.name for column in IdempotencyKey.__table__.columns}
    assert columns == {"key_mac", "request_mac", "code", "resource", "created_at"}

"""The route partners' systems ask: who is let in, what is answered, what other sites' pages may."""

import pytest
from sqlalchemy import text as sql

from app.cards import StatusRepository
from app.core.lifecycle import PLEASE_VISIT
from app.core.permissions import Role
from app.kit.repository import RegisterVersionRepository
from app.partners import AnswerField, close_partner, rotate_partner_key
from tests import walks
from tests.agreements import agreement, partner, system_of
from tests.at_desk import at_desk
from tests.printed import code_of, typed
from tests.town import Town

PATH = "/api/verifications"
FRESH = {"status_as_of": "2026-11-24T18:00:00Z", "freshness": "fresh"}
UNKNOWN = {"number": "7K3M-9QXT-2BK", "check_code": "000000"}


def counts(town: Town) -> list[tuple[str, str, int]]:
    town.app.state.check_counts.flush()
    statement = "SELECT asker, result, count FROM verification_counts ORDER BY asker, result"
    with town.app.state.new_session() as session:
        return [tuple(row) for row in session.execute(sql(statement))]


def test_a_partner_is_told_word_and_age_and_counted_by_its_id(town: Town) -> None:
    made = partner(town)
    card_id = walks.handed_over(town)
    town.app.state.snapshots.refresh()
    library = system_of(town, made)
    for body in ({"credential": code_of(town, card_id)}, typed(town, card_id)):
        answer = library.post(PATH, json=body)
        assert (answer.status_code, answer.json()) == (200, {"result": "valid"} | FRESH)
    assert counts(town) == [(str(made.id), "valid", 2)]


def test_what_the_agreement_adds_is_told(sqlite_town: Town) -> None:
    card_id = walks.handed_over(sqlite_town)
    with sqlite_town.transaction() as session:
        place = session.execute(sql("SELECT status_list, status_index FROM cards")).one()
        StatusRepository(session).set_value(place[0], place[1], PLEASE_VISIT)
        RegisterVersionRepository(session).bump()
    fields = frozenset({AnswerField.PLEASE_VISIT})
    clinic = system_of(sqlite_town, partner(sqlite_town, agreement(fields=fields)))
    library = system_of(sqlite_town, partner(sqlite_town))
    body = {"credential": code_of(sqlite_town, card_id)}
    word = {"result": "valid"} | FRESH
    assert clinic.post(PATH, json=body).json() == word | {"please_visit": True}
    assert library.post(PATH, json=body).json() == word


def test_every_bad_card_gets_an_answer_of_the_same_shape(sqlite_town: Town) -> None:
    library = system_of(sqlite_town, partner(sqlite_town))
    text = code_of(sqlite_town, walks.handed_over(sqlite_town))
    # Another last digit but one breaks the signature and not the form.
    broken = text[:-2] + str((int(text[-2]) + 1) % 10) + text[-1]
    answers = [
        library.post(PATH, json=body)
        for body in ({"credential": text}, {"credential": broken}, {"credential": "x"}, UNKNOWN)
    ]
    words = [answer.json()["result"] for answer in answers]
    assert words == ["valid", "not_authentic", "unreadable", "not_authentic"]
    assert {answer.status_code for answer in answers} == {200}
    assert {tuple(answer.json()) for answer in answers} == {("result", "status_as_of", "freshness")}


def test_an_unknown_key_is_told_so_and_limited_like_anyone(sqlite_town: Town) -> None:
    stranger = sqlite_town.new_client(sqlite_town.app)
    stranger.headers["authorization"] = "Bearer tp_" + "A" * 43
    answers = [stranger.post(PATH, json=UNKNOWN) for _ in range(61)]
    assert (answers[0].status_code, answers[0].json()["reason"]) == (401, "partner_key_unknown")
    assert (answers[-1].status_code, answers[-1].headers["retry-after"]) == (429, "60")


def test_a_key_ends_with_its_successor_and_with_the_agreement(town: Town) -> None:
    made = partner(town)
    library = system_of(town, made)
    assert library.post(PATH, json=UNKNOWN).status_code == 200
    with at_desk(town, Role.ADMINISTRATOR) as (session, actor):
        key = rotate_partner_key(session, made.id, by=actor, now=town.clock())
    town.app.state.snapshots.refresh()
    assert library.post(PATH, json=UNKNOWN).status_code == 401
    library.headers["authorization"] = f"bearer {key}"
    assert library.post(PATH, json=UNKNOWN).status_code == 200
    with at_desk(town, Role.ADMINISTRATOR) as (session, actor):
        close_partner(session, made.id, by=actor, now=town.clock())
    town.app.state.snapshots.refresh()
    assert library.post(PATH, json=UNKNOWN).status_code == 401


def test_a_partner_is_not_held_to_what_anyone_may_ask(sqlite_town: Town) -> None:
    library = system_of(sqlite_town, partner(sqlite_town, agreement(quota=1000)))
    codes = {library.post(PATH, json={"credential": "x"}).status_code for _ in range(70)}
    assert codes == {200}


def test_a_partner_tries_check_codes_no_faster_than_anyone(sqlite_town: Town) -> None:
    library = system_of(sqlite_town, partner(sqlite_town, agreement(quota=1000)))
    wrong = {"number": "RSAQ-HV5S-D0Z", "check_code": "000000"}
    codes = [library.post(PATH, json=wrong).status_code for _ in range(21)]
    assert codes == [200] * 20 + [429]
    assert library.post(PATH, json={"credential": "x"}).status_code == 200


def test_a_session_of_staff_is_no_partner_key_and_asks_like_anyone(sqlite_town: Town) -> None:
    clerk = sqlite_town.script(Role.CLERK)
    assert clerk.post(PATH, json={"credential": "x"}).json()["result"] == "unreadable"
    assert counts(sqlite_town) == [("anyone", "unreadable", 1)]


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        pytest.param("", ["body"], id="nothing"),
        pytest.param("[]", ["body"], id="a list"),
        pytest.param("{}", ["body.credential"], id="an empty object"),
        pytest.param('{"credential": 7}', ["body.credential"], id="a number as text"),
        pytest.param('{"number": "7"}', ["body.check_code"], id="half of a pair"),
        pytest.param(
            '{"number": 7, "check_code": 7}', ["body.check_code", "body.number"], id="both"
        ),
        pytest.param('{"check_code": "7", "number": "7", "x": 1}', ["body"], id="one too many"),
        pytest.param(
            '{"credential": "x", "number": "7", "check_code": "7"}', ["body"], id="two questions"
        ),
        pytest.param('{"Zqxwiana": 1}', ["body.credential"], id="another field"),
    ],
)
def test_a_question_without_its_form_is_told_where(
    sqlite_town: Town, body: str, fields: list[str]
) -> None:
    anyone = sqlite_town.new_client(sqlite_town.app)
    answer = anyone.post(PATH, content=body, headers={"content-type": "application/json"})
    assert (answer.status_code, answer.json()["reason"]) == (422, "unreadable_request")
    assert [fault["field"] for fault in answer.json()["fields"]] == fields
    assert "Zqxwiana" not in answer.text


def test_a_page_of_any_site_may_ask_with_a_scanned_text(sqlite_town: Town) -> None:
    anyone = sqlite_town.new_client(sqlite_town.app)
    headers = {"origin": "https://library.example", "sec-fetch-site": "cross-site"}
    asked = headers | {
        "access-control-request-method": "POST",
        "access-control-request-headers": "content-type",
    }
    allowed = anyone.options(PATH, headers=asked)
    assert allowed.status_code == 204
    assert allowed.headers["access-control-allow-origin"] == "*"
    assert allowed.headers["access-control-allow-methods"] == "POST"
    assert allowed.headers["access-control-allow-headers"] == "content-type"
    answer = anyone.post(PATH, json={"credential": "x"}, headers=headers)
    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers


def test_refusals_can_be_read_by_other_sites_pages_too(sqlite_town: Town) -> None:
    anyone = sqlite_town.new_client(sqlite_town.app)
    headers = {"origin": "https://library.example"}
    refused = anyone.post(PATH, json={}, headers=headers)
    assert (refused.status_code, refused.headers["access-control-allow-origin"]) == (422, "*")


def test_a_page_of_another_site_tries_no_check_codes(sqlite_town: Town) -> None:
    anyone = sqlite_town.new_client(sqlite_town.app)
    for headers in (
        {"origin": "https://elsewhere.test"},
        {"origin": "null", "sec-fetch-site": "cross-site"},
    ):
        answer = anyone.post(PATH, json=UNKNOWN, headers=headers)
        assert (answer.status_code, answer.json()["reason"]) == (403, "other_origin")


@pytest.mark.parametrize("path", ["/api/cards", "/api/partners", "/lost", "/number", "/desk"])
def test_no_other_route_is_open_to_other_sites_pages(sqlite_town: Town, path: str) -> None:
    anyone = sqlite_town.new_client(sqlite_town.app)
    headers = {"origin": "https://library.example"}
    for method in ("GET", "OPTIONS"):
        answer = anyone.request(method, path, headers=headers)
        assert not [name for name in answer.headers if name.startswith("access-control-")]

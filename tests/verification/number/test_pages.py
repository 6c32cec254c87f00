"""The page for a typed number: for anyone, a sentence alone, and nothing of what was typed."""

import pytest

from app.core.permissions import Role
from tests import walks
from tests.printed import typed
from tests.slips import other_process
from tests.town import Town

NAME = "Quispe"


def test_a_card_in_use_is_green_and_shows_neither_name_nor_number(town: Town) -> None:
    printed = typed(town, walks.handed_over(town))
    town.app.state.snapshots.refresh()
    answer = town.new_client(town.app).post("/number", data=printed)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert "This card is in use." in answer.text
    assert "result--good" in answer.text
    assert 'data-clear="20"' in answer.text
    assert "Give the card back." not in answer.text
    for secret in (*printed.values(), NAME):
        assert secret not in answer.text


def test_a_paused_card_reads_like_an_ended_one(sqlite_town: Town) -> None:
    card_id = walks.handed_over(sqlite_town)
    supervisor = sqlite_town.script(Role.SUPERVISOR)
    supervisor.post(f"/api/cards/{card_id}/suspension", json={"reason": "reported_lost"})
    printed = typed(sqlite_town, card_id)
    page = sqlite_town.new_client(sqlite_town.app).post("/number", data=printed).text
    assert "This card is not in use now. Please ask for another ID." in page
    assert "Give the card back." in page


@pytest.mark.parametrize(
    ("number", "code", "sentence"),
    [
        pytest.param(
            "7K3M-9QXT-2BK", "000000", "Number and check code do not match.", id="no card has it"
        ),
        pytest.param("Zqxwiana", "0", "Number or check code is not complete.", id="no number"),
        pytest.param("x" * 100_000, "", "Number or check code is not complete.", id="too long"),
    ],
)
def test_what_was_typed_is_not_repeated(
    sqlite_town: Town, number: str, code: str, sentence: str
) -> None:
    form = {"number": number, "check_code": code}
    page = sqlite_town.new_client(sqlite_town.app).post("/number", data=form).text
    assert sentence in page
    assert "Give the card back." in page
    assert number[:60] not in page


def test_a_client_gets_twenty_tries_a_minute_from_all_processes_together(
    sqlite_town: Town,
) -> None:
    form = {"number": "7K3M-9QXT-2BK", "check_code": "000000"}
    with (
        other_process(sqlite_town, processes=2) as one,
        other_process(sqlite_town, processes=2) as two,
    ):
        codes = [
            sqlite_town.new_client(app).post("/number", data=form).status_code
            for _ in range(12)
            for app in (one, two)
        ]
    assert codes == [200] * 20 + [429] * 4


def test_page_and_api_share_the_limit(sqlite_town: Town) -> None:
    form = {"number": "7K3M-9QXT-2BK", "check_code": "000000"}
    anyone = sqlite_town.new_client(sqlite_town.app)
    for _ in range(10):
        anyone.post("/number", data=form)
        anyone.post("/api/verifications", json=form)
    for answer in (
        anyone.post("/number", data=form),
        anyone.post("/api/verifications", json=form),
    ):
        assert (answer.status_code, answer.headers["retry-after"]) == (429, "60")


def test_another_sites_page_cannot_let_its_visitors_try_codes(sqlite_town: Town) -> None:
    form = {"number": "7K3M-9QXT-2BK", "check_code": "000000"}
    elsewhere = {"origin": "https://elsewhere.test"}
    anyone = sqlite_town.new_client(sqlite_town.app)
    assert anyone.post("/number", data=form, headers=elsewhere).status_code == 403


def test_the_empty_page_leads_to_the_scanner_and_shows_no_answer(sqlite_town: Town) -> None:
    page = sqlite_town.new_client(sqlite_town.app).get("/number").text
    assert 'href="/v"' in page
    assert 'id="result"' not in page

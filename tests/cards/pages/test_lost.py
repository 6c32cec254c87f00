"""The public page for a lost card: for anyone, in their language, limited across processes."""

import pytest

from app.cards import CardRepository
from app.cards.pause_lost_card import CODES_PER_HOUR, LIMIT
from app.core.credential import SignedCredential
from app.core.permissions import Role
from app.kit.repository import LimitRepository
from app.vault import Label
from tests import walks
from tests.printed import typed
from tests.slips import WRONG_CODE, card_of, other_process, slip_of
from tests.town import Town

NAME = "Quispe"


def test_anybody_pauses_a_card_and_checks_say_so_at_once(town: Town) -> None:
    card_id = walks.handed_over(town)
    code = slip_of(town, card_id)
    with town.app.state.new_session() as session:
        cose = town.vault.read(session, card_id, Label.CREDENTIAL)
    assert cose is not None
    credential = SignedCredential(cose).text("https://id.riverbend.example")
    anyone = town.new_client(town.app)

    answer = anyone.post("/lost", data={"code": code})

    assert answer.status_code == 200
    assert "The card is paused." in answer.text
    assert answer.headers["cache-control"] == "no-store"
    checked = anyone.post("/api/verifications", json={"credential": credential}).json()
    assert checked["result"] == "suspended"
    assert card_of(town, card_id) == ("suspended", "reported_lost")


def test_every_process_says_so_once_it_has_looked(town: Town) -> None:
    card_id = walks.handed_over(town)
    code, printed = slip_of(town, card_id), typed(town, card_id)
    with other_process(town) as app:
        app.state.snapshots.refresh()
        elsewhere = town.new_client(app)
        assert elsewhere.post("/api/verifications", json=printed).json()["result"] == "valid"
        town.new_client(town.app).post("/lost", data={"code": code})
        app.state.snapshots.refresh()
        assert elsewhere.post("/api/verifications", json=printed).json()["result"] == "suspended"


def test_the_answer_names_neither_card_nor_code_nor_holder(sqlite_town: Town) -> None:
    card_id = walks.handed_over(sqlite_town)
    code = slip_of(sqlite_town, card_id)
    page = sqlite_town.new_client(sqlite_town.app).post("/lost", data={"code": code}).text
    assert code not in page
    assert NAME not in page
    with sqlite_town.app.state.new_session() as session:
        assert CardRepository(session).get(card_id, site="").number not in page


def test_right_and_wrong_codes_get_the_same_page(sqlite_town: Town) -> None:
    code = slip_of(sqlite_town, walks.handed_over(sqlite_town))
    anyone = sqlite_town.new_client(sqlite_town.app)
    right, wrong = (anyone.post("/lost", data={"code": typed}) for typed in (code, WRONG_CODE))
    assert right.status_code == wrong.status_code == 200
    assert dict(right.headers) | {"content-length": ""} == dict(wrong.headers) | {
        "content-length": ""
    }
    assert "We do not know this code." in wrong.text
    assert WRONG_CODE not in wrong.text


@pytest.mark.parametrize(
    ("wish", "sentence"),
    [
        pytest.param("es-MX", "La tarjeta está en pausa.", id="Spanish"),
        pytest.param("ar", "البطاقة موقوفة مؤقتاً.", id="Arabic"),
        pytest.param("ht", "Kat la an poz.", id="Haitian Creole"),
        pytest.param("zh-CN", "此卡已暂停。", id="Simplified Chinese"),
    ],
)
def test_it_speaks_the_visitors_language(sqlite_town: Town, wish: str, sentence: str) -> None:
    code = slip_of(sqlite_town, walks.handed_over(sqlite_town))
    anyone = sqlite_town.new_client(sqlite_town.app)
    page = anyone.post("/lost", data={"code": code}, headers={"accept-language": wish}).text
    assert sentence in page


@pytest.mark.parametrize("typed", ["", "0000-0000", "Zqxwiana", "x" * 100_000])
def test_what_is_no_code_is_not_repeated(sqlite_town: Town, typed: str) -> None:
    answer = sqlite_town.new_client(sqlite_town.app).post("/lost", data={"code": typed})
    assert answer.status_code == 422
    assert 'href="#code"' in answer.text
    assert "Zqxwiana" not in answer.text
    assert "x" * 50 not in answer.text


def test_a_client_gets_ten_tries_in_ten_minutes(sqlite_town: Town) -> None:
    anyone = sqlite_town.new_client(sqlite_town.app)
    answers = [anyone.post("/lost", data={"code": WRONG_CODE}) for _ in range(12)]
    assert [answer.status_code for answer in answers] == [200] * 10 + [429] * 2
    assert answers[-1].headers["retry-after"] == "600"
    sqlite_town.clock.move(minutes=10)
    assert anyone.post("/lost", data={"code": WRONG_CODE}).status_code == 200


def test_a_client_gets_no_more_tries_from_two_processes(sqlite_town: Town) -> None:
    with (
        other_process(sqlite_town, processes=2) as one,
        other_process(sqlite_town, processes=2) as two,
    ):
        clients = [sqlite_town.new_client(app) for app in (one, two)]
        codes = [
            client.post("/lost", data={"code": WRONG_CODE}).status_code
            for _ in range(8)
            for client in clients
        ]
    assert codes.count(200) == 10
    assert codes.count(429) == 6


def test_guessing_is_refused_across_processes_whoever_guesses(town: Town) -> None:
    card_id = walks.handed_over(town)
    code = slip_of(town, card_id)
    with town.transaction() as session:
        LimitRepository(session).take(
            LIMIT, period="2026-11-24T18", amount=CODES_PER_HOUR - 3, limit=CODES_PER_HOUR
        )
    with other_process(town) as app:
        one, two = town.new_client(town.app), town.new_client(app)
        answers = [
            client.post("/lost", data={"code": typed})
            for client, typed in (
                (one, WRONG_CODE),
                (two, WRONG_CODE),
                (one, WRONG_CODE),
                (two, code),
                (one, code),
            )
        ]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
    assert "Any desk can pause the card for you now." in answers[-1].text
    assert card_of(town, card_id) == ("active", "")


def test_another_sites_page_cannot_let_its_visitors_guess(sqlite_town: Town) -> None:
    anyone = sqlite_town.new_client(sqlite_town.app)
    for headers in (
        {"sec-fetch-site": "cross-site", "origin": "https://elsewhere.test"},
        {"origin": "https://elsewhere.test"},
    ):
        answer = anyone.post("/lost", data={"code": WRONG_CODE}, headers=headers)
        assert answer.status_code == 403


def test_the_empty_page_gives_no_answer(sqlite_town: Town) -> None:
    page = sqlite_town.new_client(sqlite_town.app).get("/lost").text
    assert 'id="result"' not in page


def test_the_slip_says_where_its_code_is_typed(sqlite_town: Town) -> None:
    card_id = walks.handed_over(sqlite_town)
    answer = sqlite_town.script(Role.CLERK).post(f"/api/cards/{card_id}/receipt")
    assert "id.riverbend.example/lost" in answer.text

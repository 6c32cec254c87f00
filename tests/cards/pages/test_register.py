"""The card register in a browser: found by number, paused, lifted, ended; never by a name."""

from uuid import UUID, uuid4

import pytest

from app.cards import CardRepository
from app.core.permissions import Role
from tests import walks
from tests.slips import WRONG_CODE, slip_of
from tests.town import Town

NAME = "Quispe"


def card_of(town: Town, card_id: UUID) -> tuple[str, str]:
    with town.app.state.new_session() as session:
        card = CardRepository(session).get(card_id, site="")
        return card.state, card.reason


def number_of(town: Town, card_id: UUID) -> str:
    with town.app.state.new_session() as session:
        return CardRepository(session).get(card_id, site="").number


def test_a_card_is_found_by_its_number_in_the_body(town: Town) -> None:
    card_id = walks.issued(town)
    typed = number_of(town, card_id).replace("-", " ").lower()
    answer = town.browser(Role.CLERK).post("/cards", {"number": typed})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/cards/{card_id}")


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        pytest.param("7K3M-9QXT-2BK", 404, id="no such card"),
        pytest.param("Zqxwiana", 422, id="no number"),
        pytest.param("", 422, id="nothing"),
    ],
)
def test_what_is_not_found_is_not_repeated(sqlite_town: Town, typed: str, status: int) -> None:
    answer = sqlite_town.browser(Role.CLERK).post("/cards", {"number": typed})
    assert answer.status_code == status
    assert 'href="#number"' in answer.text
    assert "zqxwiana" not in answer.text.lower()


def test_the_page_shows_number_state_and_month_and_no_name(sqlite_town: Town) -> None:
    card_id = walks.handed_over(sqlite_town)
    page = sqlite_town.browser(Role.SUPERVISOR).get(f"/cards/{card_id}").text
    assert number_of(sqlite_town, card_id) in page
    assert "November 2031" in page
    assert NAME not in page


def test_a_card_without_an_end_says_so(sqlite_town: Town) -> None:
    card_id = walks.issued(sqlite_town, walks.ELDER)
    page = sqlite_town.browser(Role.SUPERVISOR).get(f"/cards/{card_id}").text
    assert "no expiration date" in page


def test_a_card_that_does_not_exist_is_not_found(sqlite_town: Town) -> None:
    assert sqlite_town.browser(Role.CLERK).get(f"/cards/{uuid4()}").status_code == 404


def test_a_supervisor_pauses_a_card_and_a_clerk_lifts_the_pause(town: Town) -> None:
    card_id = walks.handed_over(town)
    supervisor, clerk = town.browser(Role.SUPERVISOR), town.browser(Role.CLERK)
    answer = supervisor.post(f"/cards/{card_id}/suspension", {"reason": "reported_lost"})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/cards/{card_id}")
    assert card_of(town, card_id) == ("suspended", "reported_lost")
    assert f"{card_id}/lift" in clerk.get(f"/cards/{card_id}").text
    assert clerk.post(f"/cards/{card_id}/lift").status_code == 303
    assert card_of(town, card_id) == ("active", "")


def test_a_pause_is_lifted_at_any_desk(town: Town) -> None:
    card_id = walks.handed_over(town)
    town.browser(Role.SUPERVISOR).post(f"/cards/{card_id}/suspension", {"reason": "reported_lost"})
    town.add(Role.CLERK, email="east@riverbend.example", site="east_library")
    elsewhere = town.browser(Role.CLERK, email="east@riverbend.example")
    assert f"{card_id}/lift" in elsewhere.get(f"/cards/{card_id}").text
    assert elsewhere.post(f"/cards/{card_id}/lift").status_code == 303
    assert card_of(town, card_id) == ("active", "")


def test_only_its_own_desk_takes_a_card_out_of_use(sqlite_town: Town) -> None:
    card_id = walks.issued(sqlite_town)
    sqlite_town.add(Role.SUPERVISOR, email="east@riverbend.example", site="east_library")
    elsewhere = sqlite_town.browser(Role.SUPERVISOR, email="east@riverbend.example")
    assert "/revocation" not in elsewhere.get(f"/cards/{card_id}").text
    elsewhere.post(f"/cards/{card_id}/revocation", {"reason": "lost"})
    assert card_of(sqlite_town, card_id) == ("issued", "")


def test_a_card_that_is_ended_stays_so(town: Town) -> None:
    card_id = walks.handed_over(town)
    supervisor = town.browser(Role.SUPERVISOR)
    answer = supervisor.post(f"/cards/{card_id}/revocation", {"reason": "issued_in_error"})
    assert answer.status_code == 303
    assert card_of(town, card_id) == ("revoked", "issued_in_error")
    page = supervisor.get(f"/cards/{card_id}").text
    assert "Nothing can be changed on this card by you now." in page
    again = supervisor.post(f"/cards/{card_id}/suspension", {"reason": "reported_lost"})
    assert again.status_code == 409
    assert "This is not possible at this point." in again.text


@pytest.mark.parametrize(
    ("act", "reason", "field"),
    [
        pytest.param("suspension", "", "suspend_reason", id="pause without a reason"),
        pytest.param("suspension", "moved_away", "suspend_reason", id="a reason to end a card"),
        pytest.param("revocation", "Zqxwiana", "revoke_reason", id="free text"),
    ],
)
def test_a_reason_is_one_of_the_list(sqlite_town: Town, act: str, reason: str, field: str) -> None:
    card_id = walks.issued(sqlite_town)
    answer = sqlite_town.browser(Role.SUPERVISOR).post(
        f"/cards/{card_id}/{act}", {"reason": reason}
    )
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert f'id="{field}"' in answer.text
    assert "Zqxwiana" not in answer.text
    assert card_of(sqlite_town, card_id) == ("issued", "")


def test_a_page_offers_only_what_its_reader_may_do(sqlite_town: Town) -> None:
    card_id = walks.issued(sqlite_town)
    clerk = sqlite_town.browser(Role.CLERK)
    page = clerk.get(f"/cards/{card_id}").text
    assert "/suspension" not in page
    assert f"/print/cards/{card_id}" in page
    assert f"/print/cards/{card_id}/receipt" in page
    for act, form in (("suspension", {"reason": "reported_lost"}), ("revocation", {})):
        assert clerk.post(f"/cards/{card_id}/{act}", form).status_code == 403
    supervisor = sqlite_town.browser(Role.SUPERVISOR)
    assert supervisor.post(f"/cards/{card_id}/lift").status_code == 403


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR])
def test_others_have_no_register(sqlite_town: Town, role: Role) -> None:
    assert sqlite_town.browser(role).get("/cards").status_code == 403


def test_a_clerk_enters_the_code_of_a_slip_for_somebody_without_a_phone(town: Town) -> None:
    card_id = walks.handed_over(town)
    code = slip_of(town, card_id)
    answer = town.browser(Role.CLERK).post("/cards/lost", {"code": code})
    assert answer.status_code == 200
    assert "The card is paused." in answer.text
    assert number_of(town, card_id) not in answer.text
    assert card_of(town, card_id) == ("suspended", "reported_lost")


@pytest.mark.parametrize("typed", ["", "Zqxwiana", WRONG_CODE])
def test_a_code_that_pauses_nothing_is_said_beside_the_field(sqlite_town: Town, typed: str) -> None:
    answer = sqlite_town.browser(Role.CLERK).post("/cards/lost", {"code": typed})
    assert answer.status_code == 422
    assert 'href="#code"' in answer.text
    assert "Zqxwiana" not in answer.text


def test_the_page_says_until_when_the_pause_of_a_lost_card_can_be_ended(
    sqlite_town: Town,
) -> None:
    card_id = walks.handed_over(sqlite_town)
    supervisor = sqlite_town.browser(Role.SUPERVISOR)
    supervisor.post(f"/cards/{card_id}/suspension", {"reason": "reported_lost"})
    assert "December 8, 2026" in supervisor.get(f"/cards/{card_id}").text


def test_a_printer_is_not_asked_for_codes(sqlite_town: Town) -> None:
    assert "/cards/lost" not in sqlite_town.browser(Role.PRINTER).get("/cards").text

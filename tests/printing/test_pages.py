"""The printer in a browser: make, draw, confirm or spoil, hand over, receipt."""

import re
from uuid import UUID, uuid4

import pytest

from app.applications import ApplicationRepository
from app.cards import CardRepository
from app.core.permissions import Role
from app.printing import PrintJobRepository
from tests import walks
from tests.town import Town

NAME = "Quispe"


def card_state(town: Town, card_id: UUID) -> str:
    with town.app.state.new_session() as session:
        return CardRepository(session).get(card_id, site="").state


def application_number(town: Town, card_id: UUID) -> str:
    with town.app.state.new_session() as session:
        card = CardRepository(session).get(card_id, site="")
        return ApplicationRepository(session).get_by_id(card.application_id).number


def test_the_list_shows_what_is_to_do_and_no_name(town: Town) -> None:
    approved, issued, printed = walks.approved(town), walks.issued(town), walks.printed(town)
    walks.handed_over(town)
    page = town.browser(Role.PRINTER).get("/print").text
    assert f"/print/applications/{approved}/card" in page
    assert f"/print/cards/{issued}" in page
    assert f"/print/cards/{printed}" in page
    assert len(re.findall(r"/print/cards/", page)) == 2
    assert NAME not in page


@pytest.mark.parametrize("state", ["approved", "issued", "printed"])
def test_a_tab_shows_one_state(sqlite_town: Town, state: str) -> None:
    of_state = {
        "approved": f"/print/applications/{walks.approved(sqlite_town)}/card",
        "issued": f"/print/cards/{walks.issued(sqlite_town)}",
        "printed": f"/print/cards/{walks.printed(sqlite_town)}",
    }
    page = sqlite_town.browser(Role.PRINTER).get(f"/print?state={state}").text
    assert {name for name, link in of_state.items() if link in page} == {state}


@pytest.mark.parametrize("path", ["/print/applications", "/desk/applications"])
def test_making_a_card_leads_to_it_and_queues_its_print(town: Town, path: str) -> None:
    number = walks.approved(town)
    clerk = town.browser(Role.CLERK)
    answer = clerk.post(f"{path}/{number}/card")
    assert answer.status_code == 303
    card_id = UUID(answer.headers["location"].removeprefix("/print/cards/"))
    assert card_state(town, card_id) == "issued"
    with town.app.state.new_session() as session:
        job = PrintJobRepository(session).open_job_of(card_id)
        assert job is not None
        assert job.state == "queued"
    found = clerk.get(f"/print/applications/{number}/card")
    assert found.headers["location"] == f"/print/cards/{card_id}"


def test_an_application_gets_one_card(sqlite_town: Town) -> None:
    number = walks.approved(sqlite_town)
    clerk = sqlite_town.browser(Role.CLERK)
    clerk.post(f"/print/applications/{number}/card")
    again = clerk.post(f"/print/applications/{number}/card")
    assert again.status_code == 409
    assert "This is not possible at this point." in again.text


@pytest.mark.parametrize("path", ["/print/applications/%00/card", "/desk/applications/%00"])
def test_a_number_that_no_database_can_hold_is_no_accident(town: Town, path: str) -> None:
    answer = town.browser(Role.CLERK).get(path)
    assert answer.status_code in {404, 422}  # SQLite looks for it, PostgreSQL cannot


def test_an_application_without_a_card_leads_nowhere(sqlite_town: Town) -> None:
    number = walks.approved(sqlite_town)
    answer = sqlite_town.browser(Role.PRINTER).get(f"/print/applications/{number}/card")
    assert answer.status_code == 404


def test_the_card_leaves_inline_and_no_cache_keeps_it(town: Town) -> None:
    card_id = walks.issued(town)
    answer = town.browser(Role.PRINTER).post(f"/print/cards/{card_id}/drawing")
    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF-")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == 'inline; filename="card.pdf"'
    assert answer.headers["cache-control"] == "no-store"
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


def test_looking_at_the_page_of_a_card_changes_nothing(sqlite_town: Town) -> None:
    card_id = walks.issued(sqlite_town)
    sqlite_town.browser(Role.PRINTER).get(f"/print/cards/{card_id}")
    with sqlite_town.app.state.new_session() as session:
        job = PrintJobRepository(session).open_job_of(card_id)
        assert job is not None
        assert job.state == "queued"


def test_good_or_spoiled_is_asked_only_after_drawing(town: Town) -> None:
    card_id = walks.issued(town)
    printer = town.browser(Role.PRINTER)
    url = f"/print/cards/{card_id}"
    before = printer.get(url).text
    assert f"{url}/drawing" in before
    assert f"{url}/confirmation" not in before
    assert f"{url}/spoil" not in before
    assert printer.post(f"{url}/confirmation").status_code == 409
    printer.post(f"{url}/drawing")
    after = printer.get(url).text
    assert f"{url}/confirmation" in after
    assert f"{url}/spoil" in after
    assert NAME not in after


def test_a_good_print_is_handed_over(town: Town) -> None:
    card_id = walks.issued(town)
    clerk = town.browser(Role.CLERK)
    url = f"/print/cards/{card_id}"
    clerk.post(f"{url}/drawing")
    assert clerk.post(f"{url}/confirmation").headers["location"] == url
    assert card_state(town, card_id) == "printed"
    assert f"{url}/hand-over" in clerk.get(url).text
    assert clerk.post(f"{url}/hand-over").headers["location"] == url
    assert card_state(town, card_id) == "active"
    assert clerk.post(f"{url}/hand-over").status_code == 409
    assert clerk.post(f"{url}/drawing").status_code == 409


def test_a_spoiled_print_can_be_made_again_under_a_new_number(town: Town) -> None:
    card_id = walks.issued(town)
    number = application_number(town, card_id)
    printer = town.browser(Role.PRINTER)
    printer.post(f"/print/cards/{card_id}/drawing")
    answer = printer.post(f"/print/cards/{card_id}/spoil", {"reason": "print_fault"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/print")
    assert card_state(town, card_id) == "spoiled"
    again = printer.post(f"/print/applications/{number}/card").headers["location"]
    assert again != f"/print/cards/{card_id}"
    found = printer.get(f"/print/applications/{number}/card").headers["location"]
    assert found == again


@pytest.mark.parametrize("reason", ["", "stolen", "Zqxwiana"])
def test_the_reason_of_a_spoiled_print_is_one_of_the_list(sqlite_town: Town, reason: str) -> None:
    card_id = walks.issued(sqlite_town)
    printer = sqlite_town.browser(Role.PRINTER)
    printer.post(f"/print/cards/{card_id}/drawing")
    answer = printer.post(f"/print/cards/{card_id}/spoil", {"reason": reason})
    assert answer.status_code == 422
    assert 'href="#spoil_reason"' in answer.text
    assert 'id="spoil_reason"' in answer.text
    assert "Zqxwiana" not in answer.text
    assert card_state(sqlite_town, card_id) == "issued"


def test_a_card_whose_print_was_not_queued_is_queued_when_drawn(town: Town) -> None:
    card_id = walks.issued(town, is_queued=False)
    printer = town.browser(Role.PRINTER)
    assert f"/print/cards/{card_id}" in printer.get("/print").text
    assert printer.post(f"/print/cards/{card_id}/drawing").status_code == 200


def test_the_receipt_speaks_the_holders_language_and_names_nobody(town: Town) -> None:
    card_id = walks.issued(town, language="ar")
    printer = town.browser(Role.PRINTER)
    url = f"/print/cards/{card_id}"
    first, second = (printer.post(f"{url}/receipt") for _ in range(2))
    assert first.status_code == 200
    assert first.headers["content-language"] == "ar"
    assert first.headers["cache-control"] == "no-store"
    assert NAME not in first.text
    code = re.compile(r"(?:\w{4}-){3}\w{4}")
    assert code.search(first.text)
    assert code.findall(first.text) != code.findall(second.text)


def test_a_card_out_of_use_has_no_receipt(sqlite_town: Town) -> None:
    card_id = walks.issued(sqlite_town)
    supervisor = sqlite_town.browser(Role.SUPERVISOR)
    supervisor.post(f"/cards/{card_id}/revocation", {"reason": "lost"})
    printer = sqlite_town.browser(Role.PRINTER)
    assert "/receipt" not in printer.get(f"/print/cards/{card_id}").text
    assert printer.post(f"/print/cards/{card_id}/receipt").status_code == 409


def test_another_desk_does_not_see_the_card(sqlite_town: Town) -> None:
    card_id = walks.issued(sqlite_town)
    sqlite_town.add(Role.PRINTER, email="east@riverbend.example", site="east_library")
    elsewhere = sqlite_town.browser(Role.PRINTER, email="east@riverbend.example")
    url = f"/print/cards/{card_id}"
    assert str(card_id) not in elsewhere.get("/print").text
    assert elsewhere.get(url).status_code == 404
    assert elsewhere.post(f"{url}/drawing").status_code == 404
    assert elsewhere.post(f"{url}/receipt").status_code == 404


def test_a_card_that_does_not_exist_is_not_found(sqlite_town: Town) -> None:
    printer = sqlite_town.browser(Role.PRINTER)
    assert printer.get(f"/print/cards/{uuid4()}").status_code == 404
    assert printer.post(f"/print/cards/{uuid4()}/drawing").status_code == 404
    assert printer.get("/print/cards/no-id").status_code == 422


def test_who_prints_does_not_hand_over(sqlite_town: Town) -> None:
    card_id = walks.printed(sqlite_town)
    printer = sqlite_town.browser(Role.PRINTER)
    assert "/hand-over" not in printer.get(f"/print/cards/{card_id}").text
    assert printer.post(f"/print/cards/{card_id}/hand-over").status_code == 403


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.ADMINISTRATOR])
def test_others_do_not_print(sqlite_town: Town, role: Role) -> None:
    card_id = walks.issued(sqlite_town)
    browser = sqlite_town.browser(role)
    for path in ("/print", f"/print/cards/{card_id}"):
        assert browser.get(path).status_code == 403
    assert browser.post(f"/print/cards/{card_id}/drawing").status_code == 403

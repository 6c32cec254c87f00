"""The intake form in a browser: what is kept, what is shown again, and what never is."""

import re

import pytest

from app.core.permissions import Role
from tests import walks
from tests.applications.pages.forms import ROSALBA, form
from tests.town import Browser, Town

HTMX = {"hx-request": "true"}


def numbers_at(clerk: Browser) -> set[str]:
    return set(re.findall(r"A-\w{4}-\w{4}", clerk.get("/desk").text))


@pytest.fixture
def clerk(sqlite_town: Town) -> Browser:
    return sqlite_town.browser(Role.CLERK)


def test_the_empty_form_asks_only_what_the_program_looks_at(clerk: Browser) -> None:
    page = clerk.get("/desk/applications/new").text
    assert 'name="document_passport_expires_on"' in page
    assert 'name="document_care_of_letter_organization"' in page
    assert 'name="document_passport_organization"' not in page
    assert 'action="/desk/applications"' in page


def test_a_whole_form_opens_a_draft_and_leads_to_it(town: Town) -> None:
    clerk = town.browser(Role.CLERK)
    answer = clerk.post("/desk/applications", ROSALBA)
    assert answer.status_code == 303
    page = clerk.get(answer.headers["location"])
    assert page.status_code == 200
    assert "Rosalba Quispe Mamani" in page.text
    assert "1420 Willow Street" in page.text


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        pytest.param({"given_names": "", "family_names": ""}, "given_names", id="no name"),
        pytest.param({"given_names": "Ros4lba"}, "given_names", id="a digit in a name"),
        pytest.param({"name_on_card": "W" * 90}, "name_on_card", id="too long for the card"),
        pytest.param({"given_names": "مريم"}, "romanised_name", id="not in Latin letters too"),
        pytest.param({"birth_year": "2030"}, "birth_date", id="born in the future"),
        pytest.param({"birth_year": ""}, "birth_date", id="no birth date"),
        pytest.param({"address_line": ""}, "address_line", id="an address without its line"),
        pytest.param({"city": "x" * 90}, "city", id="a long city"),
        pytest.param({"language": "tlh"}, "language", id="a language not offered"),
        pytest.param({"fee_waiver": "friend"}, "fee_waiver", id="a waiver not offered"),
        pytest.param(
            {"document_passport_expires_on": "soon"},
            "document_passport_expires_on",
            id="no day",
        ),
    ],
)
def test_a_fault_is_shown_at_its_field_and_what_was_typed_stays(
    clerk: Browser, changes: dict[str, str], field: str
) -> None:
    answer = clerk.post("/desk/applications", form(preferred_name="Rosi", **changes))
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert f'id="{field}"' in answer.text
    assert 'value="Rosi"' in answer.text
    assert answer.headers["cache-control"] == "no-store"


def test_a_name_that_does_not_fit_comes_back_with_forms_that_do(clerk: Browser) -> None:
    long = "Rosalba " + "W" * 40
    page = clerk.post("/desk/applications", form(given_names=long)).text
    assert "This fits the card: Rosalba W. Quispe Mamani" in page
    assert '<option value="Rosalba Quispe"></option>' in page
    whole = clerk.post("/desk/applications", form(birth_year="")).text
    assert "This fits the card" not in whole


def test_a_form_that_was_refused_leaves_nothing_behind(clerk: Browser) -> None:
    clerk.post("/desk/applications", form(birth_year=""))
    assert numbers_at(clerk) == set()


def test_counting_the_points_saves_nothing(clerk: Browser) -> None:
    answer = clerk.post("/desk/applications", form(act="points", birth_year=""))
    assert answer.status_code == 200
    assert "The papers are enough." in answer.text
    assert "error-summary" not in answer.text
    assert numbers_at(clerk) == set()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        pytest.param(ROSALBA, "The papers are enough.", id="enough"),
        pytest.param({}, "Not yet: something is missing.", id="no papers"),
        pytest.param(
            form(document_utility_bill_issued_on="2026-01-02"), "This paper is too old", id="old"
        ),
        pytest.param(
            form(birth_year="2015"), "The adult with you needs a photo ID.", id="for a child"
        ),
        pytest.param(form(birth_year="2099"), "The papers are enough.", id="not born yet"),
    ],
)
def test_the_points_come_as_a_fragment(
    clerk: Browser, typed: dict[str, str], sentence: str
) -> None:
    answer = clerk.post("/desk/documents", typed, headers=HTMX)
    assert answer.status_code == 200
    assert sentence in answer.text
    assert "<html" not in answer.text


def test_an_open_intake_can_be_changed(town: Town) -> None:
    number = walks.draft(town)
    clerk = town.browser(Role.CLERK)
    url = f"/desk/applications/{number}/edit"
    page = clerk.get(url).text
    assert 'value="Rosalba"' in page
    assert "The papers are enough." in clerk.post(url, form(act="points")).text
    assert f'action="{url}"' in page
    answer = clerk.post(url, form(given_names="Rosalva"))
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        f"/desk/applications/{number}",
    )
    assert "Rosalva Quispe Mamani" in clerk.get(answer.headers["location"]).text


def test_an_intake_that_waits_for_review_is_not_changed(sqlite_town: Town) -> None:
    number = walks.submitted(sqlite_town)
    clerk = sqlite_town.browser(Role.CLERK)
    url = f"/desk/applications/{number}/edit"
    assert clerk.get(url).status_code == 409
    answer = clerk.post(url, form(given_names="Rosalva"))
    assert answer.status_code == 409
    assert "This is not possible at this point." in answer.text
    assert "Rosalva" not in answer.text


def test_the_address_of_a_refused_form_leads_to_the_empty_one(clerk: Browser) -> None:
    assert clerk.get("/desk/applications").headers["location"] == "/desk/applications/new"


def test_a_form_without_the_token_of_the_page_is_refused(clerk: Browser) -> None:
    answer = clerk.client.post("/desk/applications", data=ROSALBA)
    assert answer.status_code == 403
    assert "Rosalba" not in answer.text


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.PRINTER, Role.ADMINISTRATOR])
def test_others_do_not_take_applications_in(sqlite_town: Town, role: Role) -> None:
    browser = sqlite_town.browser(role)
    assert browser.get("/desk/applications/new").status_code == 403
    assert browser.post("/desk/applications", ROSALBA).status_code == 403


def test_who_is_not_signed_in_is_asked_to(sqlite_town: Town) -> None:
    answer = sqlite_town.new_client(sqlite_town.app).get("/desk/applications/new")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")

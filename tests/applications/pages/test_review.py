"""The review in a browser: the second person decides, and nobody on their own intake."""

import pytest

from app.applications import ApplicationRepository
from app.audit import AuditRepository
from app.core.permissions import Role
from app.kit.actor import SERVICE
from app.staff import change_roles
from tests import walks
from tests.town import Town

NAME = "Quispe"


def state_of(town: Town, number: str) -> tuple[str, str]:
    with town.app.state.new_session() as session:
        application = ApplicationRepository(session).get(number, site="")
        return application.state, application.reason


def test_the_list_shows_the_longest_wait_first_and_no_name(town: Town) -> None:
    opened_first = walks.draft(town)
    town.clock.move(minutes=1)
    handed_on_first = walks.submitted(town)
    town.clock.move(minutes=1)
    clerk = town.browser(Role.CLERK)
    clerk.post(f"/desk/applications/{opened_first}/submission")
    page = town.browser(Role.SUPERVISOR).get("/review").text
    assert page.index(handed_on_first) < page.index(opened_first)
    assert NAME not in page


def test_what_is_not_handed_on_is_not_listed(sqlite_town: Town) -> None:
    number = walks.draft(sqlite_town)
    supervisor = sqlite_town.browser(Role.SUPERVISOR)
    assert number not in supervisor.get("/review").text
    assert supervisor.get(f"/review/{number}").status_code == 409


def test_the_page_shows_person_photo_and_papers(sqlite_town: Town) -> None:
    number = walks.submitted(sqlite_town)
    supervisor = sqlite_town.browser(Role.SUPERVISOR)
    page = supervisor.get(f"/review/{number}").text
    for text in ("Rosalba Quispe Mamani", "1420 Willow Street", "Passport", f"{number}/photo"):
        assert text in page
    assert supervisor.get(f"/desk/applications/{number}/photo").status_code == 200


def test_previous_and_next_lead_through_the_list(sqlite_town: Town) -> None:
    numbers = []
    for _ in range(3):
        numbers.append(walks.submitted(sqlite_town))
        sqlite_town.clock.move(minutes=1)
    supervisor = sqlite_town.browser(Role.SUPERVISOR)
    first, middle, last = (supervisor.get(f"/review/{number}").text for number in numbers)
    assert f"/review/{numbers[1]}" in first
    assert f"/review/{numbers[0]}" in middle
    assert f"/review/{numbers[2]}" in middle
    assert f"/review/{numbers[0]}" not in last


@pytest.mark.parametrize(
    ("act", "form", "expected"),
    [
        pytest.param("approval", {}, ("approved", ""), id="approved"),
        pytest.param(
            "return", {"reason": "photo_retake"}, ("returned", "photo_retake"), id="returned"
        ),
        pytest.param(
            "refusal", {"reason": "not_resident"}, ("refused", "not_resident"), id="refused"
        ),
    ],
)
def test_a_decision_leads_back_to_the_list(
    town: Town, act: str, form: dict[str, str], expected: tuple[str, str]
) -> None:
    number = walks.submitted(town)
    supervisor = town.browser(Role.SUPERVISOR)
    answer = supervisor.post(f"/review/{number}/{act}", form)
    assert (answer.status_code, answer.headers["location"]) == (303, "/review")
    assert state_of(town, number) == expected
    assert supervisor.post(f"/review/{number}/{act}", form).status_code == 409


@pytest.mark.parametrize(
    ("act", "reason", "field"),
    [
        pytest.param("return", "", "return_reason", id="return without a reason"),
        pytest.param("return", "not_resident", "return_reason", id="a reason of refusals"),
        pytest.param("refusal", "", "refuse_reason", id="refusal without a reason"),
        pytest.param("refusal", "Zqxwiana", "refuse_reason", id="free text"),
    ],
)
def test_a_reason_is_one_of_the_list(sqlite_town: Town, act: str, reason: str, field: str) -> None:
    number = walks.submitted(sqlite_town)
    answer = sqlite_town.browser(Role.SUPERVISOR).post(
        f"/review/{number}/{act}", {"reason": reason}
    )
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert f'id="{field}"' in answer.text
    assert "Zqxwiana" not in answer.text
    assert state_of(sqlite_town, number) == ("submitted", "")


def test_papers_that_have_aged_out_cannot_be_approved(sqlite_town: Town) -> None:
    number = walks.submitted(sqlite_town)
    sqlite_town.clock.move(days=90)
    supervisor = sqlite_town.browser(Role.SUPERVISOR)
    assert f"{number}/approval" not in supervisor.get(f"/review/{number}").text
    answer = supervisor.post(f"/review/{number}/approval")
    assert answer.status_code == 422
    assert "The papers are not enough yet." in answer.text


def test_nobody_decides_on_their_own_intake_and_the_try_is_on_record(town: Town) -> None:
    number = walks.submitted(town)
    account_id = town.actor(Role.CLERK).account_id
    with town.transaction() as session:
        change_roles(
            session,
            account_id=account_id,
            roles={Role.CLERK, Role.SUPERVISOR},
            by=SERVICE,
            now=town.clock(),
        )
    both = town.browser(Role.CLERK)
    assert "You wrote in this one" in both.get("/review").text
    assert f"{number}/approval" not in both.get(f"/review/{number}").text
    answer = both.post(f"/review/{number}/approval")
    assert answer.status_code == 403
    assert "another person decides" in answer.text
    assert state_of(town, number) == ("submitted", "")
    with town.app.state.new_session() as session:
        leaves = list(AuditRepository(session).leaves())
    assert any(b'"act":"decision_blocked"' in leaf for leaf in leaves)


@pytest.mark.parametrize("role", [Role.CLERK, Role.PRINTER, Role.ADMINISTRATOR])
def test_others_do_not_decide(sqlite_town: Town, role: Role) -> None:
    number = walks.submitted(sqlite_town)
    browser = sqlite_town.browser(role)
    assert browser.get("/review").status_code == 403
    assert browser.get(f"/review/{number}").status_code == 403
    assert browser.post(f"/review/{number}/approval").status_code == 403

"""A desk enters the code of a slip over the API; what comes back says nothing about the card."""

import pytest

from app.core.permissions import Role
from tests import walks
from tests.slips import WRONG_CODE, card_of, slip_of
from tests.town import Town


def test_a_clerk_of_another_desk_pauses_a_card_by_its_slip(town: Town) -> None:
    card_id = walks.handed_over(town)
    code = slip_of(town, card_id)
    town.add(Role.CLERK, email="east@riverbend.example", site="east_library")
    clerk = town.script(Role.CLERK, email="east@riverbend.example")
    answer = clerk.post("/api/cards/lost-reports", json={"tear_off_code": code})
    assert (answer.status_code, answer.json()) == (200, {"answer": "paused"})
    assert card_of(town, card_id) == ("suspended", "reported_lost")


def test_a_supervisor_sees_since_when_a_card_is_paused(sqlite_town: Town) -> None:
    card_id = walks.handed_over(sqlite_town)
    code = slip_of(sqlite_town, card_id)
    supervisor = sqlite_town.script(Role.SUPERVISOR)
    supervisor.post("/api/cards/lost-reports", json={"tear_off_code": code})
    assert supervisor.get(f"/api/cards/{card_id}").json()["paused_on"] == "2026-11-24"


@pytest.mark.parametrize(
    ("code", "status", "told"),
    [
        pytest.param(WRONG_CODE, 200, ("answer", "unknown"), id="no card has it"),
        pytest.param("Zqxwiana", 422, ("reason", "code_malformed"), id="no code"),
        pytest.param("x" * 101, 422, ("reason", "unreadable_request"), id="too long"),
    ],
)
def test_other_codes_pause_nothing(
    sqlite_town: Town, code: str, status: int, told: tuple[str, str]
) -> None:
    clerk = sqlite_town.script(Role.CLERK)
    answer = clerk.post("/api/cards/lost-reports", json={"tear_off_code": code})
    assert answer.status_code == status
    assert answer.json()[told[0]] == told[1]
    assert "Zqxwiana" not in answer.text


def test_a_printer_enters_no_codes(sqlite_town: Town) -> None:
    printer = sqlite_town.script(Role.PRINTER)
    answer = printer.post("/api/cards/lost-reports", json={"tear_off_code": WRONG_CODE})
    assert answer.status_code == 403

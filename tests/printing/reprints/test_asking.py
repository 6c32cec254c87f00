"""Another card over HTTP: the form on a card's page and the JSON route."""

import pytest

from app.core.permissions import Role
from tests.cards.towns import card_of
from tests.town import Town
from tests.walks import handed_over


def test_a_clerk_orders_another_card_and_goes_on_to_make_it(town: Town) -> None:
    card_id = handed_over(town)
    clerk = town.browser(Role.CLERK)
    assert f"/cards/{card_id}/reprint" in clerk.get(f"/cards/{card_id}").text
    answer = clerk.post(f"/cards/{card_id}/reprint", {"reason": "lost"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/print?state=approved")
    assert card_of(town, card_id).state == "revoked"
    assert "/card" in clerk.get("/print?state=approved").text


def test_a_supervisor_stays_at_the_card(sqlite_town: Town) -> None:
    card_id = handed_over(sqlite_town)
    answer = sqlite_town.browser(Role.SUPERVISOR).post(
        f"/cards/{card_id}/reprint", {"reason": "damaged"}
    )
    assert answer.headers["location"] == f"/cards/{card_id}"


@pytest.mark.parametrize("reason", ["", "moved_away", "Zqxwiana"])
def test_without_a_reason_of_the_list_nothing_happens(sqlite_town: Town, reason: str) -> None:
    card_id = handed_over(sqlite_town)
    answer = sqlite_town.browser(Role.CLERK).post(f"/cards/{card_id}/reprint", {"reason": reason})
    assert answer.status_code == 422
    assert 'href="#reprint_reason"' in answer.text
    assert "Zqxwiana" not in answer.text
    assert card_of(sqlite_town, card_id).state == "active"


def test_the_json_route_says_which_application_waits(town: Town) -> None:
    card_id = handed_over(town)
    clerk = town.script(Role.CLERK)
    answer = clerk.post(f"/api/cards/{card_id}/reprint", json={"reason": "damaged"})
    assert answer.status_code == 200
    assert answer.json()["state"] == "replaced"
    made = clerk.post("/api/cards", json={"application": answer.json()["application"]})
    assert made.status_code == 201
    again = clerk.post(f"/api/cards/{card_id}/reprint", json={"reason": "damaged"})
    assert (again.status_code, again.json()["reason"]) == (409, "card_is_replaced")

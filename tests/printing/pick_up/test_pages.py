"""After the printer in a browser: scan, drawer, mail, and what two people destroy."""

import re

import pytest

from app.core.permissions import Role
from tests.cards.towns import card_of
from tests.printed import code_of, number_of
from tests.printing.pick_up.drawer import of_batch, place_of
from tests.town import Town
from tests.walks import MINOR, drawn, issued, printed

NAME = "Quispe"


def test_a_card_goes_from_the_scanner_over_the_drawer_to_its_holder(town: Town) -> None:
    card_id = of_batch(town)
    printer, clerk = town.browser(Role.PRINTER), town.browser(Role.CLERK)
    page = f"/print/cards/{card_id}"
    assert "/hand-over" not in clerk.get(page).text
    assert f"/print/scan?card={card_id}" in printer.get(page).text
    answer = printer.post("/print/scan", {"text": code_of(town, card_id), "card": str(card_id)})
    assert number_of(town, card_id) in answer.text
    drawer = printer.get("/print/pick-up").text
    assert page in drawer
    assert NAME not in answer.text + drawer
    for way, place in (
        ("mailing", "mailed"),
        ("return", "came_back"),
        ("hand-over", "handed_over"),
    ):
        assert f"{page}/{way}" in clerk.get(page).text
        assert clerk.post(f"{page}/{way}").status_code == 303
        assert place_of(town, card_id) == place
    assert page not in printer.get("/print/pick-up").text


def test_a_wrong_code_is_named_and_what_was_typed_is_not_shown(sqlite_town: Town) -> None:
    card_id, other = issued(sqlite_town), printed(sqlite_town, MINOR)
    drawn(sqlite_town, card_id)
    printer = sqlite_town.browser(Role.PRINTER)
    meant = {"card": str(card_id)}
    wrong = printer.post("/print/scan", meant | {"text": code_of(sqlite_town, other)})
    unreadable = printer.post("/print/scan", meant | {"text": "Zqxwiana"})
    for answer in (wrong, unreadable):
        assert answer.status_code == 422
        assert number_of(sqlite_town, card_id) in answer.text
        assert 'href="#text"' in answer.text
    assert code_of(sqlite_town, other) not in wrong.text
    assert "Zqxwiana" not in unreadable.text
    assert card_of(sqlite_town, card_id).state == "issued"


def test_two_people_destroy_on_one_page(town: Town) -> None:
    card_id = issued(town)
    drawn(town, card_id)
    printer, clerk = town.browser(Role.PRINTER), town.browser(Role.CLERK)
    printer.post(f"/print/cards/{card_id}/spoil", {"reason": "print_fault"})
    assert f'value="{card_id}"' in printer.get("/print/disposals").text
    assert printer.post("/print/disposals", {"cards": str(card_id)}).status_code == 303
    own, others = printer.get("/print/disposals").text, clerk.get("/print/disposals").text
    assert "/confirmation" not in own
    (path,) = re.findall(r'action="(/print/disposals/[^"]+/confirmation)"', others)
    assert printer.post(path).status_code == 403
    assert clerk.post(path).status_code == 303
    assert "/confirmation" not in clerk.get("/print/disposals").text


@pytest.mark.parametrize("cards", ["", "Zqxwiana"])
def test_without_a_card_nothing_is_signed(sqlite_town: Town, cards: str) -> None:
    printer = sqlite_town.browser(Role.PRINTER)
    answer = printer.post("/print/disposals", {"cards": cards} if cards else {})
    assert answer.status_code == 422
    assert "Zqxwiana" not in answer.text

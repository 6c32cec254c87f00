"""Pages and routes of bureaus: an agreement, a bundle, its download, its receipt."""

import pytest

from app.core.permissions import Role
from tests.printing.bureaus.bureau_towns import Bureau, bundle_for, bureau_of, sent
from tests.town import Town
from tests.walks import MINOR, issued

KEY = "09" + "00" * 31
FORM = {
    "name": "Cardworks",
    "contact_role": "Dispatch",
    "agreed_on": "2026-11-02",
    "bundle_key": KEY,
    "receipt_key": "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
    "purge_days": "7",
}


def test_an_administrator_adds_and_ends_an_agreement(town: Town) -> None:
    browser = town.browser(Role.ADMINISTRATOR)
    assert "Nobody prints for you yet." in browser.get("/admin/bureaus").text
    assert browser.post("/admin/bureaus", FORM).status_code == 303
    page = browser.get("/admin/bureaus").text
    assert KEY in page
    (row,) = town.script(Role.ADMINISTRATOR).get("/api/bureaus").json()
    assert (row["name"], row["purge_days"], row["is_closed"]) == ("Cardworks", 7, False)
    assert row["id"] in page
    closure = f"/admin/bureaus/{row['id']}/closure"
    assert browser.post(closure).status_code == 303
    again = browser.post(closure)
    assert again.status_code == 409
    assert "The agreement with this bureau has ended." in again.text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 101),
        ("contact_role", "\x00"),
        ("agreed_on", "yesterday"),
        ("bundle_key", "0" * 63),
        ("bundle_key", "00" * 32),
        ("receipt_key", "zz" * 32),
        ("purge_days", "0"),
    ],
)
def test_what_is_no_agreement_is_shown_again(sqlite_town: Town, field: str, value: str) -> None:
    browser = sqlite_town.browser(Role.ADMINISTRATOR)
    answer = browser.post("/admin/bureaus", FORM | {field: value})
    assert answer.status_code == 422
    assert "error-summary" in answer.text
    assert "Nobody prints for you yet." in answer.text


def test_the_print_room_sends_cards_and_hands_in_the_receipt(town: Town) -> None:
    card_id = issued(town)
    bureau = bureau_of(town)
    browser = town.browser(Role.PRINTER)
    assert "1 card waits for its print here." in browser.get("/print/bureaus").text
    form = {"bureau": str(bureau.id), "count": "1"}
    assert browser.post("/print/bureaus/bundles", form).status_code == 303
    (bundle,) = town.script(Role.PRINTER).get("/api/bundles").json()
    assert bundle["cards"] == {"intended": 1}
    assert "It is settled with the bureau" in browser.get(f"/print/cards/{card_id}").text
    answer = browser.post(f"/print/bureaus/bundles/{bundle['id']}/drawing")
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["cache-control"] == "no-store"
    opened = bureau.opened(town, answer.content)
    wrong = browser.post("/print/bureaus/receipts", files={"receipt": ("r", b"x", "text/plain")})
    assert wrong.status_code == 422
    assert "This is not a receipt of a bureau" in wrong.text
    files = {"receipt": ("receipt", bureau.receipt(opened), "text/plain")}
    assert (
        "Everything is accounted for." in browser.post("/print/bureaus/receipts", files=files).text
    )
    assert "Nothing is at a bureau." in browser.get("/print/bureaus").text


def test_a_contradiction_is_named_on_the_page(sqlite_town: Town) -> None:
    town = sqlite_town
    issued(town)
    issued(town, MINOR)
    bureau = bureau_of(town)
    opened = sent(town, bureau)
    browser = town.browser(Role.PRINTER)

    def hand_in(receipt: bytes) -> str:
        files = {"receipt": ("receipt", receipt, "text/plain")}
        return browser.post("/print/bureaus/receipts", files=files).text

    assert "Some cards are still asked for." in hand_in(
        bureau.receipt(opened, printed=frozenset({"1"}))
    )
    page = hand_in(bureau.receipt(opened, spoiled={"1": "damaged"}))
    assert "An earlier receipt said otherwise about this card." in page
    assert "This is not a receipt of a bureau" in hand_in(b"x" * 200_001)


def test_what_cannot_be_made_or_put_back_is_named(sqlite_town: Town) -> None:
    town = sqlite_town
    issued(town)
    bureau = bureau_of(town)
    browser = town.browser(Role.PRINTER)
    for count in ("0", "many", "9999"):
        form = {"bureau": str(bureau.id), "count": count}
        answer = browser.post("/print/bureaus/bundles", form)
        assert "Enter a number from 1 to 500." in answer.text
    strange = browser.post("/print/bureaus/bundles", {"bureau": "nobody", "count": "1"})
    assert strange.status_code == 404
    bundle_id = bundle_for(town, bureau.id)
    cancellation = f"/print/bureaus/bundles/{bundle_id}/cancellation"
    assert browser.post(cancellation).status_code == 303
    assert browser.post(cancellation).status_code == 409


def test_an_overdue_bundle_is_named_where_people_look(sqlite_town: Town) -> None:
    town = sqlite_town
    issued(town)
    sent(town, bureau_of(town))
    town.clock.move(days=15)
    browser = town.browser(Role.PRINTER)
    assert "1 bundle at a bureau is overdue." in browser.get("/print").text
    assert "Overdue." in browser.get("/print/bureaus").text


@pytest.fixture
def bureau(town: Town) -> Bureau:
    return bureau_of(town)


def test_scripts_do_the_same(town: Town, bureau: Bureau) -> None:
    issued(town)
    printer = town.script(Role.PRINTER)
    made = printer.post("/api/bundles", json={"bureau_id": str(bureau.id), "count": 5})
    assert (made.status_code, made.json()["state"]) == (201, "intended")
    url = f"/api/bundles/{made.json()['id']}"
    opened = bureau.opened(town, printer.post(f"{url}/drawing").content)
    assert printer.post(f"{url}/cancellation").status_code == 409
    receipt = bureau.receipt(opened).decode()
    balance = printer.post("/api/bundles/receipts", json={"receipt": receipt}).json()
    assert balance == {"sent": 1, "printed": 1, "spoiled": 0, "missing": 0, "remaining": []}
    assert printer.get("/api/bundles").json() == []


def test_a_bureau_is_added_and_closed_by_a_script(sqlite_town: Town) -> None:
    administrator = sqlite_town.script(Role.ADMINISTRATOR)
    made = administrator.post("/api/bureaus", json=FORM | {"purge_days": 7})
    assert made.status_code == 201
    assert len(made.json()["manifest_key"]) == 64
    closure = f"/api/bureaus/{made.json()['id']}/closure"
    assert administrator.post(closure).status_code == 204
    assert administrator.post(closure).json()["reason"] == "bureau_closed"
    weak = administrator.post(
        "/api/bureaus", json=FORM | {"purge_days": 7, "bundle_key": "00" * 32}
    )
    assert (weak.status_code, weak.json()["reason"]) == (422, "bundle_key_unusable")

"""Blank cards in a browser, by scripts, and as a ledger for auditors."""

import csv
from io import StringIO

import pytest

from app.core.permissions import Role
from tests.printing.pick_up.drawer import confirm
from tests.printing.stock.books import count, discard, receive, set_aside
from tests.town import SITE, Town
from tests.walks import handed_over

LEDGER = "/api/stock/ledger.csv"


def ledger(town: Town, query: str = "") -> list[dict[str, str]]:
    """Return the rows of the ledger."""
    answer = town.script(Role.AUDITOR).get(f"{LEDGER}{query}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(StringIO(answer.text.removeprefix("\ufeff"))))


def test_somebody_counts_and_then_sees_what_the_books_ask_for(town: Town) -> None:
    printer = town.browser(Role.PRINTER)
    box = {"box_count": "500", "label": "lot 22-117"}
    assert printer.post("/print/stock/boxes", box).status_code == 303
    printer.post("/print/stock/counts", {"counted": "500"})
    aside = {"aside_count": "3", "reason": "blank_damaged"}
    assert printer.post("/print/stock/set-aside", aside).status_code == 303
    assert "497" not in printer.get("/print/stock").text
    assert printer.post("/print/stock/counts", {"counted": "495"}).status_code == 303
    page = printer.get("/print/stock").text
    assert "497" in page
    assert "2 too few" in page
    answer = printer.post("/print/stock/disposals", {"count": "3"})
    assert answer.headers["location"] == "/print/disposals"
    assert 'name="count"' not in printer.get("/print/stock").text


@pytest.mark.parametrize(
    ("form", "values", "field"),
    [
        ("counts", {"counted": "many"}, "counted"),
        ("boxes", {"box_count": "0", "label": "LOT 7"}, "box_count"),
        ("boxes", {"box_count": "500", "label": "Zqxwiana"}, "label"),
        ("set-aside", {"aside_count": "1.5", "reason": "blank_damaged"}, "aside_count"),
        ("set-aside", {"aside_count": "1", "reason": "Zqxwiana"}, "aside_reason"),
    ],
)
def test_what_cannot_be_is_named_at_its_field(
    sqlite_town: Town, form: str, values: dict[str, str], field: str
) -> None:
    answer = sqlite_town.browser(Role.PRINTER).post(f"/print/stock/{form}", values)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert f'id="{field}"' in answer.text
    assert "Zqxwiana" not in answer.text


def test_fewer_blanks_wait_than_a_page_has_shown(sqlite_town: Town) -> None:
    answer = sqlite_town.browser(Role.CLERK).post("/print/stock/disposals", {"count": "3"})
    assert answer.status_code == 409


def test_the_json_routes_do_the_same(town: Town) -> None:
    printer = town.script(Role.PRINTER)
    box = printer.post("/api/stock/boxes", json={"count": 500, "label": "lot 7"})
    assert (box.status_code, box.json()["label"]) == (201, "LOT 7")
    first = printer.post("/api/stock/counts", json={"counted": 500}).json()
    assert (first["expected"], first["difference"]) == (None, None)
    aside = {"count": 2, "reason": "blank_test_print"}
    assert printer.post("/api/stock/set-aside", json=aside).status_code == 201
    assert printer.post("/api/stock/counts", json={"counted": 498}).json()["difference"] == 0
    stock = printer.get("/api/stock").json()
    assert (len(stock["counts"]), stock["to_destroy"]) == (2, 2)
    paper = town.script(Role.CLERK).post("/api/stock/disposals", json={"count": 2})
    assert (paper.status_code, paper.json()["kind"]) == (201, "blanks")


def test_the_ledger_tells_each_entry_with_its_day_and_desk_and_nobody(town: Town) -> None:
    receive(town, 500)
    count(town, 500)
    handed_over(town)
    set_aside(town, 3)
    confirm(town, discard(town, 3).id)
    count(town, 495)
    rows = ledger(town)
    assert {row["site"] for row in rows} == {SITE}
    told = [(row["entry"], row["detail"], row["count"]) for row in rows]
    assert ("received", "LOT 22-117", "500") in told
    assert ("set_aside", "blank_jammed", "3") in told
    assert ("destroyed_by_two", "", "3") in told
    assert ("printed", "count 2", "1") in told
    counted = [row for row in rows if row["entry"] == "counted"]
    differences = [(row["expected"], row["too_few"], row["too_many"]) for row in counted]
    assert differences == [("", "", ""), ("496", "1", "0")]
    assert "@" not in str(rows)


def test_the_ledger_of_other_days_is_empty_and_of_no_days_is_refused(sqlite_town: Town) -> None:
    receive(sqlite_town, 500)
    assert ledger(sqlite_town, "?from=2020-01-01&to=2020-12-31") == []
    assert ledger(sqlite_town, "?to=0001-01-01") == []
    auditor = sqlite_town.script(Role.AUDITOR)
    refused = auditor.get(f"{LEDGER}?from=2026-12-31&to=2026-01-01")
    assert (refused.status_code, refused.json()["reason"]) == (422, "days_out_of_order")
    assert LEDGER in sqlite_town.browser(Role.AUDITOR).get("/admin/report").text

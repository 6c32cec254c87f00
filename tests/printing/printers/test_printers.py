"""Printers: entered, measured and taken out of use; what is drawn for one lands where it should."""

from uuid import UUID

import numpy as np
import pypdfium2
import pytest
import zxingcpp

from app.core.permissions import Role
from tests import walks
from tests.core.rendering.test_adjustment import boxes
from tests.journeys.desks import done, refused
from tests.town import Town

CARD = {"site": "city_hall", "name": "Zebra by the window", "kind": "card"}
SHEET = {"site": "city_hall", "name": "Epson", "kind": "sheet", "flip": "short_edge"}
CLOSE = 0.13
"""Both pages lie on whole dots of the printer and of the raster."""
CODE_DOTS = 24
"""Per millimetre."""
FORM = CARD | {
    "offset_x": "0.5",
    "offset_y": "-1",
    "scale": "1",
    "profile": "rgb-k",
    "flip": "long_edge",
}


def printer(town: Town, **values: object) -> str:
    """Enter a printer and return its id."""
    made = town.script(Role.ADMINISTRATOR).post("/api/printers", json=values)
    assert made.status_code == 201
    printer_id: str = made.json()["id"]
    return printer_id


def shift(still: bytes, moved: bytes) -> list[tuple[float, float]]:
    """Return by how many millimetres the ink of every page has moved, right and down."""
    pairs = zip(boxes(still), boxes(moved), strict=True)
    return [(after[2] - before[2], after[3] - before[3]) for before, after in pairs]


def test_an_administrator_enters_measures_and_closes_a_printer(town: Town) -> None:
    browser = town.browser(Role.ADMINISTRATOR)
    assert "No printer is entered yet." in browser.get("/admin/printers").text
    answer = browser.post("/admin/printers", FORM)
    path = answer.headers["location"]
    assert "Zebra by the window" in browser.get(path).text
    before = browser.get(f"{path}/test-page").content
    assert browser.post(path, FORM | {"offset_x": "2", "offset_y": "0.5"}).status_code == 303
    for moved in shift(before, browser.get(f"{path}/test-page").content):
        assert moved == pytest.approx((1.5, 1.5), abs=CLOSE)
    (row,) = done(town.script(Role.ADMINISTRATOR).get("/api/printers"))
    assert (row["offset_x"], row["offset_y"], row["scale"]) == (2, 0.5, 1)
    assert browser.post(f"{path}/closure").status_code == 303
    assert "no longer used" in browser.get(path).text
    for act in (path, f"{path}/closure"):
        assert browser.post(act, FORM).status_code == 409


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "\x00"),
        ("site", "moon"),
        ("kind", "loom"),
        ("offset_x", "3.1"),
        ("offset_y", "nan"),
        ("scale", "1.04"),
        ("profile", "mono"),
        ("flip", ""),
    ],
)
def test_what_is_no_printer_is_shown_again(sqlite_town: Town, field: str, value: str) -> None:
    browser = sqlite_town.browser(Role.ADMINISTRATOR)
    answer = browser.post("/admin/printers", FORM | {field: value})
    assert answer.status_code == 422
    assert "error-summary" in answer.text
    assert "No printer is entered yet." in answer.text


def test_a_card_is_drawn_for_a_printer_of_the_desk(town: Town) -> None:
    card_id = walks.issued(town)
    chosen = printer(town, **CARD, offset_x=1.5, offset_y=-2)
    scaled = printer(town, **CARD, scale=0.97, profile="cmyk")
    browser, script = town.browser(Role.PRINTER), town.script(Role.PRINTER)
    assert "Zebra by the window" in browser.get(f"/print/cards/{card_id}").text
    path = f"/print/cards/{card_id}/drawing"
    still, moved = (browser.post(path, {"printer": one}).content for one in ("", chosen))
    assert code_box(moved) == pytest.approx(
        [edge + by for edge, by in zip(code_box(still), (1.5, -2) * 2, strict=True)], abs=0.1
    )
    (job,) = done(script.get("/api/print-jobs"))
    drawing = f"/api/print-jobs/{job['id']}/drawing"
    assert script.post(drawing, params={"printer_id": chosen}).content == moved
    scaled_box = code_box(script.post(drawing, params={"printer_id": scaled}).content)
    assert width(scaled_box) == pytest.approx(0.97 * width(code_box(still)), abs=0.15)


def width(box: list[float]) -> float:
    return box[2] - box[0]


def code_box(pdf: bytes) -> list[float]:
    """Return left, top, right and bottom of the card's code, in millimetres."""
    for page in pypdfium2.PdfDocument(pdf):
        picture = page.render(scale=CODE_DOTS * 25.4 / 72).to_pil().convert("RGB")
        for code in zxingcpp.read_barcodes(np.asarray(picture)):
            corners = (code.position.top_left, code.position.bottom_right)
            return [side / CODE_DOTS for point in corners for side in (point.x, point.y)]
    raise AssertionError("there is no code on the card")


def test_sheets_are_drawn_as_their_printer_asks(town: Town) -> None:
    walks.issued(town)
    (job,) = done(town.script(Role.PRINTER).get("/api/print-jobs"))
    chosen = printer(town, **SHEET, offset_x=-1, offset_y=0.75)
    script = town.script(Role.PRINTER)
    body = {"job_ids": [job["id"]], "paper": "a4", "flip": "short_edge"}
    still = script.post("/api/print-sheets", json=body).content
    for_printer = {"job_ids": [job["id"]], "paper": "a4", "printer_id": chosen}
    moved = script.post("/api/print-sheets", json=for_printer).content
    for by in shift(still, moved):
        assert by == pytest.approx((-1, 0.75), abs=CLOSE)


def test_the_form_of_sheets_offers_the_printers_of_the_desk(sqlite_town: Town) -> None:
    walks.issued(sqlite_town)
    chosen = printer(sqlite_town, **SHEET)
    elsewhere = printer(sqlite_town, **SHEET | {"site": "east_library", "name": "Canon"})
    browser = sqlite_town.browser(Role.PRINTER)
    page = browser.get("/print").text
    assert "Epson" in page
    assert "Canon" not in page
    for other in (elsewhere, "nothing", str(UUID(int=4))):
        assert browser.post("/print/sheets", {"count": "1", "printer": other}).status_code == 404
    answer = browser.post("/print/sheets", {"count": "1", "printer": chosen})
    assert answer.content.startswith(b"%PDF-")


def test_a_printer_of_another_kind_or_out_of_use_is_refused(sqlite_town: Town) -> None:
    walks.issued(sqlite_town)
    script = sqlite_town.script(Role.PRINTER)
    (job,) = done(script.get("/api/print-jobs"))
    drawing = f"/api/print-jobs/{job['id']}/drawing"
    sheet, card = printer(sqlite_town, **SHEET), printer(sqlite_town, **CARD)
    answer = script.post(drawing, params={"printer_id": sheet})
    assert refused(answer) == (404, "no_such_printer")
    administrator = sqlite_town.script(Role.ADMINISTRATOR)
    assert done(administrator.put(f"/api/printers/{card}", json=CARD | {"scale": 1.01}))
    assert done(administrator.post(f"/api/printers/{card}/closure"))["is_closed"]
    answer = script.post(drawing, params={"printer_id": card})
    assert refused(answer) == (409, "printer_closed")
    test_page = f"/api/printers/{sheet}/test-page"
    assert administrator.get(test_page, params={"paper": "a4"}).content.startswith(b"%PDF-")

"""Waiting cards go on sheets as they go on cards: proved, on record, and never on two sheets."""

from uuid import UUID, uuid4

import numpy as np
import pypdfium2
import pytest
import zxingcpp

from app.audit.repository import AuditRepository
from app.cards import CardRepository
from app.core.permissions import Role
from app.core.rendering.imposition import Flip, Paper, back_place, front_places
from app.core.rendering.sheet import SheetSetting
from app.core.rendering.template import CARD_HEIGHT, CARD_WIDTH
from app.kit.errors import AppError, ConflictError, RefusedError
from app.printing import PrintJobRepository
from app.printing.sheets import CARDS_PER_FILE, draw_print_sheets
from app.vault import Label
from tests import walks
from tests.cards.towns import ISSUER, token_of
from tests.journeys.desks import refused
from tests.printing.proof.test_draw_proved import flat_photo, keep_photo
from tests.town import Town

SETTING = SheetSetting(Paper.A4, Flip.SHORT_EDGE)
A4 = {"paper": "a4", "flip": "short_edge"}
QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
DOTS = 300 / 25.4
"""Per millimetre."""


def waiting(town: Town, count: int) -> list[UUID]:
    """Issue cards and return their ids; their prints are queued."""
    return [walks.issued(town) for _ in range(count)]


def job_of(town: Town, card_id: UUID) -> UUID:
    with town.app.state.new_session() as session:
        job = PrintJobRepository(session).open_job_of(card_id)
        assert job is not None
        return job.id


def states(town: Town, cards: list[UUID]) -> list[str]:
    jobs = [job_of(town, card_id) for card_id in cards]
    with town.app.state.new_session() as session:
        return [PrintJobRepository(session).get(job_id, site="").state for job_id in jobs]


def acts(town: Town, act: str) -> list[str]:
    """Return the numbers of the cards that an act is recorded of, oldest first."""
    with town.app.state.new_session() as session:
        leaves = [leaf for leaf in AuditRepository(session).leaves() if act.encode() in leaf]
    return [leaf.decode().split("card:")[1][:9] for leaf in leaves]


def numbers(town: Town, cards: list[UUID]) -> list[str]:
    with town.app.state.new_session() as session:
        return [CardRepository(session).get(card_id, site="").number[:9] for card_id in cards]


def codes_on(pdf: bytes, setting: SheetSetting) -> list[str]:
    """Return the code of each card on one sheet, card by card in the order of their fronts."""
    document = pypdfium2.PdfDocument(pdf)
    pictures = [page.render(scale=DOTS * 25.4 / 72).to_pil().convert("RGB") for page in document]
    found = []
    for front in front_places(setting.paper):
        back = back_place(front, paper=setting.paper, flip=setting.flip)
        for picture, place in zip(pictures, (front, back), strict=True):
            left, top = place.x * DOTS, place.y * DOTS
            right, bottom = left + CARD_WIDTH * DOTS, top + CARD_HEIGHT * DOTS
            cut = picture.crop((round(left), round(top), round(right), round(bottom)))
            found += [code.text for code in zxingcpp.read_barcodes(np.asarray(cut), formats=QR)]
    return found


def test_cards_of_the_desk_go_on_a_sheet_and_each_code_is_its_cards_own(town: Town) -> None:
    cards = waiting(town, 3)
    printer = town.browser(Role.PRINTER)
    assert "Print on sheets" in printer.get("/print").text
    answer = printer.post("/print/sheets", {"count": "3", "paper": "letter", "flip": "long_edge"})
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["cache-control"] == "no-store"
    codes = codes_on(answer.content, SheetSetting(Paper.LETTER, Flip.LONG_EDGE))
    assert sorted(codes) == sorted(token_of(town, card_id).text(ISSUER) for card_id in cards)
    assert states(town, cards) == ["sent"] * 3
    assert sorted(acts(town, "card_drawn")) == sorted(numbers(town, cards))
    assert "Print on sheets" not in printer.get("/print").text
    assert printer.post("/print/sheets", {"count": "3"}).status_code == 422


def refusal_of(town: Town, jobs: list[UUID]) -> AppError:
    actor = town.actor(Role.PRINTER)
    with town.app.state.new_session() as session, pytest.raises(AppError) as caught:
        draw_print_sheets(
            session, jobs, setting=SETTING, vault=town.vault, actor=actor, now=town.clock()
        )
    return caught.value


def test_prints_are_drawn_in_the_order_they_are_named_and_again(sqlite_town: Town) -> None:
    cards = waiting(sqlite_town, 2)[::-1]
    printer = sqlite_town.script(Role.PRINTER)
    body = {"job_ids": [str(job_of(sqlite_town, card)) for card in cards], **A4}
    first, again = (printer.post("/api/print-sheets", json=body).content for _ in range(2))
    assert first == again
    tokens = [token_of(sqlite_town, card_id).text(ISSUER) for card_id in cards]
    assert codes_on(first, SETTING) == tokens


def test_a_card_that_fails_its_proof_stops_no_other(town: Town) -> None:
    good, bad = waiting(town, 2)
    keep_photo(town, bad, flat_photo())
    printer = town.script(Role.PRINTER)
    body = {"job_ids": [str(job_of(town, card)) for card in (good, bad)]}
    answer = printer.post("/api/print-sheets", json=body)
    assert answer.status_code == 200
    assert states(town, [good, bad]) == ["sent", "queued"]
    assert acts(town, "card_proof_failed") == numbers(town, [bad])
    body = {"job_ids": [str(job_of(town, bad))]}
    assert refused(printer.post("/api/print-sheets", json=body)) == (409, "no_card_can_be_drawn")
    assert acts(town, "card_proof_failed") == numbers(town, [bad]) * 2


def test_a_card_whose_data_is_gone_stops_no_other(sqlite_town: Town) -> None:
    good, gone = waiting(sqlite_town, 2)
    with sqlite_town.transaction() as session:
        card = CardRepository(session).get(gone, site="")
        sqlite_town.vault.remove(session, card.applicant_id, Label.PHOTO)
    jobs = [job_of(sqlite_town, card_id) for card_id in (gone, good)]
    answer = sqlite_town.script(Role.PRINTER).post(
        "/api/print-sheets", json={"job_ids": [str(job) for job in jobs]}
    )
    assert answer.status_code == 200
    assert states(sqlite_town, [good, gone]) == ["sent", "queued"]


def test_two_desks_that_take_the_same_card_do_not_both_get_it(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    (card,) = waiting(town, 1)
    job = job_of(town, card)
    actor = town.actor(Role.PRINTER)
    with town.app.state.new_session() as first:
        write = first.write

        def while_somebody_else_draws() -> None:
            drawing = town.script(Role.PRINTER).post(f"/api/print-jobs/{job}/drawing")
            assert drawing.status_code == 200
            write()

        monkeypatch.setattr(first, "write", while_somebody_else_draws)
        with pytest.raises(ConflictError, match="print_job_changed"):
            draw_print_sheets(
                first, [job], setting=SETTING, vault=town.vault, actor=actor, now=town.clock()
            )


def test_what_is_no_number_of_cards_is_refused(sqlite_town: Town) -> None:
    job = uuid4()
    for jobs in ([], [job, job], [uuid4() for _ in range(CARDS_PER_FILE + 1)]):
        assert isinstance(refusal_of(sqlite_town, jobs), RefusedError)
    assert refusal_of(sqlite_town, [job]).reason == "no_such_print_job"


def test_the_form_says_what_is_wrong_with_it(sqlite_town: Town) -> None:
    waiting(sqlite_town, 1)
    printer = sqlite_town.browser(Role.PRINTER)
    for values, words in (
        ({"count": "97"}, "from 1 to 96"),
        ({"count": "many"}, "from 1 to 96"),
        ({"count": "1", "paper": "a3"}, "does not have the form"),
        ({"count": "1", "flip": "never"}, "does not have the form"),
    ):
        answer = printer.post("/print/sheets", values)
        assert answer.status_code == 422
        assert words in answer.text

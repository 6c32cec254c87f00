"""The card's PDF: two pages of CR80, the same bytes every time, or a refusal and no card."""

from dataclasses import replace

import pypdfium2
import pytest

from app.core.rendering.card import draw_card, draw_cards
from app.core.rendering.content import CardContent
from app.core.rendering.design import CardDesign
from app.core.rendering.fit_refusal import FieldDoesNotFitError
from app.core.rendering.sample import bare_content
from tests.core.rendering.designs import small


def test_has_two_pages_of_cr80(design: CardDesign, content: CardContent) -> None:
    pages = pypdfium2.PdfDocument(draw_card(design, content))
    assert [page.get_size() for page in pages] == [pytest.approx((242.65, 153.01), abs=0.01)] * 2


def test_the_same_card_is_the_same_bytes(design: CardDesign, content: CardContent) -> None:
    assert draw_card(design, content) == draw_card(design, content)


def test_two_people_are_not_the_same_bytes(design: CardDesign, content: CardContent) -> None:
    assert draw_card(design, content) != draw_card(design, replace(content, name="Ana Lima"))


def test_another_programs_art_differs(design: CardDesign, content: CardContent) -> None:
    other = replace(content, program=replace(content.program, program_id="hillcrest"))
    assert draw_card(design, content) != draw_card(design, other)


def test_fixed_art_is_kept_once_for_many_cards(design: CardDesign, content: CardContent) -> None:
    one = len(draw_card(design, content))
    many = len(draw_cards(design, [content] * 5, program=content.program))
    assert many < 2 * one


def test_cards_come_front_and_back_in_turn(design: CardDesign, content: CardContent) -> None:
    names = [replace(content, name=name) for name in ("Ana Lima", "Li")]
    pages = pypdfium2.PdfDocument(draw_cards(design, names, program=content.program))
    assert len(pages) == 4


def test_no_words_can_be_copied_out_of_the_file(design: CardDesign, content: CardContent) -> None:
    data = draw_card(design, content)
    for page in pypdfium2.PdfDocument(data):
        assert page.get_textpage().get_text_range() == ""
    assert content.name.encode() not in data
    assert b"7K3M" not in data


def test_a_card_without_optional_fields_is_drawn(design: CardDesign, content: CardContent) -> None:
    assert draw_card(design, bare_content(content)).startswith(b"%PDF-1.4")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"name": "𐌰"}, "name: script_not_covered"),
        ({"name": "Ww" * 40}, "name: too_long"),
        ({"photo": None}, "photo: field_missing"),
        ({"photo": b"GIF89a"}, "photo: photo_unreadable"),
        ({"qr_text": None}, "code: field_missing"),
        ({"qr_text": "https://id.example/v#" + "7" * 1300}, "qr_too_large"),
        ({"check_code": None}, "check-code: field_missing"),
    ],
)
def test_refuses_a_card_it_cannot_fill(
    change: dict[str, str], message: str, design: CardDesign, content: CardContent
) -> None:
    with pytest.raises(FieldDoesNotFitError, match=message):
        draw_card(design, replace(content, **change))  # type: ignore[arg-type]


def test_refuses_fixed_words_that_do_not_fit(content: CardContent) -> None:
    text = {"id": "motto", "kind": "text", "text": "Too long for this", "font": "bold", "size": 9}
    design = small({**text, "x": 5, "y": 5, "width": 5, "height": 5})
    with pytest.raises(FieldDoesNotFitError, match="motto: too_long"):
        draw_card(design, content)

"""What would not fit is known at intake, before there is a number, a photo or a code."""

from dataclasses import replace

from app.core.rendering.content import CardContent
from app.core.rendering.design import CardDesign
from app.core.rendering.fit_refusal import FieldRefusal, FitRefusal
from app.core.rendering.measure import measure
from app.core.rendering.sample import HARD_NAMES, sample_program


def at_intake(name: str) -> CardContent:
    return CardContent(program=sample_program(), name=name, birth_date="May 17, 1988")


def test_a_name_that_fits_is_not_refused(design: CardDesign) -> None:
    assert measure(design, at_intake("Nguyễn Thị Hồng Ánh")) == []


def test_every_hard_name_fits_the_shipped_design(design: CardDesign) -> None:
    assert {name: measure(design, at_intake(name)) for name in HARD_NAMES} == {
        name: [] for name in HARD_NAMES
    }


def test_names_the_elements_that_do_not_fit(design: CardDesign, content: CardContent) -> None:
    crowded = replace(
        content,
        name="𐌰𐌱",
        address_lines=("418 Old Mill Road, Apartment 3B, third floor, at the back",) * 4,
    )
    assert measure(design, crowded) == [
        FieldRefusal(element="name", reason=FitRefusal.SCRIPT_NOT_COVERED),
        FieldRefusal(element="address", reason=FitRefusal.TOO_LONG),
    ]


def test_what_hangs_below_a_refused_text_is_refused_with_it(design: CardDesign) -> None:
    refusals = measure(design, replace(at_intake("𐌰"), second_name="Ana"))
    assert {refusal.element for refusal in refusals} == {"name"}

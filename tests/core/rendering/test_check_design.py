"""A design that would print badly is found before a printer finds it."""

from dataclasses import replace
from typing import Any

import pytest

from app.core.rendering.check_design import DesignFinding, DesignProblem, check_design
from app.core.rendering.design import CardDesign
from app.core.rendering.sample import sample_program
from tests.core.rendering.designs import Change, changed, element, with_barcode


def test_the_shipped_design_is_good(design: CardDesign) -> None:
    assert check_design(design) == ()


def setting(identifier: str, **keys: Any) -> Change:  # noqa: ANN401 - any value a file can hold
    return lambda data: element(data, identifier).update(keys)


def without(identifier: str) -> Change:
    return lambda data: data.update(
        front=[item for item in data["front"] if item["id"] != identifier]
    )


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param(without("birth-date"), ("birth_date", "field_not_shown"), id="field left out"),
        pytest.param(
            setting("birth-date", colour="deep"), ("birth-date", "not_black"), id="coloured text"
        ),
        pytest.param(setting("name-label", size=4), ("name-label", "type_too_small"), id="small"),
        pytest.param(
            setting("check-code", min_size=4), ("check-code", "type_too_small"), id="may get small"
        ),
        pytest.param(
            setting("issued-on", y=52), ("issued-on", "too_close_to_edge"), id="at the bottom"
        ),
        pytest.param(setting("photo", x=0.5), ("photo", "too_close_to_edge"), id="at the side"),
        pytest.param(setting("code", y=19), ("back-program-name", "overlaps"), id="over a text"),
        pytest.param(setting("name", size=40, min_size=40), ("name", "does_not_fit"), id="too big"),
        pytest.param(
            setting("expires-on", width=8), ("expires-on", "does_not_fit"), id="no end too long"
        ),
        pytest.param(setting("front-tint", x=-2), ("front-tint", "bleed_too_short"), id="tint"),
        pytest.param(
            setting("back-panel", x=0), ("back-panel", "bleed_too_short"), id="a panel at the edge"
        ),
        pytest.param(setting("front-header", y=1), ("front-header", "bleed_too_short"), id="art"),
        pytest.param(setting("code", labelled_by=None), ("code", "not_labelled"), id="no words"),
        pytest.param(with_barcode(), ("library", "not_labelled"), id="bars without words"),
        pytest.param(with_barcode(), ("birth-date", "overlaps"), id="bars over a text"),
        pytest.param(
            with_barcode(x=84, width=40), ("library", "too_close_to_edge"), id="bars off the card"
        ),
        pytest.param(with_barcode(width=20), ("library", "does_not_fit"), id="no room for bars"),
        pytest.param(
            with_barcode("back"), ("library", "barcode_beside_code"), id="two codes on one side"
        ),
    ],
)
def test_finds(change: Change, expected: tuple[str, str]) -> None:
    found = {(finding.element, finding.problem.value) for finding in check_design(changed(change))}
    assert expected in found


def test_a_ghost_photo_may_lie_under_text() -> None:
    ghost = setting("ghost-photo", x=40, y=15)
    assert check_design(changed(ghost)) == ()


def test_a_full_photo_may_not() -> None:
    findings = check_design(changed(setting("ghost-photo", x=40, y=15, opacity=1)))
    assert DesignFinding(
        element="name-label", problem=DesignProblem.OVERLAPS, detail="ghost-photo"
    ) in [*findings]


def test_a_programs_own_texts_are_tried(design: CardDesign) -> None:
    wordy = replace(sample_program(), card_title="Certificate of Residence and Belonging")
    assert check_design(design, program=wordy) == (
        DesignFinding(
            element="front-card-title", problem=DesignProblem.DOES_NOT_FIT, detail="too_long"
        ),
    )


def test_a_code_that_outgrows_its_box_is_found(design: CardDesign) -> None:
    address = "id.a-very-long-name-of-a-city-and-its-county-and-its-state.example/" + "v" * 300
    endless = replace(sample_program(), verify_address=address)
    findings = check_design(design, program=endless)
    assert ("code", "qr_too_large") in [(finding.element, finding.detail) for finding in findings]


def test_a_border_of_copies_covers_the_whole_width() -> None:
    def bordered(data: dict[str, Any]) -> None:
        data["art"]["tile"] = {
            "width": 10,
            "shapes": [{"path": "M 1 1 L 9 1 L 5 9 Z", "fill": "deep"}],
        }
        keys = {"kind": "art", "art": "tile", "x": -3, "y": 20, "width": 5}
        data["front"] += [
            {**keys, "id": "wide", "repeat": 19},
            {**keys, "id": "short", "repeat": 18, "y": 30},
        ]

    found = [(finding.element, finding.detail) for finding in check_design(changed(bordered))]
    assert found == [("short", "right")]


def test_a_feature_of_what_is_not_on_the_card_is_found() -> None:
    def described(data: dict[str, Any]) -> None:
        data["features"][0]["elements"] = ["hologram"]

    (finding,) = check_design(changed(described))
    assert (finding.element, finding.problem.value, finding.detail) == (
        "tint",
        "feature_without_element",
        "hologram",
    )


def test_a_code_with_a_face_needs_a_larger_box_than_one_without() -> None:
    findings = check_design(changed(lambda data: data.update(face_in_code=True)))
    assert [(finding.element, finding.detail) for finding in findings] == [("code", "qr_too_large")]

"""A hand scanner works anywhere on the page, on every layout, and never presses a button."""

import pytest
from playwright.sync_api import expect

from app.core.credential.wire import base45_text
from tests.core.credential.material import make_claims, sign_claims
from tests.verifier.conftest import Verifier, card
from tests.verifier.layouts import LAYOUTS, own_presses, us_presses
from tests.verifier.office import REVOKED_INDEX
from tests.verifier.test_answers import NAME

pytestmark = pytest.mark.browser

SHIFT = 8
Presses = list[tuple[str, str, bool]]


def type_in(verifier: Verifier, presses: Presses, *, end: str | None = "Enter") -> None:
    """Send real key events while the page's clock stands still: no scanner is slower than that."""
    clock = verifier.page.clock
    clock.pause_at(verifier.page.evaluate("Date.now()") / 1000 + 1)
    session = verifier.context.new_cdp_session(verifier.page)
    if end:
        presses = [*presses, (end, end, False)]
    for code, letter, is_shifted in presses:
        press = {"code": code, "key": letter, "modifiers": SHIFT if is_shifted else 0}
        typed = {"text": letter} if len(letter) == 1 else {}
        session.send("Input.dispatchKeyEvent", {"type": "keyDown", **press, **typed})
        session.send("Input.dispatchKeyEvent", {"type": "keyUp", **press})
    if not end:
        clock.fast_forward(1000)
    verifier.page.wait_for_selector("#answer h2")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_scanner_set_to_us_is_read_on_every_layout(verifier: Verifier, layout: str) -> None:
    type_in(verifier, us_presses(card(), layout))

    assert verifier.word == "valid"
    assert NAME in verifier.answer


@pytest.mark.parametrize("layout", ["German", "French", "Spanish"])
def test_a_scanner_set_to_the_layout_is_read_too(verifier: Verifier, layout: str) -> None:
    digits = card().partition("#")[2]

    type_in(verifier, own_presses(digits, layout))

    assert verifier.word == "valid"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_export_is_read_on_every_layout(verifier: Verifier, layout: str) -> None:
    text = base45_text(sign_claims(make_claims()).cose)

    type_in(verifier, us_presses(text, layout), end="Tab")

    assert verifier.word == "valid"


@pytest.mark.parametrize("place", ["#camera", "#update", "#check", "#language", "#text", "#sound"])
def test_a_scan_presses_nothing_wherever_the_focus_is(verifier: Verifier, place: str) -> None:
    sound = verifier.page.get_attribute("#sound", "aria-pressed")
    verifier.page.focus(place)

    type_in(verifier, us_presses(card(status_index=REVOKED_INDEX), "US"))

    assert verifier.word == "revoked"
    assert verifier.page.input_value("#text") == ""
    assert verifier.page.get_attribute("#sound", "aria-pressed") == sound
    assert verifier.page.get_attribute("#finder", "data-live") is None
    expect(verifier.page.locator("#language")).to_have_value("en")


def test_a_scanner_without_an_end_key_is_read(verifier: Verifier) -> None:
    type_in(verifier, us_presses(card(), "US"), end=None)

    assert verifier.word == "valid"


def test_the_next_scan_replaces_the_answer(verifier: Verifier) -> None:
    type_in(verifier, us_presses(card(), "US"))
    type_in(verifier, us_presses(card(status_index=REVOKED_INDEX), "US"))
    verifier.page.wait_for_selector("#answer[data-word=revoked]")

    assert NAME not in verifier.page.content()


def test_a_person_who_types_is_not_taken_for_a_scanner(verifier: Verifier) -> None:
    verifier.page.focus("#text")
    verifier.page.keyboard.type("a short word")
    verifier.page.keyboard.press("Tab")

    assert verifier.page.input_value("#text") == "a short word"
    expect(verifier.page.locator("#check")).to_be_focused()


def test_digits_typed_slowly_stay_in_the_field(verifier: Verifier) -> None:
    verifier.page.clock.pause_at(verifier.page.evaluate("Date.now()") / 1000 + 1)
    verifier.page.focus("#text")
    for digit in "0123456789" * 5:
        verifier.page.keyboard.press(digit)
        verifier.page.clock.fast_forward(100)

    assert verifier.page.input_value("#text") == "0123456789" * 5
    assert verifier.page.inner_text("#answer") == ""

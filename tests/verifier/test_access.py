"""The page can be used by everybody: by keyboard, by screen reader, in five languages, at 400 %."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.verifier.conftest import NewVerifier, Verifier, card
from tests.verifier.office import REVOKED_INDEX
from tests.verifier.test_answers import NAME

pytestmark = pytest.mark.browser

LOCALES = {"en": "en-US", "es": "es-MX", "ht": "ht", "zh-Hans": "zh-CN", "ar": "ar-EG"}
STATES = {"idle": None, "valid": card(), "revoked": card(status_index=REVOKED_INDEX), "unread": "x"}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_axe_finds_nothing(new_verifier: NewVerifier, language: str, state: str) -> None:
    verifier = new_verifier(locale=LOCALES[language])
    verifier.open()
    text = STATES[state]
    if text is not None:
        verifier.check(text)

    found = Axe().run(verifier.page)

    assert verifier.page.get_attribute("html", "dir") == ("rtl" if language == "ar" else "ltr")
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("language", LOCALES)
def test_the_browsers_language_is_taken(new_verifier: NewVerifier, language: str) -> None:
    verifier = new_verifier(locale=LOCALES[language])
    verifier.open()

    assert verifier.page.get_attribute("html", "lang") == language
    assert verifier.page.input_value("#language") == language


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("state", STATES)
def test_nothing_is_wider_than_a_small_phone(
    new_verifier: NewVerifier, language: str, state: str
) -> None:
    verifier = new_verifier(locale=LOCALES[language], viewport={"width": 320, "height": 640})
    verifier.open()
    text = STATES[state]
    if text is not None:
        verifier.check(text)

    assert verifier.page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_chosen_language_stays_and_takes_the_answer_away(verifier: Verifier) -> None:
    verifier.check(card())
    verifier.page.select_option("#language", "ar")
    expect(verifier.page.locator("html")).to_have_attribute("dir", "rtl")
    assert NAME not in verifier.page.content()

    verifier.page.reload()
    verifier.wait()

    expect(verifier.page.locator("h1")).to_have_text("التحقق من بطاقة المدينة")


def test_a_card_is_checked_with_the_keyboard_alone(verifier: Verifier) -> None:
    keyboard, page = verifier.page.keyboard, verifier.page
    keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    keyboard.press("Enter")
    for _ in range(20):
        keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "text":
            break
    keyboard.insert_text(card())
    keyboard.press("Tab")
    keyboard.press("Enter")

    expect(page.locator("#answer h2")).to_be_focused()
    keyboard.press("Tab")
    expect(page.locator("text=Next card")).to_be_focused()
    keyboard.press("Enter")
    assert NAME not in page.content()


def test_the_skip_link_moves_the_focus_and_checks_nothing(verifier: Verifier) -> None:
    page = verifier.page
    page.evaluate("void (window.moved = new Promise((resolve) => (onhashchange = resolve)))")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.evaluate("window.moved.then(() => null)")
    page.wait_for_timeout(300)  # an answer would be there by then

    expect(page.locator("#stage")).to_be_focused()
    assert verifier.answer == ""
    assert page.get_attribute("#stage", "data-answer") is None
    assert page.url.endswith("/v")


def test_the_skip_link_leaves_an_answer_where_it_is(verifier: Verifier) -> None:
    verifier.check(card())
    verifier.page.focus(".skip")
    verifier.page.keyboard.press("Enter")

    expect(verifier.page.locator("#stage")).to_be_focused()
    assert NAME in verifier.answer


def test_a_place_on_the_page_as_address_is_no_card(new_verifier: NewVerifier) -> None:
    verifier = new_verifier()
    verifier.open("/v#stage")

    assert verifier.answer == ""
    assert verifier.page.url.endswith("/v")


def test_every_control_can_be_reached_and_shows_that_it_has_the_focus(verifier: Verifier) -> None:
    wanted = {"language", "camera", "update", "picture", "text", "check", "sound"}
    reached = set()
    for _ in range(20):
        verifier.page.keyboard.press("Tab")
        reached.add(verifier.page.evaluate("document.activeElement.id"))

    assert wanted <= reached


def test_the_answer_is_announced(verifier: Verifier) -> None:
    place = verifier.page.locator("#answer")

    expect(place).to_have_attribute("role", "status")
    expect(place).to_have_attribute("aria-live", "assertive")


def test_controls_are_large_enough_for_a_thumb(verifier: Verifier) -> None:
    verifier.check(card())
    small = verifier.page.evaluate(
        """[...document.querySelectorAll("button, select, label.button")]
            .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 44)
            .map((one) => one.textContent)"""
    )

    assert small == []


def test_the_page_can_be_installed(verifier: Verifier) -> None:
    session = verifier.context.new_cdp_session(verifier.page)

    assert session.send("Page.getAppManifest")["errors"] == []
    assert session.send("Page.getInstallabilityErrors")["installabilityErrors"] in (
        [],
        [{"errorId": "in-incognito", "errorArguments": []}],
    )

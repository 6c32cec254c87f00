"""What only a browser can show: accessibility, keys, the camera, and what leaves the screen."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.web.conftest import sample_path
from tests.web.samples import PAGES

pytestmark = pytest.mark.browser

# The answers to a check differ in their words only.
NAMES = [name for name, _, _ in PAGES if not name.startswith("check ")]
NAMES += ["check valid", "check suspended"]


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_no_barrier_that_axe_can_find(page: Page, name: str, language: str) -> None:
    page.goto(sample_path(name, language))

    found = Axe().run(page)

    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("language", ["es", "ar"])
def test_no_page_is_wider_than_a_phone(page: Page, language: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    wide = []
    for name in NAMES:
        page.goto(sample_path(name, language))
        if page.evaluate("document.documentElement.scrollWidth") > 390:
            wide.append(name)

    assert wide == []


def test_the_first_tab_skips_the_navigation(page: Page) -> None:
    page.goto(sample_path("review queue"))

    page.keyboard.press("Tab")

    expect(page.locator(".usa-skipnav")).to_be_focused()


def test_the_focus_goes_to_what_is_to_be_mended_and_from_there_to_the_field(page: Page) -> None:
    page.goto(sample_path("intake to mend"))
    expect(page.locator("#error-summary")).to_be_focused()

    page.locator("#error-summary a").first.click()

    expect(page.locator("#family_names")).to_be_focused()


def test_points_are_counted_anew_when_a_paper_is_ticked_and_the_focus_stays(page: Page) -> None:
    page.goto(sample_path("intake"))
    box = page.locator("#document_passport")

    with page.expect_request("**/desk/documents") as asked:
        box.focus()
        page.keyboard.press("Space")

    expect(page.get_by_text("The papers are enough.")).to_be_visible()
    expect(box).to_be_focused()
    sent = asked.value.post_data or ""
    assert "document_passport" in sent
    assert "birth_year" in sent
    assert "given_names" not in sent


def test_a_paper_is_found_and_ticked_from_the_keyboard(page: Page) -> None:
    page.goto(sample_path("intake"))

    page.locator("#narrow").fill("consular")
    page.keyboard.press("Enter")

    expect(page.locator("#document_consular_id_card")).to_be_checked()
    expect(page.locator("#narrow")).to_have_value("")


def test_the_keys_move_through_a_list(page: Page) -> None:
    page.goto(sample_path("desk queue"))

    page.keyboard.press("j")
    expect(page.locator("[data-row]").nth(0)).to_be_focused()
    page.wait_for_timeout(120)
    page.keyboard.press("j")
    expect(page.locator("[data-row]").nth(1)).to_be_focused()


def test_a_key_that_decides_only_brings_the_focus(page: Page) -> None:
    page.goto(sample_path("review"))

    page.keyboard.press("a")

    expect(page.get_by_role("button", name="Approve")).to_be_focused()
    assert "/samples/" in page.url


def test_a_key_opens_the_reasons(page: Page) -> None:
    page.goto(sample_path("review"))

    page.keyboard.press("r")

    expect(page.locator("#return_reason")).to_be_focused()


def test_a_burst_of_keys_is_a_scanner_and_does_nothing(page: Page) -> None:
    page.goto(sample_path("review"))

    page.keyboard.type("rad7a")

    page.wait_for_timeout(200)
    expect(page.locator("#return_reason")).not_to_be_visible()


def test_letters_typed_in_a_field_are_only_letters(page: Page) -> None:
    page.goto(sample_path("desk queue"))
    field = page.locator("#number")

    field.press_sequentially("n?j", delay=120)

    expect(field).to_have_value("n?j")
    expect(page.locator("dialog")).not_to_be_visible()


def test_the_list_of_keys_opens_and_closes(page: Page) -> None:
    page.goto(sample_path("desk queue"))

    page.keyboard.press("?")
    expect(page.locator("dialog")).to_be_visible()
    page.keyboard.press("Escape")

    expect(page.locator("dialog")).not_to_be_visible()


def test_the_camera_takes_a_photo_that_travels_like_a_chosen_file(page: Page) -> None:
    page.goto(sample_path("application"))

    page.get_by_role("button", name="Use the camera").click()
    page.get_by_role("button", name="Take the photo").click()

    expect(page.get_by_role("button", name="Keep this photo")).to_be_focused()
    picture = page.evaluate(
        "(() => { const [file] = document.querySelector('#photo').files;"
        " return [file.type, file.size > 1000] })()"
    )
    assert picture == ["image/jpeg", True]


def test_a_key_is_copied_and_the_button_says_so(page: Page, samples_url: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=samples_url)
    page.goto(sample_path("new print agent"))

    page.get_by_role("button", name="Copy").first.click()

    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    key = page.locator("#agent-key").text_content()
    assert page.evaluate("navigator.clipboard.readText()") == key


def test_a_result_leaves_the_screen_after_twenty_seconds(page: Page) -> None:
    page.clock.install()
    page.goto(sample_path("check valid"))
    expect(page.locator("#result")).to_be_visible()

    page.clock.fast_forward(19_000)
    expect(page.locator("#result")).to_be_visible()
    page.clock.fast_forward(1_500)

    expect(page.locator("#result")).not_to_be_attached()


def test_a_result_leaves_the_screen_at_the_next_scan(page: Page) -> None:
    page.goto(sample_path("check valid"))

    page.locator("#text").press_sequentially("1")

    expect(page.locator("#result")).not_to_be_attached()


def test_without_scripts_the_photo_and_the_points_still_have_buttons(
    page: Page, samples_url: str
) -> None:
    browser = page.context.browser
    assert browser is not None
    context = browser.new_context(base_url=samples_url, java_script_enabled=False)
    plain = context.new_page()
    plain.goto(sample_path("application"))

    expect(plain.get_by_role("button", name="Keep this photo")).to_be_visible()
    plain.goto(sample_path("intake"))
    expect(plain.get_by_role("button", name="Count the points again")).to_be_visible()
    context.close()

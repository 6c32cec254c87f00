"""What a check shows: the text of a card comes, the answer comes and leaves again."""

from playwright.sync_api import Locator, expect

from tests.browser.window import Window


def scan(window: Window, text: str) -> Locator:
    """Type the text as a hand scanner does, with Enter at the end; return the answer."""
    _wait_for_field(window)
    window.page.keyboard.type(text)
    return _answer(window)


def paste(window: Window, text: str) -> Locator:
    """Paste the text and press Enter; return the answer."""
    _wait_for_field(window)
    window.page.keyboard.insert_text(text)
    return _answer(window)


def _wait_for_field(window: Window) -> None:
    expect(window.page.locator("#text")).to_be_focused()
    window.page.wait_for_load_state()


def _answer(window: Window) -> Locator:
    window.page.keyboard.press("Enter")
    answer = window.page.locator("#result")
    expect(answer).to_be_visible()
    window.page.wait_for_load_state()  # the answer is seen before the script that clears it has run
    return answer


def see_answer_leave(window: Window, answer: Locator) -> None:
    """Let 20 seconds pass in the page, whose clock must have been installed."""
    window.page.clock.fast_forward(18_000)
    expect(answer).to_be_visible()
    window.page.clock.fast_forward(2_000)
    expect(answer).not_to_be_attached()

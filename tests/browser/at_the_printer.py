"""What the printer does in the browser: make the card, open it to print, confirm it."""

from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import expect

from tests.browser.window import Window

VIEWER_DRAWS_MS = (
    500  # the browser's PDF viewer does not say when it has drawn; for the picture only
)


def print_card(printer: Window) -> bytes:
    """Make the card, open it to print, say that it is good; return the PDF that was opened."""
    page = printer.page
    printer.keep("print-queue")
    printer.click("Make the card")
    expect(page.get_by_role("button", name="Open it to print")).to_be_visible()
    printer.keep("card-to-print")
    with answers_to(printer, "*/drawing") as answers, page.expect_popup() as opened:
        printer.press("o", "Enter")
        opened.value.wait_for_load_state()
    opened.value.wait_for_timeout(VIEWER_DRAWS_MS)
    printer.album.keep(opened.value, "card-as-pdf")
    opened.value.close()
    printer.press("p")
    expect(page.get_by_role("button", name="The print is good")).to_be_visible()
    printer.keep("card-drawn")
    printer.press("p", "Enter")
    expect(page.get_by_role("button", name="The print is good")).not_to_be_attached()
    printer.keep("card-printed")
    [pdf] = answers
    printer.album.keep_card(pdf)
    return pdf


@contextmanager
def answers_to(window: Window, pattern: str) -> Iterator[list[bytes]]:
    """Keep the bodies of the answers that the browser gets; its PDF viewer hides them."""
    browser = window.page.context.browser
    assert browser is not None
    session = browser.new_browser_cdp_session()
    bodies: list[bytes] = []

    def keep(event: dict[str, str]) -> None:
        paused = {"requestId": event["requestId"]}
        bodies.append(b64decode(session.send("Fetch.getResponseBody", paused)["body"]))
        session.send("Fetch.continueRequest", paused)

    session.on("Fetch.requestPaused", keep)
    at_the_answer = {"urlPattern": pattern, "requestStage": "Response"}
    session.send("Fetch.enable", {"patterns": [at_the_answer]})
    yield bodies
    session.detach()

"""One member of staff's browser: its page, what it complains of, and pictures of what it shows."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, ViewportSize, expect
from playwright.sync_api import Error as PlaywrightError

from app.core.permissions import Role
from tests.town import PASSWORD

DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
FAST_TYPIST_MS = 120  # slower than a hand scanner, whose bursts decide nothing

LANGUAGES = ("es", "ar", "en")
PRINTER_DOTS_PER_POINT = 300 / 72
TIMEOUT_MS = 20_000
expect.set_options(timeout=TIMEOUT_MS)


@dataclass
class Album:
    """Numbered pictures in a folder."""

    folder: Path
    count: int = 0

    def keep(self, page: Page, name: str, *, full_page: bool = False) -> None:
        """Take a picture of a page."""
        self.count += 1
        path = self.folder / f"{self.count:02}-{name}.png"
        try:
            page.screenshot(path=path, full_page=full_page)
        except PlaywrightError:
            # A busy browser sometimes has no frame to hand out. Pictures are for people to look
            # at; what the page shows is asserted elsewhere.
            page.screenshot(path=path, full_page=full_page)

    def keep_card(self, pdf: bytes) -> None:
        """Take pictures of a card's two sides as a card printer draws them."""
        for side, sheet in zip(("front", "back"), pypdfium2.PdfDocument(pdf), strict=True):
            self.count += 1
            picture = sheet.render(scale=PRINTER_DOTS_PER_POINT).to_pil()
            picture.save(self.folder / f"{self.count:02}-card-{side}.png")


@dataclass
class Window:
    """A page of somebody who is signed in, or about to."""

    page: Page
    address: str
    album: Album
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Listen for errors of scripts, of the content policy, and for requests to others."""
        self.page.context.on("console", self._hear)
        self.page.context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        self.page.context.on("request", self._watch)

    def sign_in(self, role: Role) -> None:
        """Sign in with the keyboard; the first page of this role opens."""
        self.page.goto(self.address)
        self.keep(f"sign-in-{role.value}")
        self.page.keyboard.type(f"{role.value}@riverbend.example")
        self.page.keyboard.press("Tab")
        self.page.keyboard.type(PASSWORD)
        self.page.keyboard.press("Enter")
        expect(self.page.get_by_role("button", name="Sign out")).to_be_visible()

    def press(self, *keys: str) -> None:
        """Press keys one after the other, as a person does once the page is there."""
        self.page.wait_for_load_state()
        for key in keys:
            self.page.keyboard.press(key)
            self.page.wait_for_timeout(FAST_TYPIST_MS)

    def follow(self, name: str) -> None:
        """Click a link."""
        self.page.get_by_role("link", name=name).first.click()

    def click(self, name: str) -> None:
        """Click a button."""
        self.page.get_by_role("button", name=name).click()

    def read_in(self, language: str) -> None:
        """Choose a language in the menu at the top."""
        self.page.locator(".language summary").click()
        self.page.locator(f".language a[hreflang={language}]").click()
        expect(self.page.locator("html")).to_have_attribute("lang", language)

    def keep(self, name: str, *, full_page: bool = False) -> None:
        """Take a picture of what the page shows."""
        self.album.keep(self.page, name, full_page=full_page)

    def keep_on_phone(self, name: str) -> None:
        """Take a picture of the same page on a phone; nothing may stick out."""
        self.page.set_viewport_size(PHONE)
        assert self.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        self.keep(f"{name}-phone", full_page=True)
        self.page.set_viewport_size(DESKTOP)

    def keep_in_every_language(self, name: str) -> None:
        """Take pictures of the page in each language, also on a phone; end with English."""
        for language in LANGUAGES:
            self.read_in(language)
            self.keep(f"{name}-{language}")
            self.keep_on_phone(f"{name}-{language}")

    def _hear(self, message: ConsoleMessage) -> None:
        # The browser asks for this one by itself, where a PDF can name no icon.
        if message.location["url"].endswith("/favicon.ico"):
            return
        if message.type in {"error", "warning"}:
            self.complaints.append(f"{message.text} {message.location}")

    def _watch(self, request: Request) -> None:
        if request.url.startswith("http") and not request.url.startswith(self.address):
            self.complaints.append(f"a request left for {request.url}")


@contextmanager
def opened_window(chromium: Browser, address: str, album: Album) -> Iterator[Window]:
    """Open a browser of its own, as each person has one, and close it without a complaint."""
    context = chromium.new_context(
        base_url=address, ignore_https_errors=True, locale="en-US", viewport=DESKTOP
    )
    context.set_default_timeout(TIMEOUT_MS)
    window = Window(context.new_page(), address, album)
    yield window
    context.close()
    assert window.complaints == []

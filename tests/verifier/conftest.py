"""The verifier page in headless Chromium, its clock held, before an office that notes requests."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from app.core.credential import Algorithm
from tests.core.credential.material import ISSUER, NOW, make_claims, sign_claims
from tests.verifier.office import Office, opened

PHONE = {"width": 390, "height": 844}


def card(algorithm: Algorithm = Algorithm.ES256, **changes: Any) -> str:  # noqa: ANN401 - any claim
    """Return the printed text of an invented holder's card."""
    return sign_claims(make_claims(**changes), algorithm).text(ISSUER)


@pytest.fixture
def office() -> Office:
    """Return an office whose lists were signed ten minutes before the held clock."""
    return Office.at(NOW - 600)


@pytest.fixture
def office_url(office: Office) -> Iterator[str]:
    """Return the address at which the office answers."""
    with opened(office) as address:
        yield address


class Verifier:
    """One browser with the page open."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self.complaints: list[str] = []
        self.page = context.new_page()
        self.watch(self.page)

    def watch(self, page: Page) -> None:
        """Note what scripts and the content policy complain about."""
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on(
            "console",
            lambda message: (
                self.complaints.append(message.text)
                if "Content Security Policy" in message.text
                else None
            ),
        )

    def open(self, address: str = "/v") -> None:
        """Open the page and wait until it knows its lists and works without a network."""
        self.page.goto(address)
        self.wait()

    def wait(self) -> None:
        """Wait until the page has done what it does at its start."""
        self.page.wait_for_selector("html[data-ready]", state="attached")

    def check(self, text: str) -> None:
        """Put a text in and have it checked."""
        self.page.fill("#text", text)
        self.page.click("#check")
        self.page.wait_for_selector("#answer h2")

    @property
    def word(self) -> str:
        """The result word of the answer on the screen."""
        return self.page.get_attribute("#answer", "data-word") or ""

    @property
    def answer(self) -> str:
        """What is to be read in the answer."""
        return self.page.inner_text("#answer")


NewVerifier = Callable[..., Verifier]


@pytest.fixture
def new_verifier(chromium: Browser, office_url: str) -> Iterator[NewVerifier]:
    """Return a maker of browsers; none of them may complain."""
    made: list[Verifier] = []

    def make(**options: Any) -> Verifier:  # noqa: ANN401 - options of a context
        browser: Browser = options.pop("browser", chromium)
        settings = {"base_url": office_url, "viewport": PHONE, "locale": "en-US"} | options
        context = browser.new_context(**settings)
        context.clock.install(time=NOW)
        made.append(Verifier(context))
        return made[-1]

    yield make
    for verifier in made:
        verifier.context.close()
    assert [verifier.complaints for verifier in made] == [[] for _ in made]


@pytest.fixture
def verifier(new_verifier: NewVerifier) -> Verifier:
    """Return a phone with the page open."""
    made = new_verifier()
    made.open()
    return made

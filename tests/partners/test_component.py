"""The component in a partner's page: asks the issuer across sites, keeps nothing, speaks five."""

import json
import re
from collections.abc import Iterator
from uuid import UUID

import pytest
from babel.support import NullTranslations
from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from fastapi.staticfiles import StaticFiles
from playwright.sync_api import Browser, Page, expect

from app.core.credential import ResultWord
from app.core.permissions import Role
from app.kit.html import WEB
from app.kit.translations import load_translations
from tests import walks
from tests.browsers import served
from tests.printed import code_of
from tests.town import Town

pytestmark = pytest.mark.browser

FOLDER = WEB / "partner"
LANGUAGES = ("en", "es", "ht", "zh-Hans", "ar")
ENGLISH = {
    "text": "Text of the code",
    "check": "Check",
    "hint": "A hand scanner types it here and sends it by itself.",
    "valid": "This card is in use.",
    "suspended": "This card is not in use now. Please ask for another ID.",
    "revoked": "This card is not in use now. Please ask for another ID.",
    "expired": "This card needs renewing.",
    "not_yet_valid": "This card starts on a later day.",
    "unknown_key": "This device does not know this card yet. Update, then try again.",
    "not_authentic": "The code does not match.",
    "unreadable": "The code could not be read. Please scan it again.",
    "stale": "The card was in use when this desk last got news. Check again later.",
    "please_visit": (
        "Please tell the person: the card is good, and the ID office would like to see them."
    ),
    "give_back": "Give the card back.",
    "compare": "Compare the face with the photo on the card.",
    "too_many": "Too many tries. Please wait ten minutes, then try again.",
    "unreachable": "A part of the service does not answer now. Please try again in a minute.",
}
CLOSED = (
    "default-src 'none'; script-src 'self'; style-src 'none'; connect-src {issuer};"
    " base-uri 'none'; form-action 'none'"
)


def partner_site(issuer: str, language: str) -> FastAPI:
    """Return a partner's own site: copies of the component, a strict policy, one page."""
    site = FastAPI()

    @site.get("/")
    def page() -> HTMLResponse:
        html = (
            f'<!doctype html><html lang="{language}"><head><title>Library</title>'
            '<script type="module" src="/c/tessera-check.js"></script></head>'
            f'<body><main><h1>Library</h1><tessera-check issuer="{issuer}"></tessera-check>'
            "</main></body></html>"
        )
        return HTMLResponse(html, headers={"Content-Security-Policy": CLOSED.format(issuer=issuer)})

    site.mount("/c", StaticFiles(directory=FOLDER))
    return site


class Counter:
    """A partner's page, and what left it."""

    def __init__(self, page: Page, requests: list[tuple[str, str]]) -> None:
        self.page = page
        self.requests = requests
        self.answer = page.locator("tessera-check .answer")

    def scan(self, text: str) -> None:
        """Type as a hand scanner does: the whole text, then Enter."""
        self.page.locator("tessera-check input").fill(text)
        self.page.keyboard.press("Enter")


@pytest.fixture
def town_of_cards(sqlite_town: Town) -> tuple[Town, UUID]:
    return sqlite_town, walks.handed_over(sqlite_town)


@pytest.fixture
def counter(
    request: pytest.FixtureRequest, sqlite_town: Town, chromium: Browser
) -> Iterator[Counter]:
    """Return a counter in English, or in the language the test asks for."""
    language = getattr(request, "param", "en")
    requests: list[tuple[str, str]] = []
    complaints: list[str] = []
    with served(sqlite_town.app) as issuer, served(partner_site(issuer, language)) as address:
        context = chromium.new_context()
        page = context.new_page()
        page.on("request", lambda sent: requests.append((sent.method, sent.url)))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda message: (
                complaints.append(message.text)
                if "Content Security Policy" in message.text
                else None
            ),
        )
        page.clock.install()
        page.goto(address)
        yield Counter(page, requests)
        context.close()
    assert complaints == []


def test_a_card_in_use_is_green_and_leaves_after_twenty_seconds(
    town_of_cards: tuple[Town, UUID], counter: Counter
) -> None:
    town, card_id = town_of_cards
    town.app.state.snapshots.refresh()
    counter.page.evaluate(
        "addEventListener('tessera-result', (e) => { window.heard = JSON.stringify(e.detail); })"
    )
    counter.scan(code_of(town, card_id))

    expect(counter.answer).to_contain_text("This card is in use.")
    expect(counter.answer).to_contain_text("Compare the face with the photo on the card.")
    expect(counter.answer).to_have_attribute("data-kind", "good")
    expect(counter.page.locator("tessera-check input")).to_have_value("")
    expect(counter.page.locator("tessera-check input")).to_be_focused()
    heard = json.loads(counter.page.evaluate("window.heard"))
    assert heard == {"result": "valid", "freshness": "fresh"}
    counter.page.clock.run_for(20_000)
    expect(counter.answer).to_be_hidden()
    expect(counter.answer).to_be_empty()


def test_a_revoked_card_shows_its_sentence_and_no_more(
    town_of_cards: tuple[Town, UUID], counter: Counter
) -> None:
    town, card_id = town_of_cards
    text = code_of(town, card_id)
    town.script(Role.SUPERVISOR).post(
        f"/api/cards/{card_id}/revocation", json={"reason": "damaged"}
    )
    counter.scan(text)
    expect(counter.answer).to_have_text(ENGLISH["revoked"] + ENGLISH["give_back"])
    expect(counter.answer).to_have_attribute("data-kind", "bad")


def test_nothing_but_the_question_leaves_the_page(
    town_of_cards: tuple[Town, UUID], counter: Counter
) -> None:
    town, card_id = town_of_cards
    before = len(counter.requests)
    counter.scan(code_of(town, card_id))
    expect(counter.answer).to_be_visible()
    sent = counter.requests[before:]
    assert [method for method, _ in sent if method != "OPTIONS"] == ["POST"]
    assert {re.sub(r"^http://localhost:\d+", "", url) for _, url in sent} == {"/api/verifications"}
    assert (
        counter.page.evaluate("document.cookie + localStorage.length + sessionStorage.length")
        == "00"
    )


def test_too_many_questions_are_told_so(sqlite_town: Town, counter: Counter) -> None:
    del sqlite_town
    for _ in range(61):
        counter.scan("x")
        expect(counter.answer).to_be_visible()
    expect(counter.answer).to_contain_text(ENGLISH["too_many"])


def test_an_issuer_that_is_away_is_told_so(counter: Counter) -> None:
    counter.page.route("**/api/verifications", lambda route: route.abort())
    counter.scan("x")
    expect(counter.answer).to_contain_text(ENGLISH["unreachable"])


@pytest.mark.parametrize("counter", ["ar", "zh-CN", "fr"], indirect=True)
def test_it_speaks_the_language_of_the_page(
    request: pytest.FixtureRequest, counter: Counter
) -> None:
    language = request.node.callspec.params["counter"]
    known = {"ar": "ar", "zh-CN": "zh-Hans", "fr": "en"}[language]
    element = counter.page.locator("tessera-check")
    expect(element).to_have_attribute("dir", "rtl" if language == "ar" else "ltr")
    expect(element.locator("button")).to_have_text(sentences()[known]["check"])


def sentences() -> dict[str, dict[str, str]]:
    """Read the component's sentences."""
    source = (FOLDER / "sentences.js").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = {}
    blocks = re.compile(r'^  "?([\w-]+)"?: \{\n(.*?)^  \},', re.MULTILINE | re.DOTALL)
    for language, block in blocks.findall(source):
        pairs = re.findall(r'^    (\w+): (".*"),$', block, re.MULTILINE)
        found[language] = {name: json.loads(text) for name, text in pairs}
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_sentences_are_those_of_the_catalogues(language: str) -> None:
    catalogue: NullTranslations = load_translations(WEB / "locales", language)
    assert sentences()[language] == {
        name: catalogue.gettext(text) for name, text in ENGLISH.items()
    }


def test_every_word_of_a_check_has_a_sentence() -> None:
    assert set(ResultWord) <= set(sentences()["en"])
    assert set(sentences()) == set(LANGUAGES)


def test_the_component_is_tiny_and_fetches_nothing_of_others() -> None:
    source = (FOLDER / "tessera-check.js").read_text(encoding="utf-8")
    assert len(source.encode()) < 8 * 1024
    assert re.findall(r'from "(.*?)"', source) == ["./sentences.js"]

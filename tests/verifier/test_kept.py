"""A browser that keeps nothing for pages: it starts, checks, and remembers until it is left."""

import pytest
from playwright.sync_api import expect

from tests.verifier.conftest import NewVerifier, card
from tests.verifier.test_answers import NAME

pytestmark = pytest.mark.browser

REFUSE = "{ throw new DOMException('no', 'SecurityError'); }"
FORBIDDEN = {
    "no local storage": f"Object.defineProperty(window, 'localStorage', {{ get() {REFUSE} }});",
    "local storage is full": f"Storage.prototype.setItem = () => {REFUSE};",
    "nothing at all": f"""
        Object.defineProperty(window, 'localStorage', {{ get() {REFUSE} }});
        CacheStorage.prototype.open = async () => {REFUSE};
        ServiceWorkerContainer.prototype.register = async () => {REFUSE};
    """,
}


@pytest.mark.parametrize("script", FORBIDDEN.values(), ids=FORBIDDEN)
def test_where_nothing_may_be_kept_the_page_checks_all_the_same(
    new_verifier: NewVerifier, script: str
) -> None:
    verifier = new_verifier()
    verifier.context.add_init_script(script)
    verifier.open()
    page = verifier.page

    verifier.check(card())
    assert NAME in verifier.answer

    page.click("#sound")
    expect(page.locator("#sound")).to_have_attribute("aria-pressed", "false")
    page.select_option("#language", "es")
    expect(page.locator("html")).to_have_attribute("lang", "es")
    verifier.check(card())
    assert NAME in verifier.answer


def test_what_may_be_kept_is_there_at_the_next_visit(new_verifier: NewVerifier) -> None:
    verifier = new_verifier()
    verifier.open()
    verifier.page.click("#sound")
    verifier.page.select_option("#language", "es")
    expect(verifier.page.locator("html")).to_have_attribute("lang", "es")

    verifier.open()

    expect(verifier.page.locator("html")).to_have_attribute("lang", "es")
    expect(verifier.page.locator("#sound")).to_have_attribute("aria-pressed", "false")

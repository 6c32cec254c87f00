"""Scanning causes no request, and nobody but the office is ever asked."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Request

from tests.core.credential.material import NOW
from tests.verifier.conftest import NewVerifier, Verifier, card
from tests.verifier.office import LIST, REVOKED_INDEX, Office, Seen, opened
from tests.verifier.pictures import as_png, card_back, frame
from tests.verifier.test_answers import OTHERS

pytestmark = pytest.mark.browser

LISTS = {"/.well-known/cose-keys", "/s", "/s/0", f"/s/{LIST}"}


def a_visit(new_verifier: NewVerifier, texts: list[str], pictures: list[bytes]) -> set[Seen]:
    """Return what one whole visit makes the office see: two loads, some scans, an update."""
    office = Office.at(NOW - 600)
    with opened(office) as address:
        verifier = new_verifier(base_url=address)
        verifier.page.clock.pause_at(NOW + 1)
        verifier.open()
        scan_all(verifier, texts, pictures)
        verifier.page.reload()
        verifier.wait()
        scan_all(verifier, texts, pictures)
        verifier.page.click("#update")
        verifier.page.wait_for_timeout(300)
    return set(office.seen)


def scan_all(verifier: Verifier, texts: list[str], pictures: list[bytes]) -> None:
    for text in texts:
        verifier.check(text)
    for picture in pictures:
        verifier.page.set_input_files(
            "#picture", {"name": "card.png", "mimeType": "image/png", "buffer": picture}
        )
        verifier.page.wait_for_selector("#answer h2")


def test_scans_cause_the_same_requests_as_none(new_verifier: NewVerifier) -> None:
    texts = [card(), card(status_index=REVOKED_INDEX), *(text for text, _ in OTHERS.values())]
    pictures = [as_png(frame(card_back(card())))]

    with_scans = a_visit(new_verifier, texts, pictures)
    without = a_visit(new_verifier, [], [])

    # The decoder for pictures is fetched ahead by the service worker in both.
    assert with_scans == without
    assert {seen.method for seen in with_scans} == {"GET"}
    assert {seen.query for seen in with_scans} == {""}
    assert {seen.body for seen in with_scans} == {b""}
    assert {seen.path for seen in with_scans if not seen.path.startswith("/v")} == LISTS


def test_nobody_else_is_ever_asked(new_verifier: NewVerifier, office_url: str) -> None:
    verifier = new_verifier()
    hosts: set[str] = set()

    def note(request: Request) -> None:
        hosts.add(urlsplit(request.url).netloc)

    verifier.context.on("request", note)
    verifier.open()
    verifier.check(card())
    verifier.page.set_input_files(
        "#picture",
        {"name": "c.png", "mimeType": "image/png", "buffer": as_png(frame(card_back(card())))},
    )
    verifier.page.wait_for_selector("#answer[data-word=valid]")

    assert hosts == {urlsplit(office_url).netloc}


@pytest.mark.parametrize(
    "attempt",
    [
        "fetch('/v/words/en.json?card=7')",
        "fetch('/elsewhere')",
        "fetch('/v', {method: 'POST', body: 'card'})",
        "fetch('/s/3', {method: 'POST', body: 'card'})",
        "fetch('/s/3?card=7')",
        "fetch('/s/card')",
    ],
)
def test_the_service_worker_lets_nothing_else_out(
    verifier: Verifier, office: Office, attempt: str
) -> None:
    verifier.page.reload()
    verifier.wait()
    before = len(office.seen)

    outcome = verifier.page.evaluate(f"{attempt}.then(() => 'sent', () => 'refused')")

    assert outcome == "refused"
    assert len(office.seen) == before


def test_the_content_policy_keeps_other_hosts_out(verifier: Verifier) -> None:
    outcome = verifier.page.evaluate(
        "fetch('https://elsewhere.example/').then(() => 'sent', () => 'refused')"
    )

    assert outcome == "refused"
    assert any("connect-src 'self'" in complaint for complaint in verifier.complaints)
    verifier.complaints.clear()


def test_a_query_in_the_address_goes_no_further(verifier: Verifier, office: Office) -> None:
    office.seen.clear()

    verifier.page.goto("/v?card=7")
    verifier.wait()

    assert verifier.page.url.endswith("/v")
    assert {seen.query for seen in office.seen} <= {""}

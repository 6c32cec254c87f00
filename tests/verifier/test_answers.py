"""What the page shows for each answer, and that it shows nothing else and not for long."""

import json

import pytest
from playwright.sync_api import expect

from app.cards.prepare_for_design import FACE_BUDGETS
from app.cards.small_face import small_face
from app.core.credential import Algorithm
from scripts.portrait import portrait_jpeg
from tests.core.credential.material import (
    ISSUED,
    NOW,
    OTHER_PRIVATE_KEYS,
    good_payload,
    printed,
    sealed,
)
from tests.verifier.conftest import NewVerifier, Verifier, card
from tests.verifier.office import REVOKED_INDEX, SUSPENDED_INDEX, VISIT_INDEX, Office, key_set

pytestmark = pytest.mark.browser

NAME, NUMBER = "Ana Lucía Ferreira", "7K3M-9QXT-2BK"
NOT_IN_USE = "This card is not in use now. Please ask for another ID."
STRANGERS = sealed(good_payload(), Algorithm.ES256, private_key=OTHER_PRIVATE_KEYS[Algorithm.ES256])
OTHERS = {
    "revoked": (card(status_index=REVOKED_INDEX), NOT_IN_USE),
    "suspended": (card(status_index=SUSPENDED_INDEX), NOT_IN_USE),
    "expired": (card(expires_at=NOW - 1), "This card needs renewing."),
    "not_yet_valid": (card(not_before=NOW + 86_400), "This card starts on a later day."),
    "not_authentic": (printed(STRANGERS), "The code does not match."),
    "unknown_key": (
        printed(STRANGERS[:8] + b"none" + STRANGERS[12:]),
        "This device does not know this card yet. Update, then try again.",
    ),
    "unreadable": ("not a card", "The code could not be read. Please scan it again."),
}


@pytest.mark.parametrize("algorithm", list(Algorithm))
def test_a_card_in_use_is_green_with_what_is_to_be_compared(
    verifier: Verifier, algorithm: Algorithm
) -> None:
    verifier.check(card(algorithm))

    expect(verifier.page.locator("#answer")).to_have_class("answer answer--good")
    assert verifier.word == "valid"
    for words in (
        "This card is in use.",
        NAME,
        NUMBER,
        "Compare the face, the name and the number",
    ):
        assert words in verifier.answer


def test_a_face_in_the_code_is_shown_and_leaves_with_the_answer(verifier: Verifier) -> None:
    verifier.check(card(face=small_face(portrait_jpeg(), max_bytes=FACE_BUDGETS[0])))

    face = verifier.page.locator("#answer img")
    expect(face).to_have_js_property("naturalWidth", 60)
    expect(face).to_have_attribute("alt", "Face in the code")
    verifier.check("not a card")
    expect(face).to_have_count(0)
    assert verifier.complaints == []


def test_a_revoked_card_shows_no_face(verifier: Verifier) -> None:
    face = small_face(portrait_jpeg(), max_bytes=FACE_BUDGETS[0])

    verifier.check(card(face=face, status_index=REVOKED_INDEX))

    assert verifier.word == "revoked"
    expect(verifier.page.locator("#answer img")).to_have_count(0)


@pytest.mark.parametrize("word", OTHERS)
def test_another_answer_is_a_sentence_and_no_person(verifier: Verifier, word: str) -> None:
    text, sentence = OTHERS[word]

    verifier.check(text)

    assert verifier.word == word
    assert sentence in verifier.answer
    assert verifier.answer.count("Give the card back.") == 1
    assert NAME not in verifier.page.content()
    assert NUMBER not in verifier.page.content()
    assert "answer--good" not in (verifier.page.get_attribute("#answer", "class") or "")


def test_a_holder_who_should_visit_is_told_so(verifier: Verifier) -> None:
    verifier.check(card(status_index=VISIT_INDEX))

    expect(verifier.page.locator("#answer")).to_have_class("answer answer--good")
    assert "the ID office would like to see them" in verifier.answer


def test_a_list_older_than_the_limit_is_amber(office: Office, new_verifier: NewVerifier) -> None:
    aged = Office.at(NOW - 86_401)
    office.keys, office.lists = aged.keys, aged.lists
    verifier = new_verifier()
    verifier.open()

    verifier.check(card())

    expect(verifier.page.locator("#answer")).to_have_class("answer answer--amber")
    assert "In use when this list was made" in verifier.answer
    assert verifier.page.get_attribute("#known", "data-freshness") == "stale"


def test_without_a_list_a_good_code_is_amber(office: Office, new_verifier: NewVerifier) -> None:
    office.lists = {}
    verifier = new_verifier()
    verifier.open()

    verifier.check(card())

    expect(verifier.page.locator("#answer")).to_have_class("answer answer--amber")
    assert "this device has no list" in verifier.answer


def test_a_card_without_an_end_and_a_name_says_so(verifier: Verifier) -> None:
    verifier.check(card(name=None, no_end=True))

    assert "no end date" in verifier.answer
    assert "Name" not in verifier.answer.splitlines()


def test_the_last_day_is_the_programs_last_day(verifier: Verifier) -> None:
    # Midnight in Chicago; in Greenwich that day has been over for hours.
    verifier.check(card(expires_at=ISSUED // 86_400 * 86_400 + 400 * 86_400 + 6 * 3600))

    assert "December 22, 2027" in verifier.answer


def test_the_answer_leaves_after_twenty_seconds(verifier: Verifier) -> None:
    verifier.check(card())
    verifier.page.clock.fast_forward(19_000)
    assert NAME in verifier.answer

    verifier.page.clock.fast_forward(1_000)

    assert NAME not in verifier.page.content()


def test_the_answer_leaves_at_the_next_scan(verifier: Verifier) -> None:
    verifier.check(card())
    verifier.check("not a card")

    assert NAME not in verifier.page.content()


def test_the_answer_leaves_when_the_page_is_hidden(verifier: Verifier) -> None:
    verifier.check(card())

    verifier.page.evaluate(
        "Object.defineProperty(document, 'hidden', {value: true});"
        "document.dispatchEvent(new Event('visibilitychange'))"
    )

    assert NAME not in verifier.page.content()


def test_the_answer_leaves_when_asked(verifier: Verifier) -> None:
    verifier.check(card())
    verifier.page.click("text=Next card")

    assert NAME not in verifier.page.content()
    expect(verifier.page.locator("#finder")).to_be_visible()


def test_the_note_for_the_file_names_nobody(verifier: Verifier) -> None:
    verifier.check(card())
    verifier.page.click("text=Note for your file")

    note = verifier.page.inner_text(".answer__note")
    assert note == "City ID checked: in use, November 19, 2026"


def test_the_code_leaves_the_address_before_anything_else(new_verifier: NewVerifier) -> None:
    verifier = new_verifier()
    digits = card().partition("#")[2]

    verifier.open(f"/v#{digits}")
    verifier.page.wait_for_selector("#answer h2")

    assert verifier.word == "valid"
    assert verifier.page.url.endswith("/v")
    first = verifier.page.evaluate("document.querySelector('head').querySelector('script').src")
    assert first.endswith("/v/fragment.js")


def test_a_second_code_in_the_address_is_checked_too(verifier: Verifier) -> None:
    verifier.check(card())
    verifier.page.evaluate(f"location.hash = {json.dumps(card(status_index=REVOKED_INDEX)[-700:])}")
    verifier.page.wait_for_selector("#answer[data-word=unreadable], #answer[data-word=revoked]")

    assert verifier.page.url.endswith("/v")
    assert NAME not in verifier.page.content()


def test_nothing_of_a_card_stays_in_the_browser(verifier: Verifier) -> None:
    text = card()
    verifier.check(text)

    kept = verifier.page.evaluate(
        """async () => {
            const parts = [document.title, location.href, JSON.stringify(history.state)];
            for (const store of [localStorage, sessionStorage]) parts.push(JSON.stringify(store));
            for (const name of await caches.keys()) {
                const cache = await caches.open(name);
                for (const request of await cache.keys()) {
                    parts.push(request.url, await (await cache.match(request)).text());
                }
            }
            parts.push(JSON.stringify(await indexedDB.databases()));
            return parts.join("\\n");
        }"""
    )
    digits = text.partition("#")[2]
    for secret in (NAME, "Ferreira", NUMBER, digits, digits[:34], digits[-34:]):
        assert secret not in kept


def test_a_lower_version_of_the_key_set_is_never_taken(
    office: Office, new_verifier: NewVerifier
) -> None:
    office.keys = key_set(issued_at=NOW - 500, version=5)
    verifier = new_verifier()
    verifier.open()
    kept = "caches.keys().then(names => caches.open(names.find(n => n.includes('known'))))"
    version = (
        f"{kept}.then(c => c.match('/.well-known/cose-keys')).then(r => r.headers.get('x-version'))"
    )
    assert verifier.page.evaluate(version) == "5"

    office.keys = key_set(issued_at=NOW - 100, version=4)
    verifier.page.reload()
    verifier.wait()

    assert verifier.page.evaluate(version) == "5"
    verifier.check(card())
    assert verifier.word == "valid"

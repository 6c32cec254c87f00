"""With a camera that sees our own printed card, and after the office is gone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, expect

from app.core.credential import Algorithm
from tests.browsers import launched
from tests.core.credential.material import ISSUER, NOW
from tests.verifier.conftest import NewVerifier, Verifier, card
from tests.verifier.office import REVOKED_INDEX, Office, opened
from tests.verifier.pictures import as_png, card_back, frame, write_film
from tests.verifier.test_answers import NAME, NOT_IN_USE, OTHERS

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def filmed(driver: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Chromium whose camera sees the back of a printed card."""
    film = tmp_path_factory.mktemp("film") / "card.mjpeg"
    write_film(film, frame(card_back(card())))
    with launched(driver, film=film) as browser:
        yield browser


def scan(verifier: Verifier) -> None:
    """Start the camera and wait for an answer."""
    verifier.page.click("#camera")
    verifier.page.wait_for_selector("#answer h2")


def test_the_camera_reads_a_printed_card(filmed: Browser, new_verifier: NewVerifier) -> None:
    verifier = new_verifier(browser=filmed)
    verifier.open()

    scan(verifier)

    expect(verifier.page.locator("#answer")).to_have_class("answer answer--good")
    assert NAME in verifier.answer


def test_the_same_card_in_sight_is_one_scan(filmed: Browser, new_verifier: NewVerifier) -> None:
    verifier = new_verifier(browser=filmed)
    verifier.open()
    scan(verifier)

    verifier.page.click("text=Next card")
    verifier.page.wait_for_timeout(1000)

    assert NAME not in verifier.page.content()


def test_the_camera_stops_when_asked(filmed: Browser, new_verifier: NewVerifier) -> None:
    verifier = new_verifier(browser=filmed)
    verifier.open()
    scan(verifier)
    verifier.page.click("text=Next card")

    verifier.page.click("#camera")

    assert verifier.page.evaluate("document.getElementById('video').srcObject") is None
    assert verifier.page.inner_text("#camera") == "Start the camera"


def test_after_the_office_is_gone_and_a_reload_it_still_answers(
    filmed: Browser, office: Office, new_verifier: NewVerifier
) -> None:
    with opened(office) as address:
        verifier = new_verifier(browser=filmed, base_url=address)
        verifier.open()
    verifier.page.clock.set_fixed_time(NOW + 3 * 3600)

    verifier.page.reload()
    verifier.wait()
    scan(verifier)

    expect(verifier.page.locator("#answer")).to_have_class("answer answer--good")
    assert NAME in verifier.answer
    assert "3 h old" in verifier.page.inner_text("#known-word").replace("\u00a0", " ")
    for word in ("revoked", "expired", "not_authentic"):
        text, sentence = OTHERS[word]
        verifier.check(text)
        assert (verifier.word, sentence in verifier.answer) == (word, True)
        assert NAME not in verifier.page.content()


def test_without_the_office_an_update_says_so_and_keeps_the_list(
    office: Office, new_verifier: NewVerifier
) -> None:
    with opened(office) as address:
        verifier = new_verifier(base_url=address)
        verifier.open()

    verifier.page.click("#update")

    expect(verifier.page.locator("#known-fine")).to_contain_text("could not be reached")
    verifier.check(card(status_index=REVOKED_INDEX))
    assert NOT_IN_USE in verifier.answer


def test_a_day_later_without_the_office_the_answer_is_amber(
    office: Office, new_verifier: NewVerifier
) -> None:
    with opened(office) as address:
        verifier = new_verifier(base_url=address)
        verifier.open()
    verifier.page.clock.set_fixed_time(NOW + 86_400)
    verifier.page.reload()
    verifier.wait()

    verifier.check(card())

    expect(verifier.page.locator("#answer")).to_have_class("answer answer--amber")


def test_a_picture_of_a_card_is_read(verifier: Verifier) -> None:
    picture = as_png(frame(card_back(card()), angle=17))

    verifier.page.set_input_files(
        "#picture", {"name": "card.png", "mimeType": "image/png", "buffer": picture}
    )

    verifier.page.wait_for_selector("#answer h2")
    assert verifier.word == "valid"


def test_a_picture_without_a_code_says_so(verifier: Verifier, tmp_path: Path) -> None:
    file = tmp_path / "empty.png"
    file.write_bytes(as_png(frame(card_back(card())).crop((0, 0, 90, 90))))

    verifier.page.set_input_files("#picture", file)

    expect(verifier.page.locator("#finder-word")).to_contain_text("No code was found")
    assert ISSUER not in verifier.page.content()


@pytest.mark.parametrize(
    ("name", "kind", "words"),
    [
        ("card.pdf", "application/pdf", "This file is a PDF"),
        ("card.PDF", "", "This file is a PDF"),
        ("card.docx", "application/zip", "cannot read this file as a picture"),
    ],
)
def test_a_file_that_is_no_picture_is_called_what_it_is(
    verifier: Verifier, name: str, kind: str, words: str
) -> None:
    verifier.page.set_input_files(
        "#picture", {"name": name, "mimeType": kind, "buffer": b"%PDF-1.7 none"}
    )

    expect(verifier.page.locator("#finder-word")).to_contain_text(words)


def test_without_webcryptos_ed25519_a_script_of_our_own_copy_does_it(
    new_verifier: NewVerifier,
) -> None:
    verifier = new_verifier()
    verifier.page.add_init_script(
        """const real = crypto.subtle.importKey.bind(crypto.subtle);
        crypto.subtle.importKey = (format, data, how, ...rest) =>
            how.name === "Ed25519"
                ? Promise.reject(new DOMException("", "NotSupportedError"))
                : real(format, data, how, ...rest);"""
    )
    verifier.open()

    good = card(Algorithm.EDDSA)
    verifier.check(good)
    assert verifier.word == "valid"
    verifier.check(good[:-17] + "0" * 17)
    assert verifier.word in {"not_authentic", "unreadable"}

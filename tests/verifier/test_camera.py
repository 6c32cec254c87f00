"""The camera goes off when told to, also while it is still coming on, and when nobody looks."""

import pytest
from playwright.sync_api import Page, expect

from tests.verifier.conftest import NewVerifier, Verifier

pytestmark = pytest.mark.browser

# What keeps a start waiting until `open()`: a person asked for permission, or the first picture.
HELD = """
  const opened = new Promise((resolve) => (window.open = resolve));
  const devices = navigator.mediaDevices;
  const ask = devices.getUserMedia.bind(devices);
  window.streams = [];
  devices.getUserMedia = async (wish) => {
    document.documentElement.dataset.camera = "asked";
    if (HELD === "permission") await opened;
    const stream = await ask(wish);
    window.streams.push(stream);
    document.documentElement.dataset.camera = "given";
    return stream;
  };
  const play = HTMLMediaElement.prototype.play;
  HTMLMediaElement.prototype.play = async function () {
    const playing = play.call(this);
    playing.catch(() => {});
    document.documentElement.dataset.camera = "playing";
    if (HELD === "picture") await opened;
    return playing;
  };
"""
TRACKS = "streams.flatMap((stream) => stream.getTracks()).map((track) => track.readyState)"
LEAVE = {
    "page left": "window.dispatchEvent(new PageTransitionEvent('pagehide'))",
    "another tab": """{
        Object.defineProperty(document, "hidden", { value: true, configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
        delete document.hidden;
    }""",
}


def held(new_verifier: NewVerifier, place: str) -> Verifier:
    """Open the page in a browser whose camera comes on only when it is let."""
    verifier = new_verifier()
    verifier.context.add_init_script(HELD.replace("HELD", f'"{place}"'))
    verifier.open()
    return verifier


def is_off(page: Page) -> bool:
    """Tell whether no track runs and nothing is shown."""
    has_stream = page.evaluate("document.getElementById('video').srcObject !== null")
    return not has_stream and "live" not in page.evaluate(TRACKS)


@pytest.mark.parametrize("leave", LEAVE)
@pytest.mark.parametrize(("place", "reached"), [("permission", "asked"), ("picture", "playing")])
def test_a_camera_that_is_stopped_while_it_starts_stays_off(
    new_verifier: NewVerifier, place: str, reached: str, leave: str
) -> None:
    page = held(new_verifier, place).page
    page.click("#camera")
    page.wait_for_selector(f"html[data-camera={reached}]")

    page.evaluate(LEAVE[leave])
    page.evaluate("void window.open()")

    expect(page.locator("#camera")).to_be_enabled()
    assert page.evaluate(TRACKS) == ["ended"]
    assert is_off(page)
    assert page.inner_text("#camera") == "Start the camera"
    assert page.get_attribute("#finder-word", "data-words") == "lead"


def test_after_that_it_can_be_started(new_verifier: NewVerifier) -> None:
    page = held(new_verifier, "permission").page
    page.click("#camera")
    page.wait_for_selector("html[data-camera=asked]")
    page.evaluate(LEAVE["page left"])
    page.evaluate("void window.open()")
    expect(page.locator("#camera")).to_be_enabled()

    page.click("#camera")

    expect(page.locator("#camera")).to_have_text("Stop the camera")
    assert page.evaluate(TRACKS) == ["ended", "live"]
    page.click("#camera")
    assert is_off(page)


def test_a_camera_without_its_scanner_goes_off_again(new_verifier: NewVerifier) -> None:
    verifier = new_verifier(service_workers="block")
    verifier.context.add_init_script(HELD.replace("HELD", '"nothing"'))
    verifier.context.route("**/zxing/**", lambda route: route.abort())
    verifier.open()

    verifier.page.click("#camera")

    expect(verifier.page.locator("#finder-word")).to_have_attribute("data-words", "camera_refused")
    assert verifier.page.evaluate(TRACKS) == ["ended"]
    assert is_off(verifier.page)

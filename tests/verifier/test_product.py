"""The page as the product serves it: a card issued and drawn there, checked here, then revoked."""

from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Playwright, expect

from app.cards import revoke_card
from app.cards.reasons import RevocationReason
from app.core.permissions import Role
from tests.browsers import launched
from tests.town import Town
from tests.verifier.conftest import NewVerifier
from tests.verifier.office import served
from tests.verifier.pictures import DPI, POINTS_PER_INCH, frame, write_film
from tests.walks import drawn, issued

pytestmark = pytest.mark.browser


def test_a_printed_card_is_checked_by_camera_and_revoking_it_shows(
    sqlite_town: Town, driver: Playwright, tmp_path: Path, new_verifier: NewVerifier
) -> None:
    town = sqlite_town
    card_id = issued(town)
    back = pypdfium2.PdfDocument(drawn(town, card_id))[1]
    picture = back.render(scale=DPI / POINTS_PER_INCH).to_pil().convert("RGB")
    film = write_film(tmp_path / "card.mjpeg", frame(picture))
    town.app.state.snapshots.refresh()

    with served(town.app) as address, launched(driver, film=film) as browser:
        verifier = new_verifier(browser=browser, base_url=address)
        verifier.page.clock.set_fixed_time(town.clock())
        verifier.open()
        verifier.page.click("#camera")
        verifier.page.wait_for_selector("#answer h2")
        expect(verifier.page.locator("#answer")).to_have_class("answer answer--good")
        assert "Rosalba Quispe Mamani" in verifier.answer

        actor, reason = town.actor(Role.SUPERVISOR), RevocationReason.LOST
        with town.transaction() as session:
            revoke_card(session, card_id, reason=reason, actor=actor, now=town.clock())
        town.clock.move(seconds=1)
        town.app.state.snapshots.refresh()
        verifier.page.clock.set_fixed_time(town.clock())
        verifier.page.click("#update")
        expect(verifier.page.locator("#known-word")).to_contain_text("List of")
        verifier.page.reload()
        verifier.wait()
        verifier.page.click("#camera")
        verifier.page.wait_for_selector("#answer h2")

        assert verifier.word == "revoked"
        assert "Quispe" not in verifier.page.content()

"""A card that fails its proof stays where it is: it is not released, not lost, and on record."""

import json
from io import BytesIO
from uuid import UUID

from PIL import Image

from app.audit.repository import AuditRepository
from app.cards import CardRepository
from app.core.permissions import Role
from app.printing import PrintJobRepository
from app.vault import Label
from tests import walks
from tests.journeys.desks import done, refused
from tests.town import Town


def flat_photo() -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (600, 750), (171, 146, 122)).save(buffer, "JPEG")
    return buffer.getvalue()


def keep_photo(town: Town, card_id: UUID, photo: bytes) -> None:
    """Put another photo in the place of the one that was taken."""
    with town.transaction() as session:
        card = CardRepository(session).get(card_id, site="")
        key_id = town.vault.key_of(session, card.applicant_id, Label.PHOTO)
        assert key_id is not None
        town.vault.write(session, card.applicant_id, Label.PHOTO, photo, key_id=key_id)


def last_entry(town: Town) -> dict[str, str]:
    with town.app.state.new_session() as session:
        entry: dict[str, str] = json.loads(list(AuditRepository(session).leaves())[-1])
    return entry


def test_a_card_that_fails_its_proof_is_not_released_and_not_lost(town: Town) -> None:
    card_id = walks.issued(town)
    keep_photo(town, card_id, flat_photo())
    printer = town.script(Role.PRINTER)
    (job,) = done(printer.get("/api/print-jobs"))
    answer = printer.post(f"/api/print-jobs/{job['id']}/drawing")
    assert refused(answer) == (422, "proof_failed")
    assert answer.json()["detail"] == "photo: photo_flat"
    entry = last_entry(town)
    assert (entry["act"], entry["outcome"]) == ("card_proof_failed", "refused")
    assert entry["reason"] == "photo:photo_flat"
    with town.app.state.new_session() as session:
        number = CardRepository(session).get(card_id, site="").number
        assert PrintJobRepository(session).get(UUID(job["id"]), site="").state == "queued"
    assert entry["object"] == f"card:{number}"

    keep_photo(town, card_id, walks.photo())
    again = printer.post(f"/api/print-jobs/{job['id']}/drawing")
    assert again.content.startswith(b"%PDF-")
    assert last_entry(town)["act"] == "card_drawn"


def test_a_card_that_cannot_be_drawn_is_refused_the_same_way(sqlite_town: Town) -> None:
    card_id = walks.issued(sqlite_town)
    keep_photo(sqlite_town, card_id, b"no picture")
    browser = sqlite_town.browser(Role.PRINTER)
    answer = browser.post(f"/print/cards/{card_id}/drawing")
    assert answer.status_code == 422
    assert "did not pass its check" in answer.text
    assert last_entry(sqlite_town)["reason"] == "photo:photo_unreadable"

"""The receipt: a tear-off code made when it is drawn, of which only a digest is kept."""

from uuid import UUID

import pytest

from app.cards import Receipt, RevocationReason, draw_receipt, revoke_card
from app.core.card_number import tear_off_digest
from app.core.permissions import Role
from app.kit.errors import ConflictError
from tests.applications.rows import every_byte
from tests.at_desk import at_desk
from tests.cards.towns import card_of
from tests.town import Town
from tests.walks import issued


def draw(town: Town, card_id: UUID) -> Receipt:
    with at_desk(town, Role.CLERK) as (session, actor):
        return draw_receipt(session, card_id, vault=town.vault, actor=actor, now=town.clock())


def test_each_drawing_makes_a_new_code_in_place_of_the_last(town: Town) -> None:
    card_id = issued(town, language="es")
    assert card_of(town, card_id).tear_off_digest is None
    first, second = draw(town, card_id), draw(town, card_id)
    assert first.tear_off_code != second.tear_off_code
    assert first.language == "es"
    assert card_of(town, card_id).tear_off_digest == tear_off_digest(second.tear_off_code)
    assert card_of(town, card_id).state == "issued"
    for receipt in (first, second):
        plain = receipt.tear_off_code.replace("-", "").encode()
        assert plain not in every_byte(town).replace(b"-", b"")


def test_a_receipt_shows_no_name_number_or_birth_date(sqlite_town: Town) -> None:
    card_id = issued(sqlite_town)
    answer = sqlite_town.script(Role.PRINTER).post(f"/api/cards/{card_id}/receipt")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    page = answer.text
    for word in ("Rosalba", "Quispe", "1990", card_of(sqlite_town, card_id).number):
        assert word not in page


def test_a_card_out_of_use_gets_no_receipt(sqlite_town: Town) -> None:
    card_id = issued(sqlite_town)
    with at_desk(sqlite_town, Role.SUPERVISOR) as (session, actor):
        reason = RevocationReason.LOST
        revoke_card(session, card_id, reason=reason, actor=actor, now=sqlite_town.clock())
    with pytest.raises(ConflictError, match="card_is_revoked"):
        draw(sqlite_town, card_id)

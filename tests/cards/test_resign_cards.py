"""Signing again after a compromise: the same claims, good offline, and the printed code as well."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from sqlalchemy import text as sql

from app.cards import affected_cards, resign_card
from app.core.credential import ResultWord
from app.kit.actor import SERVICE
from app.kit.errors import ConflictError, NotFoundError
from app.main.key_acts import ResignReport, resign
from app.vault import Label
from tests.cards.towns import card_of, claims_of
from tests.ceremony import publish_keys
from tests.keys.orders import compromise, keys, rotate
from tests.town import Town
from tests.verification.checks import offline, online, refresh, revoke, text_of
from tests.walks import handed_over, issued


def report(town: Town, kid: bytes, *, dry_run: bool = False) -> ResignReport:
    return resign(town.app.state.deployment, kid, dry_run=dry_run)


def test_a_card_signed_again_is_good_offline_and_its_printed_code_online(town: Town) -> None:
    card_id = handed_over(town)
    (key,) = keys(town)
    rotate(town)
    before, claims = text_of(town, card_id), claims_of(town, card_id)
    town.clock.move(hours=1)
    compromise(town, key)
    publish_keys(town.app.state.deployment)
    refresh(town)
    assert offline(town, before).verdict.word is ResultWord.UNKNOWN_KEY
    assert online(town, before) is ResultWord.VALID

    assert report(town, key.kid) == ResignReport(1, 0, 0, 0)
    refresh(town)
    after = text_of(town, card_id)
    assert after != before
    assert claims_of(town, card_id) == claims
    assert offline(town, after).verdict.word is ResultWord.VALID
    assert (online(town, after), online(town, before)) == (ResultWord.VALID, ResultWord.VALID)
    assert report(town, key.kid) == ResignReport(0, 0, 0, 0)


def test_the_report_counts_who_has_to_come_back(sqlite_town: Town) -> None:
    town = sqlite_town
    kept, gone, out_of_use = issued(town), issued(town), issued(town)
    revoke(town, out_of_use)
    with town.transaction() as session:
        town.vault.remove(session, gone, Label.CREDENTIAL)
    moment = town.clock.move(minutes=10)
    town.clock.move(minutes=10)
    issued(town)
    (key,) = keys(town)
    compromise(town, key, at=moment)
    expected = {"waiting": 1, "holder_comes_back": 1, "issued_since": 1}
    assert report(town, key.kid, dry_run=True) == ResignReport(signed_again=0, **expected)
    assert report(town, key.kid) == ResignReport(1, 0, 1, 1)
    assert card_of(town, kept).kid != key.kid


def test_only_cards_of_compromised_keys_are_signed_again(sqlite_town: Town) -> None:
    town = sqlite_town
    card_id = issued(town)
    (key,) = keys(town)
    with town.app.state.new_session() as session:
        with pytest.raises(ConflictError, match="key_is_not_compromised"):
            affected_cards(session, key.kid, vault=town.vault)
        with pytest.raises(NotFoundError, match="no_such_key"):
            affected_cards(session, b"none", vault=town.vault)
    with pytest.raises(ConflictError, match="key_is_not_compromised"):
        again(town, card_id)


def test_nothing_is_signed_again_that_is_not_kept_or_was_changed(sqlite_town: Town) -> None:
    town = sqlite_town
    first, second = issued(town), issued(town)
    town.clock.move(minutes=1)
    compromise(town, keys(town)[0])
    with town.transaction() as session:
        town.vault.remove(session, first, Label.CREDENTIAL)
    with pytest.raises(ConflictError, match="card_data_not_kept"):
        again(town, first)
    other = issued(town)
    with town.transaction() as session:
        foreign = town.vault.read(session, other, Label.CREDENTIAL)
        key_id = town.vault.key_of(session, second, Label.CREDENTIAL)
        assert foreign is not None
        assert key_id is not None
        town.vault.write(session, second, Label.CREDENTIAL, foreign, key_id=key_id)
    with pytest.raises(ConflictError, match="card_data_differs"):
        again(town, second)


def test_one_changed_row_stops_no_other_card(town: Town) -> None:
    first, second, third = issued(town), issued(town), issued(town)
    (key,) = keys(town)
    rotate(town)
    town.clock.move(minutes=1)
    compromise(town, key)
    with town.transaction() as session:
        number = card_of(town, second).number
        session.execute(
            sql("UPDATE cards SET site = 'elsewhere' WHERE number = :number"), {"number": number}
        )
    assert report(town, key.kid) == ResignReport(2, 1, 0, 0)
    assert all(card_of(town, card_id).kid != key.kid for card_id in (first, third))


def again(town: Town, card_id: UUID) -> None:
    with town.transaction() as session:
        resign_card(
            session,
            card_id,
            vault=town.vault,
            find_signing_key=town.app.state.find_signing_key,
            by=SERVICE,
            now=town.clock(),
        )


def test_a_card_that_has_ended_meanwhile_stops_nothing(sqlite_town: Town) -> None:
    town = sqlite_town
    card_id = issued(town)
    (key,) = keys(town)
    town.clock.now = datetime.fromtimestamp(claims_of(town, card_id).expires_at, tz=UTC)
    compromise(town, key)
    assert report(town, key.kid).signed_again == 1
    refresh(town)
    assert online(town, text_of(town, card_id)) is ResultWord.EXPIRED

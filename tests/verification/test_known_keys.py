"""A compromised key online: what the register knew before stays good, nothing else does."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import text

from app.cards import close_status_lists
from app.core.credential import ResultWord
from app.kit.actor import SERVICE
from app.kit.errors import ConflictError
from app.verification import Snapshot, SnapshotKeeper
from tests.cards.towns import card_of
from tests.ceremony import publish_keys
from tests.keys.orders import compromise, keys, rotate
from tests.town import Town
from tests.verification.checks import offline, online, refresh, text_of
from tests.verification.forgery import forged
from tests.walks import handed_over, issued

VALID, NOT_AUTHENTIC = ResultWord.VALID, ResultWord.NOT_AUTHENTIC


def place_of(town: Town, card_id: UUID) -> tuple[int, int]:
    card = card_of(town, card_id)
    return card.status_list, card.status_index


def test_a_card_issued_before_stays_good_and_a_forged_one_does_not(town: Town) -> None:
    card_id = handed_over(town)
    (key,) = keys(town)
    code = text_of(town, card_id)
    other = forged(town, key, place=place_of(town, card_id))
    refresh(town)
    assert (online(town, code), online(town, other)) == (VALID, VALID)
    town.clock.move(hours=1)
    compromise(town, key)
    refresh(town)
    assert (online(town, code), online(town, other)) == (VALID, NOT_AUTHENTIC)


def test_a_card_issued_after_the_moment_is_not_believed(sqlite_town: Town) -> None:
    town = sqlite_town
    early = issued(town)
    moment = town.clock.move(minutes=10)
    town.clock.move(minutes=10)
    late = issued(town)
    compromise(town, keys(town)[0], at=moment)
    refresh(town)
    assert online(town, text_of(town, early)) is VALID
    assert online(town, text_of(town, late)) is NOT_AUTHENTIC


def test_cards_of_other_keys_are_untouched(sqlite_town: Town) -> None:
    town = sqlite_town
    compromise(town, keys(town)[0], at=town.clock() - timedelta(days=1))
    refresh(town)
    assert online(town, text_of(town, issued(town))) is VALID


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param("UPDATE cards SET digest = :digest", id="another digest in the register"),
        pytest.param("UPDATE cards SET version = version + 1", id="a changed row"),
        pytest.param("DELETE FROM audit_log", id="a log that knows nothing"),
    ],
)
def test_a_row_written_by_something_else_makes_nothing_good(
    sqlite_town: Town, statement: str
) -> None:
    town = sqlite_town
    card_id = issued(town)
    (key,) = keys(town)
    town.clock.move(minutes=1)
    compromise(town, key)
    with town.transaction() as session:
        parameters = {"digest": bytes(32)} if ":digest" in statement else {}
        session.execute(text(statement), parameters)
    refresh(town)
    assert online(town, text_of(town, card_id)) is NOT_AUTHENTIC


def test_what_was_looked_up_is_kept_once_it_has_settled(sqlite_town: Town) -> None:
    town = sqlite_town
    first = issued(town)
    town.clock.move(minutes=1)
    compromise(town, keys(town)[0])
    snapshots: SnapshotKeeper = town.app.state.snapshots
    one = snapshots.refresh()

    def moved() -> Snapshot:
        with town.transaction() as session:
            session.execute(text("UPDATE register_version SET value = value + 1"))
        return snapshots.refresh()

    assert moved().keys is not one.keys
    town.clock.move(minutes=1)
    with town.transaction() as session:
        session.execute(text("DELETE FROM audit_log"))
    moved()
    assert online(town, text_of(town, first)) is VALID


def test_a_card_signed_by_the_successor_is_good_offline(town: Town) -> None:
    (key,) = keys(town)
    rotate(town)
    publish_keys(town.app.state.deployment)
    compromise(town, key)
    code = text_of(town, issued(town))
    refresh(town)
    assert online(town, code) is VALID
    assert offline(town, code).verdict.word is VALID


def test_a_made_up_index_reads_revoked_once_lists_are_closed(town: Town) -> None:
    card_id = handed_over(town)
    (key,) = keys(town)
    number, index = place_of(town, card_id)
    other = forged(town, key, place=(number, (index + 1) % 131_072))
    code = text_of(town, card_id)
    refresh(town)
    assert offline(town, other).verdict.word is VALID
    town.clock.move(minutes=1)
    compromise(town, key)
    with town.transaction() as session:
        assert close_status_lists(session, by=SERVICE, now=town.clock()) == [number]
    refresh(town)
    # A verifier that has not fetched the new key set yet.
    assert offline(town, other).verdict.word is ResultWord.REVOKED
    assert offline(town, code).verdict.word is VALID
    assert online(town, code) is VALID


def test_a_new_card_is_good_at_once_in_a_closed_list(town: Town) -> None:
    issued(town)
    rotate(town)
    publish_keys(town.app.state.deployment)
    compromise(town, keys(town)[0])
    with town.transaction() as session:
        close_status_lists(session, by=SERVICE, now=town.clock())
    refresh(town)
    code = text_of(town, issued(town))
    refresh(town)
    assert online(town, code) is VALID
    assert offline(town, code).verdict.word is VALID


def test_lists_are_closed_only_after_a_compromise(sqlite_town: Town) -> None:
    with (
        pytest.raises(ConflictError, match="no_card_key_is_compromised"),
        sqlite_town.transaction() as session,
    ):
        close_status_lists(session, by=SERVICE, now=sqlite_town.clock())

"""Signed lists: signed when something changed and every hour, stored once, the same for all."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text

from app.core.credential import (
    Freshness,
    ResultWord,
    Signer,
    TrustedStatusKeys,
    open_status_list,
)
from app.keys import KeyRole, StatusSigningKey, status_key
from app.kit.db import Session
from app.kit.errors import UnavailableError
from app.main import create_app
from app.main.tasks import make_worker
from app.verification import SignedList, SignedListRepository, publish_lists
from tests.cards.towns import card_of
from tests.keys.orders import compromise, keys, rotate
from tests.town import Town
from tests.verification.checks import (
    fetched_lists,
    issued_next_quarter,
    offline,
    online,
    refresh,
    revoke,
    text_of,
)
from tests.walks import handed_over, issued


def stored(town: Town) -> list[SignedList]:
    with town.app.state.new_session() as session:
        return SignedListRepository(session).all()


def publish(town: Town) -> int:
    """Publish what has to be and return how many lists were signed."""
    signed: int = town.app.state.deployment.new_publisher().publish(town.app.state.snapshots.get())
    return signed


def test_a_list_is_there_with_its_first_card(town: Town) -> None:
    card_id = issued(town)
    refresh(town)
    check = offline(town, text_of(town, card_id))
    assert (check.verdict.word, check.freshness) == (ResultWord.VALID, Freshness.FRESH)
    assert check.status_as_of == int(town.clock().timestamp())


def test_a_revoked_card_is_revoked_in_the_list_too(town: Town) -> None:
    card_id = handed_over(town)
    refresh(town)
    code = text_of(town, card_id)
    town.clock.move(minutes=1)
    revoke(town, card_id)
    assert offline(town, code).verdict.word is ResultWord.VALID
    refresh(town)
    assert offline(town, code).verdict.word is ResultWord.REVOKED
    assert online(town, code) is ResultWord.REVOKED


def test_nothing_is_signed_while_nothing_changes(town: Town) -> None:
    issued(town)
    refresh(town)
    (before,) = stored(town)
    town.clock.move(minutes=54)
    refresh(town)
    assert publish(town) == 0
    assert stored(town)[0].cwt == before.cwt


def test_every_list_is_signed_again_within_an_hour(town: Town) -> None:
    issued(town)
    refresh(town)
    (before,) = stored(town)
    for _ in range(60):
        town.clock.move(minutes=1)
        make_worker(town.app.state.deployment).run_due_tasks()
    (after,) = stored(town)
    assert timedelta() < town.clock() - after.issued_at < timedelta(hours=1)
    assert after.cwt != before.cwt
    assert after.digest == before.digest


def test_the_worker_signs_what_no_server_has(sqlite_town: Town) -> None:
    card_id = handed_over(sqlite_town)
    revoke(sqlite_town, card_id)
    make_worker(sqlite_town.app.state.deployment).run_due_tasks()
    check = offline(sqlite_town, text_of(sqlite_town, card_id))
    assert check.verdict.word is ResultWord.REVOKED


def test_only_the_list_that_changed_is_signed(sqlite_town: Town) -> None:
    town = sqlite_town
    first = issued(town)
    issued_next_quarter(town)
    refresh(town)
    one, two = stored(town)
    town.clock.move(minutes=1)
    revoke(town, first)
    refresh(town)
    after_one, after_two = stored(town)
    assert card_of(town, first).status_list == one.list_number
    assert after_one.cwt != one.cwt
    assert after_two.cwt == two.cwt


def test_all_processes_serve_the_same_bytes(town: Town) -> None:
    issued(town)
    refresh(town)
    served = fetched_lists(town)
    second = create_app(town.settings, clock=town.clock, passwords=town.passwords)
    second.state.snapshots.refresh()
    assert fetched_lists(town) == served
    client = town.new_client(second)
    assert [client.get("/s/1").content] == served
    second.state.deployment.engine.dispose()


def test_a_process_that_knows_less_does_not_overwrite(sqlite_town: Town) -> None:
    town = sqlite_town
    card_id = handed_over(town)
    refresh(town)
    old = town.app.state.snapshots.get()
    revoke(town, card_id)
    refresh(town)
    newest = stored(town)[0].cwt
    town.clock.move(hours=2)
    assert town.app.state.deployment.new_publisher().publish(old) == 0
    assert stored(town)[0].cwt == newest


def test_a_new_status_key_signs_at_once_when_the_old_one_is_compromised(town: Town) -> None:
    card_id = issued(town)
    rotate(town, KeyRole.STATUS)
    refresh(town)
    (first, second) = keys(town, KeyRole.STATUS)
    assert stored(town)[0].kid == first.kid
    compromise(town, first)
    refresh(town)
    assert stored(town)[0].kid == second.kid
    assert online(town, text_of(town, card_id)) is ResultWord.VALID


def test_a_list_never_outlives_its_key(sqlite_town: Town) -> None:
    town = sqlite_town
    issued(town)
    (row,) = keys(town, KeyRole.STATUS)
    town.clock.now = row.sign_until - timedelta(seconds=1)
    refresh(town)
    assert publish(town) == 0  # the refresh has signed
    (signed,) = stored(town)
    now = int(town.clock().timestamp())
    trusted = TrustedStatusKeys([status_key(row)])
    content = open_status_list(signed.cwt, keys=trusted, now=now)
    assert content.expires_at <= int(row.verify_until.timestamp())


def test_without_a_status_key_checks_go_on(sqlite_town: Town) -> None:
    town = sqlite_town
    card_id = issued(town)
    town.clock.move(days=366)
    refresh(town)
    assert stored(town) == []
    with pytest.raises(UnavailableError, match="no_signing_key"):
        publish(town)
    assert online(town, text_of(town, card_id)) is ResultWord.VALID


def test_a_row_that_something_else_put_in_does_not_stop_the_lists(sqlite_town: Town) -> None:
    town = sqlite_town
    card_id = issued(town)
    with town.transaction() as session:
        session.execute(text("UPDATE status_slots SET slot_index = 999999"))
        session.execute(text("UPDATE register_version SET value = value + 1"))
    refresh(town)
    assert len(stored(town)) == 1
    assert offline(town, text_of(town, card_id)).verdict.word is ResultWord.VALID


def test_a_list_that_does_not_read_back_is_not_stored(sqlite_town: Town) -> None:
    """A signer that lies, or a token that is broken, leaves the last good list in place."""
    town = sqlite_town
    issued(town)
    snapshot = town.app.state.snapshots.get()
    find_status_key = town.app.state.deployment.find_status_key

    class Lying:
        """A signer with another key behind it."""

        def __init__(self, signer: Signer) -> None:
            self.kid, self.alg = signer.kid, signer.alg

        def sign(self, message: bytes) -> bytes:
            return message[:64]

    def lying(session: Session, now: datetime) -> StatusSigningKey:
        found: StatusSigningKey = find_status_key(session, now)
        return replace(found, signer=Lying(found.signer))

    refused = pytest.raises(UnavailableError, match="signed_list_does_not_read_back")
    with refused, town.transaction() as session:
        publish_lists(session, snapshot, find_status_key=lying, now=town.clock())
    assert stored(town) == []

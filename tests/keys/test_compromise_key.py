"""A key in other hands: another one signs at once, and nothing is believed that it signs later."""

from datetime import timedelta

import pytest

from app.keys import KeyRole
from app.kit.errors import ConflictError, NotFoundError, RefusedError
from tests.keys.orders import compromise, keys, rotate, signing
from tests.town import Town


def test_the_next_key_begins_to_sign_at_once(town: Town) -> None:
    (first,) = keys(town)
    following = rotate(town)
    found = compromise(town, first, at=town.clock() - timedelta(hours=5))
    assert found.successor.kid == following.kid
    assert found.successor.sign_from == town.clock()
    assert found.key.compromised_at == town.clock() - timedelta(hours=5)
    assert signing(town) == following.kid


def test_a_key_is_made_where_there_is_no_next_one(sqlite_town: Town) -> None:
    (first,) = keys(sqlite_town, KeyRole.STATUS)
    found = compromise(sqlite_town, first)
    assert found.successor.kid != first.kid
    assert signing(sqlite_town, KeyRole.STATUS) == found.successor.kid


def test_the_key_that_signs_stays_when_another_is_compromised(sqlite_town: Town) -> None:
    (first,) = keys(sqlite_town)
    following = rotate(sqlite_town)
    assert compromise(sqlite_town, following).successor.kid == first.kid


def test_the_moment_may_be_moved_back_but_not_forward(sqlite_town: Town) -> None:
    (first,) = keys(sqlite_town)
    now = sqlite_town.clock()
    compromise(sqlite_town, first, at=now)
    earlier = compromise(sqlite_town, first, at=now - timedelta(days=2))
    assert earlier.key.compromised_at == now - timedelta(days=2)
    with pytest.raises(ConflictError, match="key_is_compromised"):
        compromise(sqlite_town, first, at=now)
    with pytest.raises(RefusedError, match="moment_in_future"):
        compromise(sqlite_town, first, at=now + timedelta(seconds=1))


def test_an_unknown_key_is_not_found(sqlite_town: Town) -> None:
    (first,) = keys(sqlite_town)
    first.kid = b"none"
    with pytest.raises(NotFoundError, match="no_such_key"):
        compromise(sqlite_town, first)

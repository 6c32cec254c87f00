"""Key rows: one writer at a time, and an id that two keys share names neither."""

import pytest
from sqlalchemy import text

from app.keys import KeyRepository, KeyRole
from app.kit.db import set_mac
from app.kit.errors import ConflictError, NotFoundError
from tests.keys.orders import keys, rotate
from tests.town import Town


def test_a_key_is_found_by_its_id(town: Town) -> None:
    for role in KeyRole:
        (key,) = keys(town, role)
        with town.app.state.new_session() as session:
            assert KeyRepository(session).named(key.kid).role == role


def test_an_id_that_two_keys_share_names_neither(sqlite_town: Town) -> None:
    (first,) = keys(sqlite_town)
    second = rotate(sqlite_town)
    with sqlite_town.transaction() as session:
        repository = KeyRepository(session)
        row = repository.named(second.kid)
        row.kid = first.kid
        set_mac(session, row)
    with sqlite_town.app.state.new_session() as session:
        with pytest.raises(ConflictError, match="key_id_is_shared"):
            KeyRepository(session).named(first.kid)
        with pytest.raises(NotFoundError, match="no_such_key"):
            KeyRepository(session).named(second.kid)


def test_of_two_who_change_a_key_at_once_one_is_told(sqlite_town: Town) -> None:
    (key,) = keys(sqlite_town)
    with sqlite_town.app.state.new_session() as session:
        repository = KeyRepository(session)
        row = repository.named(key.kid)
        session.execute(text("UPDATE issuer_keys SET version = version + 1"))
        with pytest.raises(ConflictError, match="key_changed"):
            repository.change(row, standing="retired")

"""Sealed values: bound to their place, readable with their key alone, gone when it is."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, text

from app.kit.db import SessionFactory, write_transaction
from app.kit.errors import UnavailableError
from app.vault import (
    KeyDestroyedError,
    KeyMissingError,
    KeyState,
    Label,
    Vault,
    VaultRepository,
)
from app.vault.models import KeyTombstone, SealedValue
from tests.clocks import NOON

ANA, BEA, NOBODY = uuid4(), uuid4(), uuid4()


class Shelf:
    """Two people's values, each under a key of their own."""

    def __init__(self, new_session: SessionFactory, vault: Vault) -> None:
        self.new_session = new_session
        self.vault = vault
        with write_transaction(new_session) as session:
            self.key_of = {
                owner: vault.new_key(session, epoch="2027-02", now=NOON) for owner in (ANA, BEA)
            }
            for owner, name in ((ANA, b"Ana"), (BEA, b"Bea")):
                vault.write(session, owner, Label.NAMES, name, key_id=self.key_of[owner])
                photo = b"photo of " + name
                vault.write(session, owner, Label.PHOTO, photo, key_id=self.key_of[owner])

    def read(self, owner: UUID, label: Label = Label.NAMES) -> bytes | None:
        with self.new_session() as session:
            return self.vault.read(session, owner, label)

    def execute(self, statement: str) -> None:
        with write_transaction(self.new_session) as session:
            session.execute(text(statement))

    def tombstones(self) -> list[KeyTombstone]:
        with self.new_session() as session:
            return list(session.scalars(select(KeyTombstone)))


@pytest.fixture
def shelf(new_session: SessionFactory, vault: Vault) -> Shelf:
    return Shelf(new_session, vault)


def test_a_value_is_found_by_owner_and_label_alone(shelf: Shelf) -> None:
    assert shelf.read(ANA) == b"Ana"
    assert shelf.read(BEA, Label.PHOTO) == b"photo of Bea"
    assert shelf.read(ANA, Label.ADDRESS) is None
    with shelf.new_session() as session:
        assert shelf.vault.key_of(session, ANA, Label.NAMES) == shelf.key_of[ANA]
        assert shelf.vault.key_of(session, ANA, Label.ADDRESS) is None
        rows = session.scalars(select(SealedValue)).all()
    assert {len(row.ciphertext) % 512 for row in rows} == {16}
    assert not any(b"Ana" in row.ciphertext for row in rows)


@pytest.mark.parametrize(
    ("change", "owner", "label"),
    [
        pytest.param(f"owner_id = '{NOBODY}'", NOBODY, Label.NAMES, id="another owner"),
        pytest.param("label = 'applicant.contact'", ANA, Label.CONTACT, id="another label"),
        pytest.param("record_version = 2", ANA, Label.NAMES, id="another version"),
    ],
)
def test_a_value_that_was_moved_does_not_open(
    shelf: Shelf, change: str, owner: UUID, label: Label
) -> None:
    shelf.execute(
        f"UPDATE sealed_values SET {change}"  # noqa: S608 - ours
        f" WHERE owner_id = '{ANA}' AND label = 'applicant.names'"
    )
    with pytest.raises(UnavailableError, match="seal_broken"):
        shelf.read(owner, label)


def test_a_ciphertext_put_into_another_row_does_not_open(shelf: Shelf) -> None:
    with write_transaction(shelf.new_session) as session:
        repository = VaultRepository(session)
        hers, other = (repository.find(owner, Label.NAMES) for owner in (ANA, BEA))
        assert hers is not None
        assert other is not None
        hers.ciphertext, hers.nonce, hers.key_id = other.ciphertext, other.nonce, other.key_id
    with pytest.raises(UnavailableError, match="seal_broken"):
        shelf.read(ANA)


def test_a_value_without_its_key_says_what_is_wrong(shelf: Shelf) -> None:
    shelf.vault.keyring.destroy(shelf.key_of[ANA], now=NOON)
    with pytest.raises(KeyDestroyedError, match="key_destroyed"):
        shelf.read(ANA)
    shelf.execute(f"UPDATE sealed_values SET key_id = '{uuid4()}' WHERE owner_id = '{BEA}'")  # noqa: S608 - ours
    with pytest.raises(KeyMissingError, match="key_missing"):
        shelf.read(BEA)


def test_a_rolled_back_value_leaves_a_pending_key_and_nothing_else(
    new_session: SessionFactory, vault: Vault
) -> None:
    with new_session() as session:
        session.write()
        key_id = vault.new_key(session, epoch="2027-02", now=NOON)
        vault.write(session, ANA, Label.NAMES, b"Ana", key_id=key_id)
        session.abandon()
    assert vault.keyring.state_of(key_id) is KeyState.PENDING
    with new_session() as session:
        assert VaultRepository(session).key_ids() == []


def test_a_removed_value_is_gone_with_or_without_its_label(shelf: Shelf) -> None:
    with write_transaction(shelf.new_session) as session:
        shelf.vault.remove(session, ANA, Label.PHOTO)
        shelf.vault.remove(session, BEA)
    assert (shelf.read(ANA), shelf.read(ANA, Label.PHOTO)) == (b"Ana", None)
    assert (shelf.read(BEA), shelf.read(BEA, Label.PHOTO)) == (None, None)
    with shelf.new_session() as session:
        assert VaultRepository(session).key_ids() == [shelf.key_of[ANA]]


def test_a_key_dies_after_the_commit_and_never_before(shelf: Shelf) -> None:
    key_id = shelf.key_of[ANA]
    with shelf.new_session() as session:
        session.write()
        shelf.vault.destroy_key(session, key_id, now=NOON)
        session.abandon()
    assert shelf.vault.keyring.state_of(key_id) is KeyState.LIVE
    assert shelf.tombstones() == []

    with write_transaction(shelf.new_session) as session:
        shelf.vault.destroy_key(session, key_id, now=NOON)
        shelf.vault.destroy_key(session, key_id, now=NOON)
        assert shelf.vault.keyring.state_of(key_id) is KeyState.LIVE
    assert shelf.vault.keyring.state_of(key_id) is KeyState.DESTROYED
    (tombstone,) = shelf.tombstones()
    assert (tombstone.key_id, tombstone.destroyed_at) == (key_id, None)


def test_a_destruction_counts_as_done_once_the_keyring_confirmed_it(shelf: Shelf) -> None:
    with write_transaction(shelf.new_session) as session:
        VaultRepository(session).order_destruction(shelf.key_of[ANA], now=NOON)
    assert shelf.vault.keyring.state_of(shelf.key_of[ANA]) is KeyState.LIVE  # a crash came between
    for expected in (1, 0):
        with write_transaction(shelf.new_session) as session:
            assert shelf.vault.finish_destructions(session, now=NOON) == expected
    assert shelf.vault.keyring.state_of(shelf.key_of[ANA]) is KeyState.DESTROYED
    (tombstone,) = shelf.tombstones()
    assert tombstone.destroyed_at == NOON

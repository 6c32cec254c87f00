"""The keyring on one machine: states of a key, epochs, files for their owner alone."""

import sqlite3
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from app.core.sealing.envelope import SealBrokenError
from app.vault import (
    FileKeyring,
    KeyDestroyedError,
    KeyMissingError,
    KeyState,
    SystemKey,
    UnsafeKeyringError,
    refuse_readable_by_others,
)
from app.vault.file_keyring import FILE_NAME
from tests.clocks import NOON

KEY = bytes(range(32))
DAY = timedelta(days=1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "keyring"


@pytest.fixture
def keyring(folder: Path) -> FileKeyring:
    return FileKeyring(folder)


def put(keyring: FileKeyring, *, epoch: str = "2027-02") -> UUID:
    key_id = uuid4()
    keyring.put(key_id, KEY, epoch=epoch, now=NOON)
    return key_id


def test_a_key_is_pending_then_live_and_opens_either_way(keyring: FileKeyring) -> None:
    key_id = put(keyring)
    assert keyring.state_of(key_id) is KeyState.PENDING
    assert keyring.get(key_id) == KEY
    keyring.mark_live(key_id)
    assert keyring.state_of(key_id) is KeyState.LIVE
    assert keyring.get(key_id) == KEY


def test_a_key_survives_the_process(folder: Path, keyring: FileKeyring) -> None:
    key_id = put(keyring)
    assert FileKeyring(folder).get(key_id) == KEY


def test_a_destroyed_key_is_gone_and_its_id_is_kept(keyring: FileKeyring) -> None:
    key_id = put(keyring)
    for _ in range(2):
        keyring.destroy(key_id, now=NOON)
    assert keyring.state_of(key_id) is KeyState.DESTROYED
    with pytest.raises(KeyDestroyedError, match="key_destroyed"):
        keyring.get(key_id)
    keyring.mark_live(key_id)
    assert keyring.state_of(key_id) is KeyState.DESTROYED


def test_a_key_that_never_came_can_be_marked_destroyed(keyring: FileKeyring) -> None:
    key_id = uuid4()
    with pytest.raises(KeyMissingError, match="key_missing"):
        keyring.get(key_id)
    assert keyring.state_of(key_id) is None
    keyring.destroy(key_id, now=NOON)
    assert keyring.state_of(key_id) is KeyState.DESTROYED


def test_no_key_lies_in_the_file_as_it_is(folder: Path, keyring: FileKeyring) -> None:
    put(keyring)
    assert KEY not in (folder / FILE_NAME).read_bytes()


def test_what_was_destroyed_is_overwritten_in_the_file(folder: Path, keyring: FileKeyring) -> None:
    key_id = put(keyring)
    with sqlite3.connect(folder / FILE_NAME) as connection:
        (wrapped,) = connection.execute("SELECT wrapped FROM data_keys").fetchone()
    connection.close()
    keyring.destroy(key_id, now=NOON)
    assert wrapped not in (folder / FILE_NAME).read_bytes()
    assert [path.name for path in folder.iterdir()] == [FILE_NAME]


def test_a_key_moves_to_another_epoch_and_dies_with_it(folder: Path, keyring: FileKeyring) -> None:
    moved, stays = put(keyring), put(keyring)
    keyring.rewrap(moved, epoch="2033-11")
    end_epoch(folder, "2027-02")
    assert keyring.get(moved) == KEY
    with pytest.raises(KeyDestroyedError):
        keyring.get(stays)


def test_a_wrapped_key_opens_only_at_its_own_id(folder: Path, keyring: FileKeyring) -> None:
    first, second = put(keyring), put(keyring)
    with sqlite3.connect(folder / FILE_NAME) as connection:
        connection.execute(
            "UPDATE data_keys SET (nonce, wrapped) ="
            " (SELECT nonce, wrapped FROM data_keys WHERE id = ?) WHERE id = ?",
            (str(first), str(second)),
        )
    connection.close()
    with pytest.raises(SealBrokenError):
        keyring.get(second)


def test_the_sweep_settles_old_pending_keys_only(keyring: FileKeyring) -> None:
    known, orphan, live = put(keyring), put(keyring), put(keyring)
    keyring.mark_live(live)
    young = uuid4()
    keyring.put(young, KEY, epoch="2027-02", now=NOON + DAY)

    def sweep(hours: int) -> int:
        before = NOON + timedelta(hours=hours)
        return keyring.sweep(before=before, is_known=lambda key_id: key_id == known)

    assert sweep(0) == 0
    assert keyring.state_of(orphan) is KeyState.PENDING
    assert sweep(1) == 1
    states = [keyring.state_of(key_id) for key_id in (known, orphan, live, young)]
    assert states == [KeyState.LIVE, KeyState.DESTROYED, KeyState.LIVE, KeyState.PENDING]
    assert sweep(1) == 0


def test_keys_of_the_deployment_are_made_once(folder: Path, keyring: FileKeyring) -> None:
    with pytest.raises(KeyMissingError):
        keyring.system_key(SystemKey.REGISTER)
    keyring.make_system_keys()
    keys = {name: keyring.system_key(name) for name in SystemKey}
    assert len(set(keys.values())) == len(SystemKey)
    keyring.make_system_keys()
    assert {name: FileKeyring(folder).system_key(name) for name in SystemKey} == keys


def test_each_year_has_an_audit_key_of_its_own(keyring: FileKeyring) -> None:
    assert keyring.audit_key(2026) == keyring.audit_key(2026) != keyring.audit_key(2027)


def test_a_keyring_that_others_can_read_is_refused(folder: Path, keyring: FileKeyring) -> None:
    del keyring
    assert folder.stat().st_mode & 0o077 == 0
    (folder / FILE_NAME).chmod(0o640)
    with pytest.raises(UnsafeKeyringError, match="keyring_readable_by_others"):
        FileKeyring(folder)
    with pytest.raises(UnsafeKeyringError) as caught:
        refuse_readable_by_others(folder / FILE_NAME)
    assert caught.value.file_name == FILE_NAME


def end_epoch(folder: Path, epoch: str) -> None:
    """Destroy the key of an epoch, as a later step does at its end."""
    with sqlite3.connect(folder / FILE_NAME) as connection:
        connection.execute("DELETE FROM named_keys WHERE name = ?", (f"epoch-{epoch}",))
    connection.close()

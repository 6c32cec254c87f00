"""The keyring as one SQLite file of its own: rollback journal, overwritten deletes, mode 0600."""

import os
import secrets
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Self
from uuid import UUID

from app.core.sealing.envelope import KEY_BYTES, NONCE_BYTES, unwrap, wrap
from app.kit.errors import UnavailableError
from app.vault.keyring import KeyDestroyedError, KeyMissingError, KeyState, SystemKey

FILE_NAME = "keyring.sqlite"
SCHEMA = (
    "CREATE TABLE IF NOT EXISTS named_keys (name TEXT PRIMARY KEY, key BLOB NOT NULL) STRICT",
    """CREATE TABLE IF NOT EXISTS data_keys (
        id TEXT PRIMARY KEY,
        state TEXT NOT NULL CHECK (state IN ('pending', 'live', 'destroyed')),
        epoch TEXT,
        nonce BLOB,
        wrapped BLOB,
        changed_at TEXT NOT NULL,
        CHECK ((state = 'destroyed') = (wrapped IS NULL))
    ) STRICT""",
)


class UnsafeKeyringError(UnavailableError):
    """Others can read the keyring, or a key file beside it."""

    def __init__(self, file_name: str) -> None:
        super().__init__("keyring_readable_by_others")
        self.file_name = file_name


class FileKeyring:
    """A keyring for one machine."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE_NAME
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not self._path.exists():
            self._path.touch(mode=0o600)
        if self._path.stat().st_mode & 0o077:
            raise UnsafeKeyringError(FILE_NAME)
        with self._writing() as connection:
            for statement in SCHEMA:
                connection.execute(statement)

    @classmethod
    def existing(cls, folder: Path) -> Self:
        """Open the keyring that `tessera init` has made; an absent one is not made here.

        A folder that is not mounted must not get an empty keyring in its place.

        Raises:
            KeyMissingError: there is no keyring in this folder.
            UnsafeKeyringError: others can read it.
        """
        if not (folder / FILE_NAME).is_file():
            raise KeyMissingError(FILE_NAME)
        return cls(folder)

    def put(self, key_id: UUID, key: bytes, *, epoch: str, now: datetime) -> None:
        """Store a 32-byte data key as pending."""
        with self._writing() as connection:
            nonce = secrets.token_bytes(NONCE_BYTES)
            kek = _named_key(connection, f"epoch-{epoch}")
            wrapped = wrap(kek, key, key_id=key_id, epoch=epoch, nonce=nonce)
            connection.execute(
                "INSERT INTO data_keys VALUES (?, 'pending', ?, ?, ?, ?)",
                (str(key_id), epoch, nonce, wrapped, _text(now)),
            )

    def mark_live(self, key_id: UUID) -> None:
        """Note that the row sealed under this key is committed."""
        with self._writing() as connection:
            connection.execute(
                "UPDATE data_keys SET state = 'live' WHERE id = ? AND state = 'pending'",
                (str(key_id),),
            )

    def rewrap(self, key_id: UUID, *, epoch: str) -> None:
        """Move a key under another retention epoch."""
        with self._writing() as connection:
            key = _unwrapped(connection, key_id)
            nonce = secrets.token_bytes(NONCE_BYTES)
            kek = _named_key(connection, f"epoch-{epoch}")
            wrapped = wrap(kek, key, key_id=key_id, epoch=epoch, nonce=nonce)
            connection.execute(
                "UPDATE data_keys SET epoch = ?, nonce = ?, wrapped = ? WHERE id = ?",
                (epoch, nonce, wrapped, str(key_id)),
            )

    def get(self, key_id: UUID) -> bytes:
        """Return a data key."""
        with self._reading() as connection:
            return _unwrapped(connection, key_id)

    def destroy(self, key_id: UUID, *, now: datetime) -> None:
        """Destroy a data key and keep its id as destroyed."""
        with self._writing() as connection:
            connection.execute(
                "INSERT INTO data_keys VALUES (?, 'destroyed', NULL, NULL, NULL, ?)"
                " ON CONFLICT (id) DO UPDATE SET state = 'destroyed', epoch = NULL,"
                " nonce = NULL, wrapped = NULL, changed_at = excluded.changed_at",
                (str(key_id), _text(now)),
            )

    def sweep(self, *, before: datetime, is_known: Callable[[UUID], bool]) -> int:
        """Settle pending keys made before a moment."""
        with self._reading() as connection:
            rows = connection.execute(
                "SELECT id FROM data_keys WHERE state = 'pending' AND changed_at < ?",
                (_text(before),),
            ).fetchall()
        waiting = [UUID(row[0]) for row in rows]
        orphans = [key_id for key_id in waiting if not is_known(key_id)]
        for key_id in waiting:
            if key_id in orphans:
                self.destroy(key_id, now=before)
            else:
                self.mark_live(key_id)
        return len(orphans)

    def system_key(self, name: SystemKey) -> bytes:
        """Return one of the deployment's own keys."""
        with self._reading() as connection:
            row = connection.execute(
                "SELECT key FROM named_keys WHERE name = ?", (name.value,)
            ).fetchone()
        if row is None:
            raise KeyMissingError(name.value)
        return bytes(row[0])

    def make_system_keys(self) -> None:
        """Make the deployment's own keys; those that exist stay as they are."""
        with self._writing() as connection:
            for name in SystemKey:
                _named_key(connection, name.value)

    def audit_key(self, year: int) -> bytes:
        """Return the audit key of a calendar year, made at its first use."""
        with self._writing() as connection:
            return _named_key(connection, f"audit-{year}")

    def state_of(self, key_id: UUID) -> KeyState | None:
        """Return the state of a key, None when it was never here."""
        with self._reading() as connection:
            row = connection.execute(
                "SELECT state FROM data_keys WHERE id = ?", (str(key_id),)
            ).fetchone()
        return None if row is None else KeyState(row[0])

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._path, timeout=30, isolation_level=None)) as connection:
            connection.execute("PRAGMA secure_delete=ON")
            connection.execute("PRAGMA synchronous=EXTRA")
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._reading() as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")


def _named_key(connection: sqlite3.Connection, name: str) -> bytes:
    row = connection.execute("SELECT key FROM named_keys WHERE name = ?", (name,)).fetchone()
    if row is None:
        row = (secrets.token_bytes(KEY_BYTES),)
        connection.execute("INSERT INTO named_keys VALUES (?, ?)", (name, row[0]))
    return bytes(row[0])


def _unwrapped(connection: sqlite3.Connection, key_id: UUID) -> bytes:
    row = connection.execute(
        "SELECT k.state, k.epoch, k.nonce, k.wrapped, n.key FROM data_keys k"
        " LEFT JOIN named_keys n ON n.name = 'epoch-' || k.epoch WHERE k.id = ?",
        (str(key_id),),
    ).fetchone()
    if row is None:
        raise KeyMissingError(str(key_id))
    state, epoch, nonce, wrapped, kek = row
    if state == KeyState.DESTROYED:
        raise KeyDestroyedError(str(key_id))
    if kek is None:
        raise KeyDestroyedError(epoch)
    return unwrap(kek, wrapped, key_id=key_id, epoch=epoch, nonce=nonce)


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def refuse_readable_by_others(path: Path) -> None:
    """See that a key file is for its owner alone.

    Raises:
        UnsafeKeyringError: group or others have rights on it.
    """
    if os.stat(path).st_mode & 0o077:  # noqa: PTH116 - follows symlinks on purpose
        raise UnsafeKeyringError(path.name)

"""What a process knows for answering checks: keys and status values, in memory, with their time.

A thread reads the register's version every two seconds on a connection of its own and loads again
what moved; `status_as_of` is the last successful read. When reads fail, answers go on with the old
time. No query stands between a request and its answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from threading import Event, Lock, Thread

from app.cards import LIST_ENTRIES, StatusRepository
from app.core.credential import TrustedKeys
from app.core.lifecycle import SUSPENDED, VALID
from app.keys import trusted_card_keys
from app.kit.clock import Clock
from app.kit.db import Session, SessionFactory
from app.kit.errors import UnavailableError
from app.kit.logging import log
from app.kit.repository import RegisterVersionRepository

EVERY_SECONDS = 2.0
STOP_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Keys and status values as they stood at one moment."""

    register_version: int
    keys: TrustedKeys
    lists: Mapping[int, Mapping[int, int]]
    as_of: datetime

    def status(self, list_number: int, index: int) -> int | None:
        """Return the value of an entry; None for a list that does not exist."""
        if list_number not in self.lists or not 0 <= index < LIST_ENTRIES:
            return None
        return self.lists[list_number].get(index, VALID)


def read_snapshot(session: Session, *, now: datetime, old: Snapshot | None = None) -> Snapshot:
    """Read keys and status values, or only see that nothing has moved since `old`."""
    version = RegisterVersionRepository(session).read()
    if old is not None and old.register_version == version:
        return Snapshot(version, old.keys, old.lists, now)
    return Snapshot(
        register_version=version,
        keys=trusted_card_keys(session),
        # A place whose row cannot be trusted answers "not in use now", never "valid".
        lists=StatusRepository(session).values(broken_value=SUSPENDED),
        as_of=now,
    )


class SnapshotKeeper:
    """Holds the newest snapshot of this process and keeps it fresh."""

    def __init__(self, *, new_session: SessionFactory, clock: Clock) -> None:
        self._new_session = new_session
        self._clock = clock
        self._lock = Lock()
        self._stop = Event()
        self._thread = Thread(target=self._run, name="snapshot", daemon=True)
        self._snapshot: Snapshot | None = None

    def get(self) -> Snapshot:
        """Return the newest snapshot, read now if there is none yet.

        Raises:
            UnavailableError: `register_not_read`: there is none yet, and it cannot be read.
        """
        if self._snapshot is None:
            self.try_refresh()
        if self._snapshot is None:
            raise UnavailableError("register_not_read")
        return self._snapshot

    def refresh(self) -> Snapshot:
        """Read what moved and return the snapshot."""
        with self._lock, self._new_session() as session:
            self._snapshot = read_snapshot(session, now=self._clock(), old=self._snapshot)
            return self._snapshot

    def try_refresh(self) -> None:
        """Read what moved; when that fails, go on with what is known: old answers beat none."""
        try:
            self.refresh()
        except Exception as error:  # noqa: BLE001 - whatever it is, checks must go on
            log("snapshot_not_read", kind=type(error).__name__)

    def age_seconds(self) -> float:
        """Return how long ago the register was last read."""
        return (self._clock() - self.get().as_of).total_seconds()

    def start(self) -> None:
        """Refresh in the background until stopped."""
        self._thread.start()

    def stop(self) -> None:
        """End the background thread, once it is through with what it is at."""
        self._stop.set()
        self._thread.join(STOP_SECONDS)

    def _run(self) -> None:
        self.try_refresh()
        while not self._stop.wait(EVERY_SECONDS):
            self.try_refresh()

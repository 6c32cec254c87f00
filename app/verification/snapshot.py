"""What a process knows for answering checks: keys, status values and partners, with their time.

A thread reads the register's version every two seconds on a connection of its own and loads again
what moved; `status_as_of` is the last successful read. When reads fail, answers go on with the old
time. No query stands between a request and its answer. Every row is read at the start and once an
hour, and only what changed in between: there may be a million.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from threading import Event, Lock, Thread

from app.audit import Recorded, read_recorded
from app.cards import LIST_ENTRIES, StatusRepository
from app.core.credential import StatusList, TrustedKeys
from app.core.lifecycle import SUSPENDED
from app.kit.clock import Clock
from app.kit.db import Session, SessionFactory
from app.kit.errors import UnavailableError
from app.kit.logging import log
from app.kit.repository import RegisterVersionRepository
from app.partners import PartnerAccess, open_partners
from app.verification.known_keys import AcceptedByKey, known_card_keys

EVERY_SECONDS = 2.0
WHOLE_EVERY = timedelta(hours=1)
STOP_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Keys, status values and partners as they stood at one moment."""

    register_version: int
    keys: TrustedKeys
    accepted: AcceptedByKey
    lists: Mapping[int, StatusList]
    defaults: Mapping[int, int]
    """Per list, what an index reads that no card has."""
    whole_at: datetime
    """When every row was last read and its MAC checked."""
    partners: Mapping[bytes, PartnerAccess]
    recorded: Recorded
    """What the audit log says of keys, partners and closed lists."""
    as_of: datetime

    def status(self, issuer: str, list_number: int, index: int) -> int | None:
        """Return the value of an entry; None for a list that does not exist."""
        del issuer  # one database numbers its lists once, whatever address it had when it did
        statuses = self.lists.get(list_number)
        return None if statuses is None else statuses.value(index)


def read_snapshot(session: Session, *, now: datetime, old: Snapshot | None = None) -> Snapshot:
    """Read keys, status values and partners, or only see that nothing has moved since `old`."""
    version = RegisterVersionRepository(session).read()
    if old is not None and old.register_version == version:
        return replace(old, as_of=now)
    recorded = read_recorded(session, old=None if old is None else old.recorded)
    are_closed = recorded.are_lists_closed
    defaults, whole_at = StatusRepository(session).defaults(are_closed=are_closed), now
    if old is not None and _may_be_changed(old, defaults, now):
        lists, whole_at = _changed(session, old, defaults), old.whole_at
    else:
        # A place whose row cannot be trusted answers "not in use now", never "valid".
        lists = StatusRepository(session).statuses(broken_value=SUSPENDED, are_closed=are_closed)
    accepted = {} if old is None else old.accepted
    known = known_card_keys(session, old=accepted, recorded=recorded, now=now)
    return Snapshot(
        register_version=version,
        keys=known.keys,
        accepted=known.accepted,
        lists=lists,
        defaults=defaults,
        whole_at=whole_at,
        partners=open_partners(session, recorded=recorded),
        recorded=recorded,
        as_of=now,
    )


def _may_be_changed(old: Snapshot, defaults: Mapping[int, int], now: datetime) -> bool:
    """Say whether reading what changed is enough: not once an hour, nor when a list was closed."""
    is_recent = now - old.whole_at < WHOLE_EVERY
    return is_recent and all(
        defaults.get(number) == old.defaults[number] for number in old.defaults
    )


def _changed(session: Session, old: Snapshot, defaults: Mapping[int, int]) -> dict[int, StatusList]:
    """Return the lists of before with what changed since, and new ones."""
    since = old.register_version
    changes = StatusRepository(session).changes(since=since, broken_value=SUSPENDED)
    empty = {
        number: StatusList.of({}, entries=LIST_ENTRIES, default=default)
        for number, default in defaults.items()
        if number not in old.lists
    }
    lists = {**old.lists, **empty}
    return {
        number: statuses.changed(changes[number]) if number in changes else statuses
        for number, statuses in lists.items()
    }


class SnapshotKeeper:
    """Holds the newest snapshot of this process and keeps it fresh."""

    def __init__(
        self,
        *,
        new_session: SessionFactory,
        clock: Clock,
        on_change: Callable[[Snapshot], None] | None = None,
        on_read: Callable[[Snapshot], None] | None = None,
    ) -> None:
        """Make an empty keeper.

        Whoever refreshes tells `on_change` of what moved, and `on_read` that it looked. A check
        that comes before the first refresh reads for itself and tells nobody.
        """
        self._new_session = new_session
        self._clock = clock
        self._on_change = on_change
        self._on_read = on_read
        self._lock = Lock()
        self._stop = Event()
        self._wake = Event()
        self._thread = Thread(target=self._run, name="snapshot", daemon=True)
        self._snapshot: Snapshot | None = None
        self._told_of: int | None = None

    def get(self) -> Snapshot:
        """Return the newest snapshot, read now if there is none yet.

        Raises:
            UnavailableError: `register_not_read`: there is none yet, and it cannot be read.
        """
        if self._snapshot is None:
            self._trying(self._read)
        if self._snapshot is None:
            raise UnavailableError("register_not_read")
        return self._snapshot

    def refresh(self) -> Snapshot:
        """Read what moved, tell of it, and return the snapshot."""
        snapshot = self._read()
        if self._on_change is not None and snapshot.register_version != self._told_of:
            self._told_of = snapshot.register_version
            self._on_change(snapshot)
        if self._on_read is not None:
            self._on_read(snapshot)
        return snapshot

    def try_refresh(self) -> None:
        """Read what moved; when that fails, go on with what is known: old answers beat none."""
        self._trying(self.refresh)

    def age_seconds(self) -> float:
        """Return how long ago the register was last read."""
        return (self._clock() - self.get().as_of).total_seconds()

    def start(self) -> None:
        """Refresh in the background until stopped."""
        self._thread.start()

    def wake(self) -> None:
        """Let the background thread look now instead of in two seconds."""
        self._wake.set()

    def stop(self) -> None:
        """End the background thread, once it is through with what it is at."""
        self._stop.set()
        self._wake.set()
        self._thread.join(STOP_SECONDS)

    def _read(self) -> Snapshot:
        with self._lock, self._new_session() as session:
            new = read_snapshot(session, now=self._clock(), old=self._snapshot)
            self._snapshot = new
            return new

    def _trying(self, read: Callable[[], Snapshot]) -> None:
        try:
            read()
        except Exception as error:  # noqa: BLE001 - whatever it is, checks must go on
            log("snapshot_not_read", kind=type(error).__name__)

    def _run(self) -> None:
        while not self._stop.is_set():
            self.try_refresh()
            self._wake.wait(EVERY_SECONDS)
            self._wake.clear()

"""How often one client may try within a time, counted in memory and forgotten with it.

Each process counts for itself, so the limit is divided by the number of processes.
"""

from collections import deque
from datetime import UTC, datetime, timedelta
from threading import Lock

from app.kit.errors import TooManyAttemptsError

SWEEP_ABOVE_KEYS = 1024


class Attempts:
    """A sliding window per key: at most `limit` attempts within `window`."""

    def __init__(self, *, limit: int, window: timedelta, processes: int = 1) -> None:
        self._limit = max(1, limit // processes)
        self._window = window
        self._times: dict[str, deque[datetime]] = {}
        self._lock = Lock()
        self._next_sweep = datetime.min.replace(tzinfo=UTC)

    def take(self, key: str, *, now: datetime) -> None:
        """Count one attempt.

        Raises:
            TooManyAttemptsError: the window of this key is full; this attempt is not counted.
        """
        with self._lock:
            if len(self._times) > SWEEP_ABOVE_KEYS and now >= self._next_sweep:
                self._sweep(now)
                self._next_sweep = now + self._window / 10
            times = self._times.setdefault(key, deque())
            self._forget_old(times, now)
            if len(times) >= self._limit:
                wait = times[0] + self._window - now
                raise TooManyAttemptsError("too_many_attempts", wait=wait)
            times.append(now)

    def _forget_old(self, times: deque[datetime], now: datetime) -> None:
        while times and times[0] <= now - self._window:
            times.popleft()

    def _sweep(self, now: datetime) -> None:
        for key in list(self._times):
            self._forget_old(self._times[key], now)
            if not self._times[key]:
                del self._times[key]

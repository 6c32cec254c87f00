"""Counts of checks, summed in memory and written every ten seconds: a day, who asked, a word."""

from collections import Counter
from datetime import date
from threading import Event, Lock, Thread

from app.core.credential import ResultWord
from app.kit.db import SessionFactory, write_transaction
from app.kit.logging import log
from app.verification.repository import CountRepository

EVERY_SECONDS = 10.0
ANYONE = "anyone"
STOP_SECONDS = 5.0


class CheckCounts:
    """Counts of one process that are not written yet."""

    def __init__(self, new_session: SessionFactory) -> None:
        self._new_session = new_session
        self._lock = Lock()
        self._stop = Event()
        self._thread = Thread(target=self._run, name="counts", daemon=True)
        self._counts: Counter[tuple[date, str, str]] = Counter()

    def add(self, day: date, asker: str, word: ResultWord) -> None:
        """Count one check."""
        with self._lock:
            self._counts[day, asker, word.value] += 1

    def flush(self) -> None:
        """Write what was counted; what cannot be written is kept for the next time."""
        with self._lock:
            counts, self._counts = self._counts, Counter()
        if not counts:
            return
        try:
            with write_transaction(self._new_session) as session:
                CountRepository(session).add(dict(counts))
        except Exception:
            with self._lock:
                self._counts.update(counts)
            raise

    def start(self) -> None:
        """Write in the background until stopped."""
        self._thread.start()

    def stop(self) -> None:
        """End the background thread and write what is left."""
        self._stop.set()
        self._thread.join(STOP_SECONDS)
        self.flush()

    def _run(self) -> None:
        while not self._stop.wait(EVERY_SECONDS):
            try:
                self.flush()
            except Exception as error:  # noqa: BLE001 - counting must never stop the service
                log("counts_not_written", kind=type(error).__name__)

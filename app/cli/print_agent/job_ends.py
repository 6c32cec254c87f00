"""How a card's job ended: printed, or taken out of the queue by somebody.

Both look the same in a queue that keeps no history; only an event tells them apart.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from app.core.ipp import (
    IPPAnswer,
    IPPUnreadableError,
    JobState,
    events_request,
    read_ipp_answer,
    subscribe_request,
    unsubscribe_request,
)

SOCKET = Path("/run/cups/cups.sock")
PORT = 631
ANSWER_SECONDS = 30
LISTEN_SECONDS = 900
"""How long CUPS keeps events; of a card that took longer, people are asked."""


class QueueSilentError(Exception):
    """CUPS does not say how jobs of this queue end."""


class JobEnds:
    """Events of one queue, from the moment it was made."""

    def __init__(self, client: httpx.Client, queue: str) -> None:
        self._client = client
        self._path = f"/printers/{queue}"
        self._uri = f"ipp://localhost{self._path}"
        answer = self._send(subscribe_request(self._uri, seconds=LISTEN_SECONDS))
        if not answer.is_good or answer.subscription is None:
            raise QueueSilentError
        self._number = answer.subscription

    def is_printed(self, job: str) -> bool:
        """Say whether CUPS told that a job, by its id such as `cards-12`, was printed."""
        try:
            events = self._send(events_request(self._uri, self._number))
        except QueueSilentError:
            return False
        return events.end_of(int(job.rpartition("-")[2])) is JobState.COMPLETED

    def close(self) -> None:
        """Listen no more."""
        try:
            self._send(unsubscribe_request(self._uri, self._number))
        except QueueSilentError:
            return  # it ends by itself

    def _send(self, content: bytes) -> IPPAnswer:
        headers = {"Content-Type": "application/ipp"}
        try:
            answer = self._client.post(self._path, content=content, headers=headers)
            return read_ipp_answer(answer.raise_for_status().content)
        except (httpx.HTTPError, IPPUnreadableError) as error:
            raise QueueSilentError from error


@contextmanager
def job_ends(queue: str, *, server: str = "") -> Iterator[JobEnds]:
    """Listen to a queue for as long as one card takes.

    Raises:
        QueueSilentError: CUPS does not tell how jobs end.
    """
    with _client(server) as client:
        ends = JobEnds(client, queue)
        try:
            yield ends
        finally:
            ends.close()


def _client(server: str) -> httpx.Client:
    """Return a client of the CUPS that `lp` speaks to."""
    place = server or (str(SOCKET) if SOCKET.exists() else "localhost")
    if place.startswith("/"):
        transport = httpx.HTTPTransport(uds=place)
        return httpx.Client(
            base_url="http://localhost", transport=transport, timeout=ANSWER_SECONDS
        )
    address = place if ":" in place else f"{place}:{PORT}"
    return httpx.Client(base_url=f"http://{address}", timeout=ANSWER_SECONDS, trust_env=False)

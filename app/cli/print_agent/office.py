"""The office's side of a print agent, over HTTPS: its next card, the commitment, the drawing.

Everything is said again until it was heard. The drawing is handed out once, however often it is
asked for.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus

import httpx

TRY_AGAIN = frozenset(
    {
        HTTPStatus.TOO_MANY_REQUESTS,
        HTTPStatus.INTERNAL_SERVER_ERROR,
        HTTPStatus.BAD_GATEWAY,
        HTTPStatus.SERVICE_UNAVAILABLE,
        HTTPStatus.GATEWAY_TIMEOUT,
        HTTPStatus.INSUFFICIENT_STORAGE,
    }
)
"""A proxy without its server, a server that starts or whose disk is full: it comes back."""


class Outcome(StrEnum):
    """What the agent can say about a card it has committed to its printer."""

    PRINTED = "printed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Lease:
    """The card in hand."""

    id: str
    card_number: str
    is_sent: bool
    """Committed before, by an agent that did not live to go on."""


class OfficeRefusedError(Exception):
    """The office said no; `reason` is its coded reason."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class DrawingLostError(Exception):
    """The drawing was handed out and did not arrive, or it is refused."""


class Office:
    """Speaks for one agent. `pause` waits between tries and may raise to end them."""

    def __init__(self, client: httpx.Client, *, pause: Callable[[], None]) -> None:
        self._client = client
        self._pause = pause

    def next_card(self) -> Lease | None:
        """Return the card in hand or the next one; None when none waits.

        Raises:
            OfficeRefusedError: `operator_is_asked` about the last card, or the key is not known.
        """
        answer = self._say("next")
        if answer.status_code == HTTPStatus.NO_CONTENT:
            return None
        lease = answer.json()
        return Lease(lease["id"], lease["card_number"], is_sent=lease["state"] == "sent")

    def commit(self, lease: Lease) -> None:
        """Say that the card goes to the printer now, before its first byte is fetched.

        Raises:
            OfficeRefusedError: the lease was lost, or the card went out of use.
        """
        self._say(f"leases/{lease.id}/sent")

    def drawing(self, lease: Lease) -> bytes:
        """Fetch front and back as a PDF.

        Asking again is harmless: what was handed out and did not arrive is not handed out again.

        Raises:
            DrawingLostError: it was handed out before, or it is refused.
        """
        try:
            return self._say(f"leases/{lease.id}/drawing").content
        except OfficeRefusedError as error:
            raise DrawingLostError from error

    def report(self, lease: Lease, outcome: Outcome) -> None:
        """Say what became of the card.

        Raises:
            OfficeRefusedError: `report_contradicts` what people have said meanwhile.
        """
        self._say(f"leases/{lease.id}/report", {"report": outcome.value})

    def sign(self, *, state: str, says: str) -> None:
        """Say how the printer stands."""
        self._say("sign", {"state": state, "says": says[:500]})

    def _say(self, path: str, body: dict[str, str] | None = None) -> httpx.Response:
        while True:
            try:
                answer = self._client.post(f"/api/print-agents/{path}", json=body)
            except httpx.TransportError:
                self._pause()
                continue
            if answer.is_success:
                return answer
            if answer.status_code not in TRY_AGAIN:
                raise OfficeRefusedError(_reason(answer))
            self._pause()


def _reason(answer: httpx.Response) -> str:
    """Return the coded reason of a problem document, or the status where there is none."""
    try:
        return str(answer.json()["reason"])
    except (ValueError, KeyError, TypeError):
        return f"status_{answer.status_code}"

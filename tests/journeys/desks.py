"""A town's people as HTTP clients, and one application's way from desk to desk.

Every step is one request of the public API and fails the test unless it succeeds; refusals are
asked for with `ask`.
"""

from collections.abc import Sequence
from typing import Any

import httpx

from app.cli.read_code import read_code
from app.core.permissions import Role
from tests.town import PASSWORD, Town
from tests.walks import photo

PAPERS = (
    {"kind": "passport", "expires_on": "2030-01-31"},
    {"kind": "utility_bill", "issued_on": "2026-11-02"},
)
RESIDENT: dict[str, Any] = {
    "names": {"given": "Rosalba", "family": "Quispe Mamani"},
    "birth_date": "1990-02-14",
    "address": {
        "mode": "printed",
        "line": "1420 Willow Street",
        "city": "Riverbend",
        "postal_code": "55021",
    },
    "language": "es",
}


class Desks:
    """Who works where: clients that are signed in over HTTP."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.anyone = town.new_client(town.app)
        self.sign_in()

    def sign_in(self) -> None:
        """Let everybody sign in; again, once their sessions have ended."""
        self.clerk = self._desk(Role.CLERK)
        self.supervisor = self._desk(Role.SUPERVISOR)
        self.printer = self._desk(Role.PRINTER)

    def draft(
        self, resident: dict[str, Any] = RESIDENT, papers: Sequence[dict[str, str]] = PAPERS
    ) -> str:
        """Write an intake and take the photo; return the application's number."""
        intake = resident | {"documents": list(papers)}
        number: str = done(self.clerk.post("/api/applications", json=intake))["number"]
        taken = self.clerk.put(f"/api/applications/{number}/photo", content=photo())
        assert taken.status_code == httpx.codes.NO_CONTENT
        return number

    def approved(self, resident: dict[str, Any] = RESIDENT) -> str:
        """Bring an application to its approval by a second person."""
        number = self.draft(resident)
        done(self.clerk.post(f"/api/applications/{number}/submission"))
        decision = {"outcome": "approved"}
        done(self.supervisor.post(f"/api/applications/{number}/decision", json=decision))
        return number

    def issued(self, number: str) -> dict[str, Any]:
        """Issue the card of an approved application."""
        card: dict[str, Any] = done(self.printer.post("/api/cards", json={"application": number}))
        return card

    def drawn(self, card_id: str) -> tuple[str, str]:
        """Draw a card; return the print job and the text a scanner reads from the PDF."""
        job = done(self.printer.post("/api/print-jobs", json={"card_id": card_id}))
        drawing = self.printer.post(f"/api/print-jobs/{job['id']}/drawing")
        assert drawing.status_code == httpx.codes.OK
        return job["id"], read_code(drawing.content)

    def handed_over(self) -> tuple[dict[str, Any], str]:
        """Bring a card into its holder's hand; return it and the text of its code."""
        card = self.issued(self.approved())
        job, text = self.drawn(card["id"])
        done(self.printer.post(f"/api/print-jobs/{job}/confirmation"))
        return done(self.clerk.post(f"/api/cards/{card['id']}/hand-over")), text

    def check(self, text: str) -> str:
        """Check a card as anyone may and return the word."""
        answer = self.anyone.post("/api/verifications", json={"credential": text})
        word: str = done(answer)["result"]
        return word

    def state_of(self, number: str) -> str:
        """Return where an application stands."""
        state: str = done(self.clerk.get(f"/api/applications/{number}"))["state"]
        return state

    def _desk(self, role: Role) -> httpx.Client:
        client = self.town.new_client(self.town.app)
        sign_in = {"email": self.town.email(role), "password": PASSWORD}
        token = done(client.post("/api/sessions", json=sign_in))["token"]
        client.headers["authorization"] = f"Bearer {token}"
        return client


def done(answer: httpx.Response) -> Any:  # noqa: ANN401 - JSON
    """Return the JSON of an answer that says yes."""
    assert answer.is_success, (answer.status_code, answer.text)
    return answer.json()


def refused(answer: httpx.Response) -> tuple[int, str]:
    """Return status code and reason of an answer that says no, as a problem document."""
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
    body = answer.json()
    assert body["status"] == answer.status_code
    return answer.status_code, body["reason"]

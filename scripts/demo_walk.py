"""One resident's way, as HTTP requests: papers, photo, a second person, a card, a check."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from uuid import uuid4

import httpx
import pypdfium2
import zxingcpp
from PIL import Image

from scripts.portrait import portrait_jpeg

TODAY = datetime.now(UTC).date()
PAPERS = {
    "passport": {"kind": "passport", "expires_on": str(TODAY + timedelta(days=900))},
    "utility_bill": {"kind": "utility_bill", "issued_on": str(TODAY - timedelta(days=20))},
}
RESIDENT = {
    "names": {"given": "Marisol", "family": "Okafor-Lindqvist"},
    "birth_date": "1988-05-17",
    "address": {
        "mode": "printed",
        "line": "418 Old Mill Road, Apt 3B",
        "city": "Riverbend",
        "postal_code": "00417",
    },
    "language": "es",
}
PRINTER_DOTS_PER_POINT = 300 / 72


class WalkRefusedError(Exception):
    """The city said not yet; the message is the coded reason."""


def walk_one_resident(
    base_url: str, *, staff: dict[str, str], password: str, without: str | None
) -> bytes:
    """Take one resident from papers to a printed, checked card and return the card's PDF.

    Raises:
        WalkRefusedError: somewhere the answer was no.
    """
    with httpx.Client(base_url=base_url, timeout=30) as client:
        desks = {role: Desk(client, email, password) for role, email in staff.items()}
        number = apply(desks["clerk"], without)
        desks["supervisor"].post(f"/api/applications/{number}/decision", {"outcome": "approved"})
        print(f"  a second person approved {number}")
        pdf, card_id = print_card(desks["printer"], number)
        text = read_code(pdf)
        print("  the QR code was read back from the PDF")
        desks["clerk"].post(f"/api/cards/{card_id}/hand-over")
        answer = ask(client.post("/api/verifications", json={"credential": text})).json()
        print(f"  the check answers {answer['result']}, {answer['freshness']}")
        if answer["result"] != "valid":
            raise WalkRefusedError(answer["result"])
        return pdf


class Desk:
    """One member of staff at work."""

    def __init__(self, client: httpx.Client, email: str, password: str) -> None:
        sign_in = {"email": email, "password": password}
        token = ask(client.post("/api/sessions", json=sign_in)).json()["token"]
        self._client = client
        self._headers = {"Authorization": f"Bearer {token}"}
        print(f"  signed in as {email}")

    def post(self, path: str, body: object = None, *, key: str | None = None) -> httpx.Response:
        """Send JSON."""
        headers = self._headers | ({"Idempotency-Key": key} if key else {})
        return ask(self._client.post(path, json=body, headers=headers))

    def put(self, path: str, content: bytes) -> httpx.Response:
        """Send raw bytes."""
        return ask(self._client.put(path, content=content, headers=self._headers))


def apply(clerk: Desk, without: str | None) -> str:
    """Write the intake, take the photo, hand it in; return the application's number."""
    papers = [paper for kind, paper in PAPERS.items() if kind != without]
    intake = clerk.post("/api/applications", RESIDENT | {"documents": papers}, key=str(uuid4()))
    number: str = intake.json()["number"]
    print(f"  intake {number} with {len(papers)} papers seen and given back")
    clerk.put(f"/api/applications/{number}/photo", portrait_jpeg())
    clerk.post(f"/api/applications/{number}/submission")
    return number


def print_card(printer: Desk, number: str) -> tuple[bytes, str]:
    """Issue, draw and confirm; return the PDF and the card's id."""
    card = printer.post("/api/cards", {"application": number}, key=str(uuid4())).json()
    print(f"  card {card['number']} issued and signed")
    job = printer.post("/api/print-jobs", {"card_id": card["id"]}).json()
    pdf = printer.post(f"/api/print-jobs/{job['id']}/drawing").content
    printer.post(f"/api/print-jobs/{job['id']}/confirmation")
    print(f"  drawn ({len(pdf) // 1000} kB) and confirmed by the printer")
    return pdf, card["id"]


def read_code(pdf: bytes) -> str:
    """Render the PDF as a card printer would and decode the QR code in it."""
    for code in zxingcpp.read_barcodes(last_page(pdf)):
        return str(code.text)
    raise WalkRefusedError("no_code_on_the_card")


def last_page(pdf: bytes) -> Image.Image:
    """Render the back of the card, where the code is, as a card printer would."""
    document = pypdfium2.PdfDocument(BytesIO(pdf))
    back: Image.Image = document[len(document) - 1].render(scale=PRINTER_DOTS_PER_POINT).to_pil()
    return back


def ask(response: httpx.Response) -> httpx.Response:
    """Return a good answer.

    Raises:
        WalkRefusedError: with the problem's stable reason.
    """
    if response.is_success:
        return response
    problem = response.json()
    details = ", ".join(item["reason"] for item in problem.get("fields", ()))
    raise WalkRefusedError(f"{problem['reason']}{f' ({details})' if details else ''}")

"""The whole job by the forms of the pages, for the impossible person."""

import re
from http import HTTPStatus

from app.cli.read_code import read_code
from app.core.permissions import Role
from app.kit.actor import SERVICE
from app.staff import add_staff
from tests.canary import person
from tests.canary.browsing import Person
from tests.canary.walk_agent import print_by_agent
from tests.town import PASSWORD, SITE, Town


def walk(town: Town) -> bytes:
    """Do the whole job by pages and return the card's PDF."""
    clerk, supervisor = Person(town, Role.CLERK), Person(town, Role.SUPERVISOR)
    number = _draft(clerk)
    _photos(clerk)
    _submit_twice(clerk)
    _review(supervisor, number, "/return", {"reason": "photo_retake"})
    clerk.open(f"/desk/applications/{number}")
    clerk.open(f"/desk/applications/{number}/edit")
    clerk.send("/edit", person.FORM | {"act": "points"})
    clerk.send("/edit", person.FORM | {"given_names": f"{person.GIVEN}<>7"}, status=422)
    clerk.send("/edit", person.FORM)
    clerk.send("/submission")
    _review(supervisor, number, "/approval")
    pdf = _print(town, number)
    _check(town, read_code(pdf))
    _out_of_use(town, number)
    _stock(town)
    _withdraw(clerk)
    _decide_on_own_intake(town)
    return pdf


def _draft(clerk: Person) -> str:
    clerk.open("/desk")
    clerk.send("/desk/find", {"number": person.NAME}, status=422)
    clerk.open("/desk/applications/new")
    clerk.send("/desk/applications", person.FORM | {"act": "points"})
    wrong = {"birth_year": person.GIVEN, "family_names": f"{person.FAMILY} 99{{{{"}
    clerk.send("/desk/applications", person.FORM | wrong, status=422)
    clerk.send("/desk/applications", person.FORM)
    token = {"csrf_token": clerk.browser.form_token}
    answer = clerk.browser.client.post("/desk/documents", data=person.FORM | token)
    assert answer.status_code == HTTPStatus.OK
    return clerk.page.url.path.rsplit("/", 1)[-1]


def _photos(clerk: Person) -> None:
    for upload in person.bad_photos().values():
        files = {"photo": (f"{person.NAME}.jpg", upload, "image/jpeg")}
        clerk.send("/photo", files=files, status=422)
    clerk.send("/photo", files={"photo": (f"{person.NAME}.png", person.png(), "image/png")})
    photo = clerk.browser.client.get(f"{clerk.page.url.path}/photo")
    assert photo.status_code == HTTPStatus.OK


def _submit_twice(clerk: Person) -> None:
    """Send the forms of a page again that has changed in the meantime."""
    old = clerk.page
    clerk.send("/submission")
    clerk.page = old
    clerk.send("/submission", status=409)
    clerk.page = old
    clerk.send("/photo", files={"photo": ("x.jpg", person.jpeg(), "image/jpeg")}, status=409)


def _review(
    supervisor: Person, number: str, ending: str, values: dict[str, str] | None = None
) -> None:
    supervisor.open("/review")
    supervisor.open(f"/review/{number}")
    for reasoned in ("/return", "/refusal"):
        supervisor.send(reasoned, {"reason": person.NAME}, status=422)
    old = supervisor.page
    supervisor.send(ending, values)
    supervisor.page = old
    supervisor.send(ending, values, status=409)


def _print(town: Town, number: str) -> bytes:
    printer = Person(town, Role.PRINTER)
    printer.open("/print")
    printer.send(f"/print/applications/{number}/card")
    printer.send("/drawing")
    printer.open(printer.page.url.path)
    printer.send("/spoil", {"reason": person.NAME}, status=422)
    printer.send("/spoil", {"reason": "print_fault"})
    _destroy(town, printer)
    card = printer.send(f"/print/applications/{number}/card").url.path
    printer.open("/print")
    printer.send("/print/sheets", {"count": person.NAME}, status=422)
    printer.send("/print/sheets", {"count": "1", "paper": "a4"})
    printer.open(card)
    pdf = printer.send("/drawing").content
    printer.open(f"/print/scan?card={card.rsplit('/', 1)[-1]}")
    for text in (person.NAME, f"{person.NAME}{read_code(pdf)[:-2]}"):
        printer.send("/print/scan", {"text": text}, status=422)
    printer.send("/print/scan", {"text": read_code(pdf)})
    printer.open("/print/pick-up")
    clerk = Person(town, Role.CLERK)
    clerk.open(card)
    for way in ("/mailing", "/return", "/hand-over", "/receipt"):
        clerk.send(way)
    return pdf


def _destroy(town: Town, printer: Person) -> None:
    """Let two people destroy what is out of use; one alone is refused."""
    clerk = Person(town, Role.CLERK)
    printer.open("/print/disposals")
    cards = re.findall(r'name="cards" value="([^"]+)"', printer.page.text)
    printer.send("/print/disposals", {"cards": person.NAME}, status=422)
    printer.open("/print/disposals")
    printer.send("/print/disposals", {"cards": cards[0]})
    clerk.open("/print/disposals")
    old = clerk.page
    clerk.send("/confirmation")
    clerk.page = old
    clerk.send("/call-off", status=409)
    printer.open("/print")


def _check(town: Town, text: str) -> None:
    clerk = Person(town, Role.CLERK)
    clerk.open("/desk/check")
    assert person.NAME in clerk.send("/desk/check", {"text": text}).text
    for garbage in (person.NAME, f"{text}{person.NAME}", text[:-2], person.NAME * 900):
        clerk.send("/desk/check", {"text": garbage})


def _out_of_use(town: Town, number: str) -> None:
    supervisor, clerk = Person(town, Role.SUPERVISOR), Person(town, Role.CLERK)
    path = clerk.open(f"/print/applications/{number}/card").url.path
    card_id = path.rsplit("/", 1)[-1]
    supervisor.open("/cards")
    supervisor.send("/cards", {"number": person.NAME}, status=422)
    supervisor.open(f"/cards/{card_id}")
    supervisor.send("/suspension", {"reason": person.NAME}, status=422)
    supervisor.send("/suspension", {"reason": "reported_lost"})
    clerk.open(f"/cards/{card_id}")
    clerk.send("/lift")
    clerk.open(f"/cards/{card_id}")
    clerk.send("/reprint", {"reason": person.NAME}, status=422)
    clerk.send("/reprint", {"reason": "lost"})
    again = clerk.send(f"/print/applications/{number}/card").url.path.rsplit("/", 1)[-1]
    print_by_agent(town)
    supervisor.open(f"/cards/{again}")
    supervisor.send("/revocation", {"reason": "holder_asked"})


def _stock(town: Town) -> None:
    """Count blanks and put a ribbon in; what was typed wrongly is not shown again with a name."""
    printer = Person(town, Role.PRINTER)
    printer.open("/print/stock")
    printer.send("/boxes", {"box_count": "5", "label": "LOT 8"})
    printer.send("/counts", {"counted": "505"})
    printer.send("/set-aside", {"aside_count": "1", "reason": "blank_damaged"})
    printer.send("/disposals", {})
    printer.open("/print/rolls")


def _withdraw(clerk: Person) -> None:
    clerk.open("/desk/applications/new")
    clerk.send("/desk/applications", person.FORM)
    old = clerk.page
    clerk.send("/withdrawal")
    clerk.page = old
    clerk.send("/withdrawal", status=409)


def _decide_on_own_intake(town: Town) -> None:
    """Let somebody who works at both desks decide on what they wrote."""
    email = "both@riverbend.example"
    with town.transaction() as session:
        add_staff(
            session,
            email=email,
            roles={Role.CLERK, Role.SUPERVISOR},
            site=SITE,
            password_hash=town.passwords.hash(PASSWORD),
            by=SERVICE,
            now=town.clock(),
        )
    both = Person(town, Role.CLERK, email)
    number = _draft(both)
    both.send("/photo", files={"photo": ("x.jpg", person.jpeg(), "image/jpeg")})
    both.send("/submission")
    both.open(f"/review/{number}")
    token = {"csrf_token": both.browser.form_token}
    own = both.browser.client.post(f"/review/{number}/approval", data=token)
    assert own.status_code == HTTPStatus.FORBIDDEN
    script = town.script(Role.CLERK, email=email)
    decision = {"outcome": "approved"}
    own = script.post(f"/api/applications/{number}/decision", json=decision)
    assert own.json()["reason"] == "own_intake"

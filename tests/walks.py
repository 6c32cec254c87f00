"""Walk an application through a town by its use cases, as far as a test needs it to be.

Each function takes the town and returns the number or id of what it made. The people are invented.
"""

from datetime import date
from functools import cache
from io import BytesIO
from uuid import UUID

from PIL import Image, ImageDraw

from app.applicants import Address, AddressMode, Names, Person
from app.applications import (
    DecisionOutcome,
    Intake,
    Verdict,
    decide_application,
    open_application,
    submit_application,
    take_photo,
)
from app.cards import Issuing, hand_over_card, issue_card
from app.core.birth_date import BirthDate
from app.core.documents import PresentedDocument
from app.core.permissions import Role
from app.printing import confirm_print, draw_card_of_job, queue_print
from tests.town import Town

PERSON = Person(
    names=Names(given="Rosalba", family="Quispe Mamani"),
    birth_date=BirthDate(1990, 2, 14),
    address=Address(
        mode=AddressMode.PRINTED, line="1420 Willow Street", city="Riverbend", postal_code="55021"
    ),
)
MINOR = Person(
    names=Names(given="Teo", family="Quispe"),
    birth_date=BirthDate(2011, 5, 2),
    address=Address(),
)
ELDER = Person(
    names=Names(given="Ilse", family=""),
    birth_date=BirthDate(1950),
    address=Address(),
)
PAPERS = (
    PresentedDocument(kind="passport", expires_on=date(2030, 1, 31)),
    PresentedDocument(kind="utility_bill", issued_on=date(2026, 11, 2)),
)


@cache
def photo() -> bytes:
    """Return a JPEG of a head on a wall, large enough for a card."""
    buffer = BytesIO()
    picture = Image.new("RGB", (600, 750), (171, 146, 122))
    ImageDraw.Draw(picture).ellipse((180, 150, 420, 460), fill=(96, 70, 52))
    picture.save(buffer, "JPEG")
    return buffer.getvalue()


def draft(
    town: Town,
    person: Person = PERSON,
    papers: tuple[PresentedDocument, ...] = PAPERS,
    *,
    has_photo: bool = True,
    language: str = "en",
) -> str:
    """Open an intake, with its photo, and return its number."""
    actor = town.actor(Role.CLERK)
    intake = Intake(person=person, documents=papers, language=language)
    with town.transaction() as session:
        number = open_application(session, intake, vault=town.vault, actor=actor, now=town.clock())
    if has_photo:
        with town.transaction() as session:
            take_photo(session, number, photo(), vault=town.vault, actor=actor, now=town.clock())
    return number


def submitted(
    town: Town,
    person: Person = PERSON,
    papers: tuple[PresentedDocument, ...] = PAPERS,
    *,
    language: str = "en",
) -> str:
    """Hand an intake to the second person and return its number."""
    number = draft(town, person, papers, language=language)
    actor = town.actor(Role.CLERK)
    with town.transaction() as session:
        submit_application(session, number, vault=town.vault, actor=actor, now=town.clock())
    return number


def decide(town: Town, number: str, outcome: DecisionOutcome, reason: str = "") -> None:
    """Decide on a submitted application as the supervisor."""
    actor = town.actor(Role.SUPERVISOR)
    with town.transaction() as session:
        decide_application(
            session,
            number,
            Verdict(outcome, reason),
            vault=town.vault,
            actor=actor,
            now=town.clock(),
        )


def approved(
    town: Town,
    person: Person = PERSON,
    papers: tuple[PresentedDocument, ...] = PAPERS,
    *,
    language: str = "en",
) -> str:
    """Let the supervisor approve an application and return its number."""
    number = submitted(town, person, papers, language=language)
    decide(town, number, DecisionOutcome.APPROVED)
    return number


def issued(
    town: Town,
    person: Person = PERSON,
    papers: tuple[PresentedDocument, ...] = PAPERS,
    *,
    language: str = "en",
    is_queued: bool = True,
) -> UUID:
    """Issue a card, queue its print unless told otherwise, and return the card's id."""
    number = approved(town, person, papers, language=language)
    actor = town.actor(Role.PRINTER)
    issuing = Issuing(town.vault, town.app.state.find_signing_key)
    with town.transaction() as session:
        card_id = issue_card(
            session, application_number=number, with_=issuing, actor=actor, now=town.clock()
        )
        if is_queued:
            queue_print(session, card_id, actor=actor, now=town.clock())
    return card_id


def drawn(town: Town, card_id: UUID) -> bytes:
    """Draw a card whose print is queued and return the PDF."""
    actor = town.actor(Role.PRINTER)
    with town.transaction() as session:
        job_id = queue_print(session, card_id, actor=actor, now=town.clock())
    with town.app.state.new_session() as session:
        pdf = draw_card_of_job(session, job_id, vault=town.vault, actor=actor, now=town.clock())
        session.finish()
    return pdf


def printed(town: Town, person: Person = PERSON) -> UUID:
    """Issue, draw and confirm a card and return its id."""
    card_id = issued(town, person)
    drawn(town, card_id)
    actor = town.actor(Role.PRINTER)
    with town.transaction() as session:
        job_id = queue_print(session, card_id, actor=actor, now=town.clock())
        confirm_print(session, job_id, actor=actor, now=town.clock())
    return card_id


def handed_over(town: Town, person: Person = PERSON) -> UUID:
    """Bring a card into its holder's hand and return its id."""
    card_id = printed(town, person)
    actor = town.actor(Role.CLERK)
    with town.transaction() as session:
        hand_over_card(session, card_id, actor=actor, now=town.clock())
    return card_id

"""Open an application to a member of staff: who looked and why goes on record first."""

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.applicants import Person, open_person, open_photo
from app.applications.models import CardApplication
from app.applications.repository import ApplicationRepository
from app.applications.weigh_papers import papers_of
from app.audit import Act, Subject, record_event
from app.core.documents.decision import Decision
from app.core.documents.evaluate import evaluate
from app.core.documents.presented import PresentedDocument
from app.kit.actor import Actor
from app.kit.db import Session
from app.programs import ActiveProgram, active_program
from app.vault import Label, Vault


class ViewReason(StrEnum):
    """Why a member of staff opens somebody's data."""

    INTAKE = "intake"
    REVIEW = "review"
    PRINT = "print"
    DESK_REQUEST = "desk_request"


@dataclass(frozen=True, slots=True)
class OpenApplication:
    """An application and everything that is still kept about it."""

    application: CardApplication
    program: ActiveProgram
    person: Person
    has_photo: bool
    papers: tuple[PresentedDocument, ...] | None
    decision: Decision | None
    language: str
    fee_waiver: str
    is_own_intake: bool


def view_application(
    session: Session,
    number: str,
    *,
    reason: ViewReason,
    vault: Vault,
    actor: Actor,
    now: datetime,
) -> OpenApplication:
    """Return an application of this desk, unsealed.

    Raises:
        NotFoundError: no such application at this desk.
    """
    session.write()
    applications = ApplicationRepository(session)
    application = applications.get(number, site=actor.site)
    opened = _open(session, application, active_program(session, now), actor, vault)
    subject = Subject(row_id=application.id)
    record_event(
        session, Act.APPLICATION_VIEWED, by=actor, now=now, subject=subject, reason=reason.value
    )
    return opened


def view_photo(
    session: Session, number: str, *, vault: Vault, actor: Actor, now: datetime
) -> bytes | None:
    """Return the photo (JPEG) of an application of this desk; looking at it goes on record.

    Raises:
        NotFoundError: no such application at this desk.
    """
    session.write()
    application = ApplicationRepository(session).get(number, site=actor.site)
    photo = open_photo(session, application.applicant_id, vault=vault)
    subject = Subject(row_id=application.id)
    record_event(
        session, Act.APPLICATION_VIEWED, by=actor, now=now, subject=subject, reason="photo"
    )
    return photo


def _open(
    session: Session,
    application: CardApplication,
    program: ActiveProgram,
    actor: Actor,
    vault: Vault,
) -> OpenApplication:
    person = open_person(session, application.applicant_id, vault=vault)
    papers = papers_of(session, application, vault=vault)
    choices = json.loads(vault.read(session, application.id, Label.INTAKE) or b"{}")
    return OpenApplication(
        application=application,
        program=program,
        person=person,
        has_photo=open_photo(session, application.applicant_id, vault=vault) is not None,
        papers=papers,
        decision=None
        if papers is None
        else evaluate(
            program.profile.documents,
            papers,
            ages=person.birth_date.ages_on(program.today),
            today=program.today,
        ),
        language=choices.get("language", "en"),
        fee_waiver=choices.get("fee_waiver", ""),
        is_own_intake=ApplicationRepository(session).is_author(application.id, actor.person_id),
    )

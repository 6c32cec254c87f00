"""Write an intake again: a draft that is still open, or one that came back."""

from datetime import datetime

from app.applicants import change_person
from app.applications.intake import Intake, checked_intake
from app.applications.open_application import write_intake
from app.applications.repository import ApplicationRepository
from app.applications.require_open import require_open
from app.audit import Act, Subject, record_event
from app.kit.actor import Actor
from app.kit.db import Session
from app.programs import active_program
from app.vault import Label, Vault


def change_application(
    session: Session,
    number: str,
    intake: Intake,
    *,
    vault: Vault,
    actor: Actor,
    now: datetime,
) -> None:
    """Replace what an open intake says; the writer becomes one of its authors.

    Raises:
        NotFoundError: no such application at this desk.
        ConflictError: it is not open.
        RefusedError: `intake_not_acceptable`, with a field and a reason for each fault.
    """
    program = active_program(session, now)
    accepted = checked_intake(intake, program=program)
    session.write()
    applications = ApplicationRepository(session)
    application = applications.lock(number, site=actor.site)
    require_open(application)
    applications.add_author(application.id, actor.person_id)
    change_person(session, application.applicant_id, accepted.person, vault=vault)
    evidence_key = vault.key_of(session, application.id, Label.EVIDENCE)
    assert evidence_key is not None  # noqa: S101 - an open application has its evidence
    write_intake(session, application, accepted, vault=vault, evidence_key=evidence_key)
    application.program_version_id = program.version_id
    applications.save(application)
    subject = Subject(row_id=application.id)
    record_event(session, Act.APPLICATION_CHANGED, by=actor, now=now, subject=subject)

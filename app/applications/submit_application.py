"""Hand an intake to the second person: the papers suffice, a photo is there."""

from datetime import datetime

from app.applicants import open_photo
from app.applications.repository import ApplicationRepository
from app.applications.require_open import require_open
from app.applications.weigh_papers import require_enough, weigh_papers
from app.audit import Act, Subject, record_event
from app.core.lifecycle import ApplicationState
from app.kit.actor import Actor
from app.kit.db import Session
from app.kit.errors import RefusedError
from app.programs import active_program
from app.vault import Vault


def submit_application(
    session: Session, number: str, *, vault: Vault, actor: Actor, now: datetime
) -> None:
    """Move an open intake to submitted.

    Raises:
        NotFoundError: no such application at this desk.
        ConflictError: it is not open.
        RefusedError: `photo_missing`, `not_eligible_age` or `papers_not_enough`.
    """
    session.write()
    program = active_program(session, now)
    applications = ApplicationRepository(session)
    application = applications.lock(number, site=actor.site)
    require_open(application)
    person, _, decision = weigh_papers(session, application, program=program, vault=vault)
    require_enough(program, person, decision)
    if open_photo(session, application.applicant_id, vault=vault) is None:
        raise RefusedError("photo_missing")
    applications.add_author(application.id, actor.person_id)
    application.submitted_at = now
    application.reason = ""
    application.program_version_id = program.version_id
    applications.move(application, ApplicationState.SUBMITTED)
    subject = Subject(row_id=application.id)
    record_event(session, Act.APPLICATION_SUBMITTED, by=actor, now=now, subject=subject)

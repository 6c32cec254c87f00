"""Open a draft: the person sealed under a key of their own, the papers under another."""

import json
import secrets
from datetime import datetime
from uuid import UUID, uuid4

from app.applicants import keep_new_person
from app.applications.intake import Intake, checked_intake, evidence_to_bytes
from app.applications.models import CardApplication
from app.applications.repository import ApplicationRepository
from app.audit import Act, Subject, record_event
from app.core.card_number import new_application_number
from app.core.lifecycle import ApplicationState
from app.core.program.retention_epoch import epoch_of_draft
from app.kit.actor import Actor
from app.kit.db import Session
from app.programs import active_program
from app.vault import Label, Vault


def open_application(
    session: Session,
    intake: Intake,
    *,
    vault: Vault,
    actor: Actor,
    now: datetime,
) -> str:
    """Store a new draft and return its random number, `A-XXXX-XXXX`.

    Raises:
        RefusedError: `intake_not_acceptable`, with a field and a reason for each fault.
    """
    program = active_program(session, now)
    accepted = checked_intake(intake, program=program)
    session.write()
    epoch = epoch_of_draft(program.profile, today=program.today)
    applications = ApplicationRepository(session)
    application = CardApplication(
        id=uuid4(),
        number=_new_number(applications),
        applicant_id=keep_new_person(session, accepted.person, vault=vault, epoch=epoch, now=now),
        program_version_id=program.version_id,
        kind="new",
        site=actor.site or program.profile.sites[0].id,
        state=ApplicationState.DRAFT.value,
        version=1,
        reason="",
        creator_id=actor.person_id,
        opened_at=now,
    )
    applications.add(application)
    applications.add_author(application.id, actor.person_id)
    evidence_key = vault.new_key(session, epoch=epoch, now=now)
    write_intake(session, application, accepted, vault=vault, evidence_key=evidence_key)
    subject = Subject(row_id=application.id)
    record_event(session, Act.APPLICATION_OPENED, by=actor, now=now, subject=subject)
    return application.number


def write_intake(
    session: Session,
    application: CardApplication,
    intake: Intake,
    *,
    vault: Vault,
    evidence_key: UUID,
) -> None:
    """Seal what belongs to the application: the papers, and language and waiver."""
    evidence = evidence_to_bytes(intake.documents)
    vault.write(session, application.id, Label.EVIDENCE, evidence, key_id=evidence_key)
    choices = {"language": intake.language, "fee_waiver": intake.fee_waiver}
    person_key = vault.key_of(session, application.applicant_id, Label.NAMES)
    assert person_key is not None  # noqa: S101 - the names have just been written
    vault.write(
        session, application.id, Label.INTAKE, json.dumps(choices).encode(), key_id=person_key
    )


def _new_number(applications: ApplicationRepository) -> str:
    while applications.is_number_taken(number := new_application_number(secrets.token_bytes)):
        continue
    return number

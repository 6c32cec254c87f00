"""The applicant does not want the card any more."""

from datetime import datetime

from app.applications.forget_papers import forget_papers
from app.applications.repository import ApplicationRepository
from app.applications.weigh_papers import papers_of
from app.audit import Act, Subject, record_event
from app.core.lifecycle import ApplicationState
from app.kit.actor import Actor
from app.kit.db import Session
from app.vault import Vault


def withdraw_application(
    session: Session, number: str, *, vault: Vault, actor: Actor, now: datetime
) -> None:
    """Close an application that has no card yet.

    Raises:
        NotFoundError: no such application at this desk.
        ConflictError: it has a card, or is closed already.
    """
    session.write()
    applications = ApplicationRepository(session)
    application = applications.lock(number, site=actor.site)
    applications.move(application, ApplicationState.WITHDRAWN)
    papers = papers_of(session, application, vault=vault)
    if papers is not None:
        forget_papers(session, application, papers, vault=vault, now=now)
    subject = Subject(row_id=application.id)
    record_event(session, Act.APPLICATION_WITHDRAWN, by=actor, now=now, subject=subject)

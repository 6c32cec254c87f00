"""Put a photo into an open intake."""

from datetime import datetime

from app.applicants import keep_photo, prepare_photo
from app.applications.repository import ApplicationRepository
from app.applications.require_open import require_open
from app.audit import Act, Subject, record_event
from app.kit.actor import Actor
from app.kit.db import Session
from app.vault import Vault


def take_photo(
    session: Session, number: str, upload: bytes, *, vault: Vault, actor: Actor, now: datetime
) -> None:
    """Seal the photo made from an upload (JPEG or PNG) in place of any older one.

    Raises:
        NotFoundError: no such application at this desk.
        ConflictError: it is not open.
        RefusedError: photo_unreadable, photo_too_many_pixels or photo_too_small.
    """
    jpeg = prepare_photo(upload)
    session.write()
    applications = ApplicationRepository(session)
    application = applications.lock(number, site=actor.site)
    require_open(application)
    applications.add_author(application.id, actor.person_id)
    keep_photo(session, application.applicant_id, jpeg, vault=vault)
    applications.save(application)
    subject = Subject(row_id=application.id)
    record_event(session, Act.PHOTO_TAKEN, by=actor, now=now, subject=subject)

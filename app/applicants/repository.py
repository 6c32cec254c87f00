"""Every query about applicants."""

from uuid import UUID

from app.applicants.models import Applicant
from app.kit.db import Session


class ApplicantRepository:
    """Reads and writes applicants within one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, applicant: Applicant) -> None:
        """Store a new applicant."""
        self._session.add(applicant)
        self._session.flush()

    def get(self, applicant_id: UUID) -> Applicant:
        """Return an applicant that must exist."""
        return self._session.get_one(Applicant, applicant_id)

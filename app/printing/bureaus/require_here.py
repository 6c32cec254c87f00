"""What is at a bureau is neither drawn nor settled here, or one card would be printed twice."""

from uuid import UUID

from app.kit.db import Session
from app.kit.errors import ConflictError
from app.printing.bureaus.repository import BundleRepository


def require_here(session: Session, job_id: UUID) -> None:
    """See that a print is in no open bundle.

    Raises:
        ConflictError: `print_job_at_bureau`.
    """
    if BundleRepository(session).is_away(job_id):
        raise ConflictError("print_job_at_bureau")

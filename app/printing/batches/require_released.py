"""What a second person has to release is not drawn by anybody before that."""

from datetime import datetime
from uuid import UUID

from app.kit.db import Session
from app.kit.errors import ConflictError
from app.printing.batches.repository import BatchRepository
from app.programs import active_program


def require_released(session: Session, job_id: UUID, *, now: datetime) -> None:
    """See that a print waits for no second person.

    Raises:
        ConflictError: `batch_not_released`, or `batch_needed`: it is in no batch, and the program
            asks for a second person, who releases batches.
        RegisterBrokenError: the batch's row was changed by something other than this service.
    """
    batches = BatchRepository(session)
    position = batches.position_of(job_id)
    if position is not None:
        if batches.get(position.batch_id, site="").releaser_id is None:
            raise ConflictError("batch_not_released")
    elif active_program(session, now).profile.second_person_releases:
        raise ConflictError("batch_needed")

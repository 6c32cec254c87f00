"""End an agreement: the bureau gets no bundle any more, and its receipts still count."""

from datetime import datetime
from uuid import UUID

from app.audit import Act, record_event
from app.kit.actor import Doer
from app.kit.db import Session
from app.kit.errors import ConflictError
from app.printing.bureaus.repository import BureauRepository


def close_bureau(session: Session, bureau_id: UUID, *, by: Doer, now: datetime) -> None:
    """Close a bureau for good; its row stays, since what it still has must be accounted for.

    Raises:
        NotFoundError: `no_such_bureau`.
        ConflictError: `bureau_closed` already.
    """
    session.write()
    bureaus = BureauRepository(session)
    bureau = bureaus.get(bureau_id)
    if bureau.is_closed:
        raise ConflictError("bureau_closed")
    bureaus.close(bureau)
    record_event(session, Act.BUREAU_CLOSED, by=by, now=now, subject=bureau.subject)

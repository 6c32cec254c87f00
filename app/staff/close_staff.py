"""Close an account: it signs in no more, and whatever session it has ends."""

from datetime import datetime
from uuid import UUID

from app.audit import Act, Subject, record_event
from app.kit.actor import Doer
from app.kit.db import Session
from app.kit.errors import ConflictError, NotFoundError
from app.staff.repository import AccountRepository, SessionRepository


def close_staff(session: Session, *, account_id: UUID, by: Doer, now: datetime) -> None:
    """Close an account; the row stays, since the audit log names it.

    Raises:
        NotFoundError: `staff_unknown`.
        ConflictError: `staff_closed` already, or `own_account`: nobody locks themselves out.
    """
    session.write()
    accounts = AccountRepository(session)
    account = accounts.lock(account_id)
    if account is None:
        raise NotFoundError("staff_unknown")
    if account.is_closed:
        raise ConflictError("staff_closed")
    if account_id == by.account_id:
        raise ConflictError("own_account")
    accounts.set_closed(account, is_closed=True)
    SessionRepository(session).end_all_of(account_id)
    record_event(session, Act.STAFF_CLOSED, by=by, now=now, subject=Subject(row_id=account_id))

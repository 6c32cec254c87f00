"""Open an account again, after it was closed or after too many failed sign-ins."""

from datetime import datetime
from uuid import UUID

from app.audit import Act, Subject, record_event
from app.kit.actor import Doer
from app.kit.db import Session
from app.kit.errors import NotFoundError
from app.staff.repository import AccountRepository, SignInCountRepository
from app.staff.staff_rules import email_digest


def reopen_staff(session: Session, *, account_id: UUID, by: Doer, now: datetime) -> None:
    """Let an account sign in again and forget its failures.

    Raises:
        NotFoundError: `staff_unknown`.
    """
    session.write()
    accounts = AccountRepository(session)
    account = accounts.lock(account_id)
    if account is None:
        raise NotFoundError("staff_unknown")
    SignInCountRepository(session).forget(email_digest(session, account.email))
    if account.is_closed:
        accounts.set_closed(account, is_closed=False)
    record_event(session, Act.STAFF_REOPENED, by=by, now=now, subject=Subject(row_id=account_id))

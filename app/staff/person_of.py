"""Whose account is this? Two accounts of one human being count as one pair of eyes."""

from uuid import UUID

from app.kit.db import Session
from app.kit.errors import NotFoundError
from app.staff.repository import AccountRepository
from app.staff.staff_rules import as_email


def person_of(session: Session, email: str) -> UUID:
    """Return the person an account belongs to.

    Raises:
        NotFoundError: `account_unknown`.
    """
    account = AccountRepository(session).find_by_email(as_email(email))
    if account is None:
        raise NotFoundError("account_unknown")
    return account.person_id

"""Which account is meant by an e-mail address, and whose is it?"""

from uuid import UUID

from app.kit.db import Session
from app.kit.errors import NotFoundError
from app.staff.models import StaffAccount
from app.staff.repository import AccountRepository
from app.staff.staff_rules import as_email


def account_of(session: Session, email: str) -> UUID:
    """Return the id of an account.

    Raises:
        NotFoundError: `account_unknown`.
    """
    return _account(session, email).id


def person_of(session: Session, email: str) -> UUID:
    """Return the person an account belongs to: two accounts of one human count as one.

    Raises:
        NotFoundError: `account_unknown`.
    """
    return _account(session, email).person_id


def _account(session: Session, email: str) -> StaffAccount:
    account = AccountRepository(session).find_by_email(as_email(email))
    if account is None:
        raise NotFoundError("account_unknown")
    return account

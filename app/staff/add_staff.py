"""Add a member of staff, or another account of somebody who already works here."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID, uuid4

from app.audit import Act, Subject, record_event
from app.core.permissions import Role
from app.kit.actor import Doer
from app.kit.db import Session
from app.kit.errors import ConflictError, NotFoundError, RefusedError
from app.staff.models import StaffAccount
from app.staff.repository import AccountRepository
from app.staff.staff_rules import as_email, as_site


def add_staff(  # noqa: PLR0913 - what an account consists of
    session: Session,
    *,
    email: str,
    roles: Collection[Role],
    site: str,
    password_hash: str,
    person_id: UUID | None = None,
    by: Doer,
    now: datetime,
) -> UUID:
    """Add an account and return its id; `person_id` says whose further account it is.

    Raises:
        RefusedError: `email_unreadable`, `site_unreadable` or `role_missing`.
        NotFoundError: `person_unknown`.
        ConflictError: `email_taken`.
    """
    if not roles:
        raise RefusedError("role_missing")
    email, site = as_email(email), as_site(site)
    session.write()
    accounts = AccountRepository(session)
    if person_id is None:
        person_id = accounts.add_person()
    elif not accounts.has_person(person_id):
        raise NotFoundError("person_unknown")
    account = StaffAccount(
        id=uuid4(),
        person_id=person_id,
        email=email,
        password_hash=password_hash,
        site=site,
        is_closed=False,
        created_at=now,
        version=1,
    )
    if not accounts.add(account):
        raise ConflictError("email_taken")
    accounts.set_roles(account.id, roles)
    record_event(session, Act.STAFF_ADDED, by=by, now=now, subject=Subject(row_id=account.id))
    return account.id

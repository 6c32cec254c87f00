"""Change what a member of staff is trusted with."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from app.audit import Act, Subject, record_event
from app.core.permissions import Role
from app.kit.actor import Doer
from app.kit.db import Session
from app.kit.errors import ConflictError, NotFoundError, RefusedError
from app.staff.repository import AccountRepository, SessionRepository


def change_roles(
    session: Session, *, account_id: UUID, roles: Collection[Role], by: Doer, now: datetime
) -> None:
    """Grant exactly these roles; whoever held others signs in anew.

    Raises:
        RefusedError: `role_missing`.
        NotFoundError: `staff_unknown`.
        ConflictError: `own_account`: nobody changes their own roles.
    """
    if not roles:
        raise RefusedError("role_missing")
    session.write()
    accounts = AccountRepository(session)
    if accounts.lock(account_id) is None:
        raise NotFoundError("staff_unknown")
    if account_id == by.account_id:
        raise ConflictError("own_account")
    accounts.set_roles(account_id, roles)
    SessionRepository(session).end_all_of(account_id)
    record_event(
        session, Act.STAFF_ROLES_CHANGED, by=by, now=now, subject=Subject(row_id=account_id)
    )

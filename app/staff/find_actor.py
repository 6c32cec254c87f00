"""Find out who sends a session token: the first thing that happens to every staff request."""

from collections.abc import Callable
from datetime import datetime

from app.kit.actor import Actor
from app.kit.db import Session, SessionFactory, write_transaction
from app.staff.models import StaffSession
from app.staff.repository import AccountRepository, SessionRepository
from app.staff.sign_in import actor_of
from app.staff.staff_rules import TOUCH_EVERY, has_ended, token_hash


def find_actor(new_session: SessionFactory) -> Callable[[str, datetime], Actor | None]:
    """Return the function that turns a token and the time into whoever is signed in, or None.

    It reads in a short session of its own, and at most once a minute writes in another one that the
    session is in use; the request's transaction is not touched.
    """

    def find(token: str, now: datetime) -> Actor | None:
        with new_session() as session:
            row = SessionRepository(session).find(token_hash(token))
            if row is None or has_ended(row, now):
                return None
            actor = _actor(session, row)
        if actor is not None and now >= row.seen_at + TOUCH_EVERY:
            with write_transaction(new_session) as session:
                SessionRepository(session).touch(row.id, now=now)
        return actor

    return find


def _actor(session: Session, row: StaffSession) -> Actor | None:
    accounts = AccountRepository(session)
    account = accounts.find(row.account_id)
    if account is None or account.is_closed:
        return None
    return actor_of(account, accounts.roles_of(account.id))

"""Delete sessions that are over and failed sign-ins that are long past."""

from datetime import datetime

from app.kit.db import Session
from app.staff.repository import SessionRepository, SignInCountRepository
from app.staff.staff_rules import IDLE, REMEMBER_FAILURES


def sweep_staff(session: Session, *, now: datetime) -> None:
    """Delete what has ended; a recurring task of the worker, not an act of anybody."""
    session.write()
    SessionRepository(session).delete_ended(now=now, idle_since=now - IDLE)
    SignInCountRepository(session).delete_old(before=now - REMEMBER_FAILURES)

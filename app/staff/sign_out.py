"""End one's own session."""

from datetime import datetime

from app.audit import Act, record_event
from app.kit.actor import Actor
from app.kit.db import Session
from app.staff.repository import SessionRepository
from app.staff.staff_rules import token_hash


def sign_out(session: Session, *, token: str, by: Actor, now: datetime) -> None:
    """Delete the session of a token, so that the token is worth nothing from now on."""
    session.write()
    SessionRepository(session).end(token_hash(token))
    record_event(session, Act.SIGNED_OUT, by=by, now=now)

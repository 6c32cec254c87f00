"""The limits of staff accounts and sessions, and what is made of an address or a token."""

import hmac
import re
from datetime import datetime, timedelta
from hashlib import sha256

from app.kit.db import Session
from app.kit.errors import RefusedError
from app.staff.models import StaffSession
from app.staff.repository import BlockRule

IDLE = timedelta(minutes=15)
LONGEST = timedelta(hours=12)
TOUCH_EVERY = timedelta(minutes=1)
REMEMBER_FAILURES = timedelta(days=30)
BLOCK_RULE = BlockRule(failures=10, pause=timedelta(minutes=10), at_most=100)

MAX_EMAIL_CHARACTERS = 254  # RFC 5321, section 4.5.3.1.3
EMAIL = re.compile(r"[!-?A-~]+@[!-?A-~]+")  # printable ASCII without space, one @
SITE = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")


def as_email(text: str) -> str:
    """Return an address in the form that is stored.

    Raises:
        RefusedError: `email_unreadable`.
    """
    email = typed_email(text)
    if not email:
        raise RefusedError("email_unreadable")
    return email


def typed_email(text: str) -> str:
    """Return an address in the form that is stored, or nothing when no account can have it."""
    email = text.strip().lower()
    if len(email) > MAX_EMAIL_CHARACTERS or not EMAIL.fullmatch(email):
        return ""
    return email


def as_site(text: str) -> str:
    """Return the code of a desk; empty stands for all desks.

    Raises:
        RefusedError: `site_unreadable`.
    """
    if text and not SITE.fullmatch(text):
        raise RefusedError("site_unreadable")
    return text


def email_digest(session: Session, email: str) -> bytes:
    """Return what failed sign-ins are counted by: 32 bytes that tell nothing without the key."""
    return hmac.new(session.seals.register_key, b"staff_sign_in|" + email.encode(), sha256).digest()


def token_hash(token: str) -> bytes:
    """Return what is kept of a session token: its SHA-256."""
    return sha256(token.encode()).digest()


def has_ended(row: StaffSession, now: datetime) -> bool:
    """Say whether a session is over: not used for 15 minutes, or 12 hours old."""
    return now >= row.ends_at or now >= row.seen_at + IDLE

"""Let a key sign no more; what it signed stays good until its end."""

from datetime import datetime

from app.audit import Act, record_event
from app.keys.models import IssuerKey, KeyRole, KeyStanding
from app.keys.repository import KeyRepository
from app.kit.actor import Doer
from app.kit.db import Session
from app.kit.errors import ConflictError


def retire_key(session: Session, kid: bytes, *, by: Doer, now: datetime) -> IssuerKey:
    """Retire the key with this id.

    Raises:
        NotFoundError: no such key.
        ConflictError: it is not active, or no other key of its role signs now.
    """
    session.write()
    keys = KeyRepository(session)
    key = keys.named(kid)
    if key.standing != KeyStanding.ACTIVE:
        raise ConflictError(f"key_is_{key.standing}")
    keys.change(key, standing=KeyStanding.RETIRED.value)
    if keys.signing(KeyRole(key.role), now) is None:
        raise ConflictError("no_other_key_signs")
    record_event(session, Act.KEY_RETIRED, by=by, now=now, subject=key.subject, reason=key.role)
    return key

"""Make the next key of a role, ahead of the day on which it begins to sign.

Verifiers fetch key sets now and then; a key that they do not know yet makes every card it signed
`unknown_key`. So the next key is published at least 90 days before.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from app.keys.make_key import KeyOrder, make_key
from app.keys.models import IssuerKey
from app.keys.repository import KeyRepository
from app.kit.actor import Doer
from app.kit.db import Session
from app.kit.errors import ConflictError

PUBLISHED_AHEAD = timedelta(days=90)


def rotate_key(
    session: Session, order: KeyOrder, *, folder: Path, by: Doer, now: datetime
) -> IssuerKey:
    """Make the next key: it signs in 90 days, or when the present key's window ends, if earlier.

    Raises:
        ConflictError: `next_key_exists`.
    """
    session.write()
    keys = KeyRepository(session)
    if keys.next(order.role, now) is not None:
        raise ConflictError("next_key_exists")
    present = keys.signing(order.role, now)
    sign_from = now if present is None else min(now + PUBLISHED_AHEAD, present.sign_until)
    return make_key(session, replace(order, sign_from=sign_from), folder=folder, by=by, now=now)

"""Pin the root that signs this issuer's key sets: once, for good, as every verifier does."""

from datetime import datetime

from app.audit import Act, record_event
from app.core.credential import PublicKey, encode_cose_key
from app.keys.repository import KeySetRepository
from app.kit.actor import Doer
from app.kit.db import Session
from app.kit.errors import ConflictError


def pin_root(session: Session, root: PublicKey, *, by: Doer, now: datetime) -> None:
    """Pin a root.

    Raises:
        ConflictError: `root_is_pinned`: another one cannot take its place, since cards in the field
            are checked by pages that pin the first.
    """
    session.write()
    key_sets = KeySetRepository(session)
    if key_sets.root() is not None:
        raise ConflictError("root_is_pinned")
    key_sets.pin(encode_cose_key(root))
    record_event(session, Act.ROOT_PINNED, by=by, now=now)

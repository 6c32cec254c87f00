"""Publish a key set that the root has signed, after a look at whether it is the right one."""

from datetime import datetime

from app.audit import Act, record_event
from app.core.credential import (
    KeySet,
    PublishedRole,
    PublishedState,
    SignedListError,
    open_key_set,
)
from app.keys.key_set import draft_key_set, pinned_root
from app.keys.repository import KeySetRepository
from app.kit.actor import Doer
from app.kit.db import Session
from app.kit.errors import ConflictError, RefusedError


def publish_key_set(
    session: Session, data: bytes, *, issuer: str, by: Doer, now: datetime
) -> KeySet:
    """Check a signed key set and serve it from now on.

    Raises:
        ConflictError: no root is pinned, the version is not higher than the one that is served, or
            the keys have changed since the set was written.
        RefusedError: the pinned root did not sign it, or none of its keys signs cards or lists now.
    """
    session.write()
    root = pinned_root(session)
    if root is None:
        raise ConflictError("no_root_is_pinned")
    try:
        key_set = open_key_set(data, root=root, issuer=issuer, now=int(now.timestamp()))
    except SignedListError as error:
        raise RefusedError("key_set_not_signed_by_root", detail=str(error)) from error
    expected = draft_key_set(session, issuer=issuer, now=now)
    if key_set.version < expected.version:
        raise ConflictError("key_set_version_too_low")
    if key_set.keys != expected.keys:
        raise ConflictError("key_set_is_outdated")
    for role in PublishedRole:
        if not _signs(key_set, role, now):
            raise RefusedError(f"no_{role.name.lower()}_key_signs")
    KeySetRepository(session).add(key_set.version, data, now=now)
    record_event(session, Act.KEY_SET_PUBLISHED, by=by, now=now)
    return key_set


def _signs(key_set: KeySet, role: PublishedRole, now: datetime) -> bool:
    seconds = int(now.timestamp())
    return any(
        key.role is role
        and key.state is PublishedState.ACTIVE
        and key.sign_from <= seconds < key.sign_until
        for key in key_set.keys
    )

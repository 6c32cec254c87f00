"""What doctor says about keys, the published key set and the signed lists."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from app.audit import Recorded
from app.core.credential import KeySet
from app.keys import (
    PUBLISHED_AHEAD,
    IssuerKey,
    KeyFileMissingError,
    KeyHolder,
    KeyRepository,
    KeyRole,
    draft_key_set,
    pinned_root,
    published_key_set,
    require_key_file,
)
from app.kit.db import RegisterBrokenError, Session
from app.programs import active_program
from app.vault import UnsafeKeyringError
from app.verification import SignedListRepository

LIST_AGE = timedelta(hours=2)
WRITABLE_BY_OTHERS = 0o022
BROKEN = {
    "pinned_root": "the pinned root's row was changed behind the service's back",
    "key_sets": "the newest key set is not one that the pinned root signed, so none is served:"
    " `tessera keys draft`, sign, publish",
}


def find_key_trouble(
    session: Session, *, folder: Path, recorded: Recorded, now: datetime
) -> Iterator[str]:
    """Return one line for each thing found; key files lie in `folder`."""
    if folder.stat().st_mode & WRITABLE_BY_OTHERS:
        yield "others can write in the keyring folder"
    for role in KeyRole:
        try:
            yield from _role(session, role, folder=folder, now=now)
        except RegisterBrokenError:
            yield f"a {role.value} key's row was changed behind the service's back"
            return
    old = list(_old_rows(session, recorded))
    yield from old
    try:
        yield from () if old else _key_set(session, now)
    except RegisterBrokenError as error:
        yield BROKEN[error.table]
    yield from _lists(session, now)


def _role(session: Session, role: KeyRole, *, folder: Path, now: datetime) -> Iterator[str]:
    keys = KeyRepository(session)
    signing = keys.signing(role, now)
    if signing is None:
        yield f"no {role.value} key signs now"
        return
    yield from _key_file(folder, signing)
    if signing.sign_until - now < PUBLISHED_AHEAD and keys.next(role, now) is None:
        day = signing.sign_until.date().isoformat()
        yield f"the {role.value} key signs until {day} and has no successor: `tessera keys rotate`"


def _key_file(folder: Path, key: IssuerKey) -> Iterator[str]:
    if key.holder == KeyHolder.TOKEN:
        return
    try:
        require_key_file(folder, key)
    except (KeyFileMissingError, UnsafeKeyringError) as error:
        yield f"key file {error.file_name}: {error.reason}"


def _old_rows(session: Session, recorded: Recorded) -> Iterator[str]:
    for role in KeyRole:
        for key in KeyRepository(session).all(role):
            if recorded.has_newer(key):
                name = f"{role.value} key {key.kid.hex()}"
                yield f"{name}: the audit log tells of a newer row; an old row was put back"


def _key_set(session: Session, now: datetime) -> Iterator[str]:
    if pinned_root(session) is None:
        yield "no root is pinned, so nobody can check cards offline: `tessera keys pin`"
        return
    published = published_key_set(session)
    if published is None:
        yield "no key set is published: `tessera keys draft`, sign it, `tessera keys publish`"
        return
    issuer = active_program(session, now).profile.issuer.url
    draft = draft_key_set(session, issuer=issuer, now=now)
    if _differs(published, draft, now):
        yield "the published key set is not that of the keys: `tessera keys draft`, sign, publish"


def _differs(published: KeySet, draft: KeySet, now: datetime) -> bool:
    """Compare what counts now: a key whose time is over needs no new key set."""
    seconds = int(now.timestamp())
    current = tuple(key for key in published.keys if key.verify_until > seconds)
    return published.issuer != draft.issuer or current != draft.keys


def _lists(session: Session, now: datetime) -> Iterator[str]:
    for signed in SignedListRepository(session).all():
        if now - signed.issued_at > LIST_AGE:
            day = signed.issued_at.isoformat(timespec="minutes")
            yield f"status list {signed.list_number} was last signed at {day}: is a worker running?"

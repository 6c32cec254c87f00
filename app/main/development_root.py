"""A development server's own root: writes, signs and publishes key sets in one go.

Production never does: its root lies on another machine, and three commands stand where one does.
"""

from datetime import datetime
from pathlib import Path

from app.core.credential import Algorithm, KeySet, sign_key_set
from app.keys import (
    draft_key_set,
    load_root_signer,
    make_root_file,
    pin_root,
    pinned_root,
    public_path,
    publish_key_set,
)
from app.kit.actor import SERVICE
from app.kit.db import Session

FILE_NAME = "development-root.pem"


def publish_at_once(session: Session, *, folder: Path, issuer: str, now: datetime) -> KeySet:
    """Sign and publish the keys as they are now, with a root that is made where it is missing.

    Raises:
        KeyFileMissingError: another root is pinned, and this server does not hold it.
    """
    path = folder / FILE_NAME
    if pinned_root(session) is None:
        root = make_root_file(path, algorithm=Algorithm.ES256)
        public_path(path).unlink()  # it is pinned in the next line, and nobody else needs it
        pin_root(session, root.public_key, by=SERVICE, now=now)
    signed = sign_key_set(draft_key_set(session, issuer=issuer, now=now), load_root_signer(path))
    return publish_key_set(session, signed, issuer=issuer, by=SERVICE, now=now)

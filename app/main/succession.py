"""Export what keeps cards checkable when the program ends and nobody signs new lists.

Signed key set, last status lists, and a page that says what to do with them. The lists end with the
last card; verifiers show their date, and are amber once they are old.
"""

import json
from datetime import datetime
from pathlib import Path

from app.core.credential import (
    IssuerTrust,
    KeySet,
    PublishedKey,
    PublishedRole,
    PublishedState,
    SignedStatusList,
    Signer,
    TrustFile,
    sign_status_list,
    sign_status_list_jwt,
)
from app.keys import jwks, pinned_root, served_key_set
from app.kit.db import Session
from app.kit.errors import ConflictError
from app.main.deployment import Deployment
from app.verification import Snapshot, read_snapshot

README = """What keeps the cards of {issuer} checkable
{underline}

Written on {day}. The cards end by themselves, the last of them on {last_day} or before.

trust.json   what a verifier is given by hand: the root and the key set it signed
site/        what stood at {issuer}: keys and status lists, to be served there by
             any web server without a program, as long as somebody holds the name
site/s/N     the last status list N (application/statuslist+cwt); N.jwt is the same as JWT
site/s/index.json   the addresses of all lists (served at {issuer}/s)

Check a card without any server:

    tessera verify TEXT --trust trust.json --status site/s

The lists say what was known on {day}. Nobody can take a card out of use any more: past a verifier's
limit the answer is amber, with that date.
"""


def export_succession(deployment: Deployment, folder: Path) -> list[str]:
    """Write everything into a new folder and return the names of the files.

    Raises:
        RegisterBrokenError: the pinned root did not sign the key set that lies there.
        ConflictError: the folder exists, no key set is published, or none of its status keys
            verifies as long as the cards (`no_final_status_key`).
    """
    now = deployment.clock()
    with deployment.new_session() as session:
        root, served = pinned_root(session), served_key_set(session)
        if root is None or served is None:
            raise ConflictError("no_key_set")
        key_set = served.key_set
        trust = TrustFile(issuers=(IssuerTrust(key_set.issuer, served.content, root.public_key),))
        signer = _final_signer(deployment, session, key_set, now)
        snapshot = read_snapshot(session, now=now)
    files = {
        "README.txt": _readme(key_set, now),
        "trust.json": trust.text().encode(),
        "site/.well-known/cose-keys": served.content,
        "site/.well-known/jwks.json": json.dumps(jwks(key_set)).encode(),
        **_lists(key_set, snapshot, signer, now),
    }
    return _write(folder, files)


def _final_signer(
    deployment: Deployment, session: Session, key_set: KeySet, now: datetime
) -> Signer:
    signing = deployment.find_status_key(session, now)
    if signing.key.verify_until < key_set.expires_at or not any(
        _is_active_status_key(key) and key.kid == signing.key.kid for key in key_set.keys
    ):
        raise ConflictError("no_final_status_key")
    return signing.signer


def _is_active_status_key(key: PublishedKey) -> bool:
    return key.role is PublishedRole.STATUS and key.state is PublishedState.ACTIVE


def _lists(key_set: KeySet, snapshot: Snapshot, signer: Signer, now: datetime) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    addresses: list[str] = []
    for number, statuses in sorted(snapshot.lists.items()):
        content = SignedStatusList(
            issuer=key_set.issuer,
            number=number,
            issued_at=int(now.timestamp()),
            expires_at=key_set.expires_at,
            statuses=statuses,
        )
        files[f"site/s/{number}"] = sign_status_list(content, signer)
        files[f"site/s/{number}.jwt"] = sign_status_list_jwt(content, signer)
        addresses.append(content.uri)
    files["site/s/index.json"] = json.dumps({"status_lists": addresses}).encode()
    return files


def _readme(key_set: KeySet, now: datetime) -> bytes:
    last = datetime.fromtimestamp(key_set.expires_at, tz=now.tzinfo)
    title = f"What keeps the cards of {key_set.issuer} checkable"
    return README.format(
        issuer=key_set.issuer,
        underline="=" * len(title),
        day=now.date().isoformat(),
        last_day=last.date().isoformat(),
    ).encode()


def _write(folder: Path, files: dict[str, bytes]) -> list[str]:
    try:
        folder.mkdir(parents=True)
    except FileExistsError as error:
        raise ConflictError("folder_exists") from error
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return list(files)

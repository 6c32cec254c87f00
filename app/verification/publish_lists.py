"""Sign the status lists that changed, or that are almost an hour old, and store what is served.

Every process may do it; one at a time does, and what is stored is what all of them serve. A list is
stored only after it was read back as a verifier would.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from app.core.credential import (
    LIST_LIFETIME_SECONDS,
    SignedListError,
    SignedStatusList,
    TrustedStatusKeys,
    open_status_list,
    open_status_list_jwt,
    sign_status_list,
    sign_status_list_jwt,
)
from app.keys import FindStatusKey, StatusSigningKey
from app.kit.clock import Clock
from app.kit.db import Session, SessionFactory, write_transaction
from app.kit.errors import UnavailableError
from app.kit.logging import log
from app.verification.models import SignedList
from app.verification.repository import SignedListRepository
from app.verification.snapshot import Snapshot

SIGN_AGAIN_AFTER = timedelta(minutes=55)


def publish_lists(
    session: Session, snapshot: Snapshot, *, find_status_key: FindStatusKey, now: datetime
) -> int:
    """Sign what has to be signed and return how many lists that were.

    Raises:
        UnavailableError: no status key signs now, or a signed list could not be read back.
    """
    session.write()
    signed_lists = SignedListRepository(session)
    signed_lists.lock()
    signing = find_status_key(session, now)
    count = 0
    for number in lists_to_sign(session, snapshot, kid=signing.key.kid, now=now):
        signed_lists.put(_signed(snapshot, number, signing, now))
        count += 1
    return count


def lists_to_sign(
    session: Session, snapshot: Snapshot, *, kid: bytes, now: datetime
) -> Iterator[int]:
    """Return the numbers of lists whose signed form is missing, old or of other values."""
    stored = {signed.list_number: signed for signed in SignedListRepository(session).all()}
    for number in snapshot.lists:
        signed = stored.get(number)
        if signed is None:
            yield number
        elif signed.register_version > snapshot.register_version:
            continue  # another process knows more than this one
        elif (
            signed.kid != kid
            or signed.digest != _digest(snapshot, number)
            or now - signed.issued_at >= SIGN_AGAIN_AFTER
        ):
            yield number


@dataclass(frozen=True, slots=True)
class ListPublisher:
    """Publishes for one process, whenever its snapshot has moved."""

    new_session: SessionFactory
    find_status_key: FindStatusKey
    clock: Clock

    def __call__(self, snapshot: Snapshot) -> None:
        """Publish what changed; a failure is logged and tried again by the worker."""
        try:
            self.publish(snapshot)
        except Exception as error:  # noqa: BLE001 - checks go on, and the worker tries again
            log("lists_not_published", kind=type(error).__name__)

    def publish(self, snapshot: Snapshot) -> int:
        """Publish what changed and return how many lists were signed.

        Raises:
            UnavailableError: no status key signs now, or a signed list could not be read back.
        """
        now = self.clock()
        with self.new_session() as session:
            kid = self.find_status_key(session, now).key.kid
            if not any(True for _ in lists_to_sign(session, snapshot, kid=kid, now=now)):
                return 0
        with write_transaction(self.new_session) as session:
            return publish_lists(session, snapshot, find_status_key=self.find_status_key, now=now)


def _signed(
    snapshot: Snapshot, number: int, signing: StatusSigningKey, now: datetime
) -> SignedList:
    seconds = int(now.timestamp())
    content = SignedStatusList(
        issuer=signing.key.issuer,
        number=number,
        issued_at=seconds,
        expires_at=seconds + LIST_LIFETIME_SECONDS,
        statuses=snapshot.lists[number],
    )
    cwt = sign_status_list(content, signing.signer)
    jwt = sign_status_list_jwt(content, signing.signer)
    _require_reads_back(content, cwt, jwt, keys=TrustedStatusKeys([signing.key]))
    return SignedList(
        list_number=number,
        cwt=cwt,
        jwt=jwt,
        digest=_digest(snapshot, number),
        kid=signing.key.kid,
        issued_at=now,
        register_version=snapshot.register_version,
    )


def _require_reads_back(
    content: SignedStatusList, cwt: bytes, jwt: bytes, *, keys: TrustedStatusKeys
) -> None:
    try:
        read = (
            open_status_list(cwt, keys=keys, now=content.issued_at),
            open_status_list_jwt(jwt, keys=keys, now=content.issued_at),
        )
    except SignedListError as error:
        raise UnavailableError("signed_list_does_not_read_back") from error
    if read != (content, content):
        raise UnavailableError("signed_list_does_not_read_back")


def _digest(snapshot: Snapshot, number: int) -> bytes:
    return sha256(snapshot.lists[number].packed).digest()

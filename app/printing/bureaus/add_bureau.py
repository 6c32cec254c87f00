"""Register a bureau under its agreement, with the public keys that it made on its own machine."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from app.audit import Act, record_event
from app.kit.actor import Doer
from app.kit.db import Session
from app.printing.bureaus.models import Bureau
from app.printing.bureaus.public_keys import bundle_key_of, receipt_key_of
from app.printing.bureaus.repository import BureauRepository
from app.vault import Keyring


@dataclass(frozen=True, slots=True)
class BureauAgreement:
    """What was agreed with a bureau; `contact_role` is a role or an office, never a person.

    The keys are the raw 32 bytes that `tessera bureau keygen` shows; compare them by another way
    than the one they came by. `purge_days` counts from the making of a bundle.
    """

    name: str
    contact_role: str
    agreed_on: date
    bundle_key: bytes
    receipt_key: bytes
    purge_days: int


def add_bureau(
    session: Session, agreement: BureauAgreement, *, keyring: Keyring, by: Doer, now: datetime
) -> UUID:
    """Register a bureau and return the id that it checks its bundles by.

    Raises:
        RefusedError: `bundle_key_unusable` or `receipt_key_unusable`.
    """
    bundle_key_of(agreement.bundle_key)
    receipt_key_of(agreement.receipt_key)
    keyring.make_system_keys()  # a keyring made by an older version has no key for bundles
    bureau = Bureau(
        id=uuid4(),
        name=agreement.name,
        contact_role=agreement.contact_role,
        agreed_on=agreement.agreed_on,
        purge_days=agreement.purge_days,
        bundle_key=agreement.bundle_key,
        receipt_key=agreement.receipt_key,
        is_closed=False,
        version=1,
    )
    session.write()
    BureauRepository(session).add(bureau)
    record_event(session, Act.BUREAU_ADDED, by=by, now=now, subject=bureau.subject)
    return bureau.id

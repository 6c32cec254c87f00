"""Keep a person: a random row, and the values sealed under a key of the person's own."""

from datetime import datetime
from uuid import UUID, uuid4

from app.applicants.models import Applicant
from app.applicants.person import (
    Person,
    address_from_bytes,
    address_to_bytes,
    names_from_bytes,
    names_to_bytes,
)
from app.applicants.repository import ApplicantRepository
from app.core.birth_date import BirthDate
from app.kit.db import Session
from app.vault import Label, Vault


def keep_new_person(
    session: Session, person: Person, *, vault: Vault, epoch: str, now: datetime
) -> UUID:
    """Store a person under a new data key of retention epoch `epoch` and return the random id."""
    key_id = vault.new_key(session, epoch=epoch, now=now)
    applicant = Applicant(id=uuid4(), key_id=key_id, epoch=epoch)
    ApplicantRepository(session).add(applicant)
    change_person(session, applicant.id, person, vault=vault)
    return applicant.id


def change_person(session: Session, applicant_id: UUID, person: Person, *, vault: Vault) -> None:
    """Replace what is kept about a person."""
    key_id = ApplicantRepository(session).get(applicant_id).key_id
    values = {
        Label.NAMES: names_to_bytes(person.names),
        Label.BIRTH_DATE: str(person.birth_date).encode(),
        Label.ADDRESS: address_to_bytes(person.address),
    }
    for label, value in values.items():
        vault.write(session, applicant_id, label, value, key_id=key_id)


def keep_photo(session: Session, applicant_id: UUID, jpeg: bytes, *, vault: Vault) -> None:
    """Seal the person's photo in place of any older one."""
    key_id = ApplicantRepository(session).get(applicant_id).key_id
    vault.write(session, applicant_id, Label.PHOTO, jpeg, key_id=key_id)


def open_person(session: Session, applicant_id: UUID, *, vault: Vault) -> Person:
    """Unseal a person. The caller is a use case that has recorded who asked and why.

    Raises:
        LookupError: a value is no longer kept.
    """
    values = {
        label: vault.read(session, applicant_id, label)
        for label in (Label.NAMES, Label.BIRTH_DATE, Label.ADDRESS)
    }
    names, birth_date, address = values.values()
    if names is None or birth_date is None or address is None:
        raise LookupError("the person is no longer kept")
    return Person(
        names=names_from_bytes(names),
        birth_date=BirthDate.parse(birth_date.decode()),
        address=address_from_bytes(address),
    )


def open_photo(session: Session, applicant_id: UUID, *, vault: Vault) -> bytes | None:
    """Unseal the photo, if there is one."""
    return vault.read(session, applicant_id, Label.PHOTO)


def move_to_epoch(session: Session, applicant_id: UUID, *, vault: Vault, epoch: str) -> None:
    """Move a person's key under the epoch in which the longest clock now ends, a later one.

    The key moves before the commit: should that fail, the key merely lives longer, whereas a key
    left behind in an epoch that ends would take its person along.
    """
    applicant = ApplicantRepository(session).get(applicant_id)
    if applicant.epoch != epoch:
        vault.keyring.rewrap(applicant.key_id, epoch=epoch)
        applicant.epoch = epoch

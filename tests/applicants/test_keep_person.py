"""Keeping a person: one data key of their own, values that can be written again or be gone."""

import pytest

from app.applicants import (
    ApplicantRepository,
    change_person,
    keep_new_person,
    keep_photo,
    move_to_epoch,
    open_person,
    open_photo,
)
from app.kit.db import SessionFactory, write_transaction
from app.vault import KeyState, Label, Vault
from tests.clocks import NOON
from tests.walks import MINOR, PERSON


def test_a_person_opens_as_kept_until_changed(new_session: SessionFactory, vault: Vault) -> None:
    with write_transaction(new_session) as session:
        person_id = keep_new_person(session, PERSON, vault=vault, epoch="2027-02", now=NOON)
    with new_session() as session:
        assert open_person(session, person_id, vault=vault) == PERSON
        assert open_photo(session, person_id, vault=vault) is None
    with write_transaction(new_session) as session:
        change_person(session, person_id, MINOR, vault=vault)
        keep_photo(session, person_id, b"\xff\xd8 a picture", vault=vault)
    with new_session() as session:
        assert open_person(session, person_id, vault=vault) == MINOR
        assert open_photo(session, person_id, vault=vault) == b"\xff\xd8 a picture"


def test_a_person_of_whom_a_value_is_gone_does_not_open(
    new_session: SessionFactory, vault: Vault
) -> None:
    with write_transaction(new_session) as session:
        person_id = keep_new_person(session, PERSON, vault=vault, epoch="2027-02", now=NOON)
        vault.remove(session, person_id, Label.ADDRESS)
        with pytest.raises(LookupError, match="no longer kept"):
            open_person(session, person_id, vault=vault)


def test_a_person_moves_to_a_later_epoch_and_still_opens(
    new_session: SessionFactory, vault: Vault
) -> None:
    with write_transaction(new_session) as session:
        person_id = keep_new_person(session, PERSON, vault=vault, epoch="2027-02", now=NOON)
    for epoch in ("2033-11", "2033-11"):
        with write_transaction(new_session) as session:
            move_to_epoch(session, person_id, vault=vault, epoch=epoch)
    with new_session() as session:
        applicant = ApplicantRepository(session).get(person_id)
        assert applicant.epoch == "2033-11"
        assert open_person(session, person_id, vault=vault) == PERSON
        assert vault.keyring.state_of(applicant.key_id) is KeyState.LIVE

"""A copy of database, data folder and configuration opens nobody without the keyring.

The names that are tried hold the right one, and so do the dates.
"""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from app.applicants import Names, Person, open_person
from app.cards import Card
from app.core.birth_date import BirthDate
from app.core.credential import CardClaims, CardKey, prepare, read_own_claims
from app.keys import SigningKey
from app.main import create_app
from app.vault import FileKeyring, KeyMissingError, Label, Vault
from app.vault.models import SealedValue
from tests import walks
from tests.canary import attack
from tests.canary.attack import Locksmith
from tests.town import Town

PERSON = Person(
    names=Names(given=attack.GIVEN[37], family=attack.FAMILY[62]),
    birth_date=BirthDate(1957, 3, 9),
    address=walks.PERSON.address,
)
OTHER = replace(PERSON, names=Names(given="Io", family="Bo"))
NAME, DAY = PERSON.names.card_name(), date(1957, 3, 9)
NO_CTI = bytes(16)


@pytest.fixture
def card_id(town: Town) -> UUID:
    """Return the id of a printed card."""
    return walks.printed(town, PERSON)


def sealed_rows(town: Town, owner_id: UUID | None = None) -> list[SealedValue]:
    """Return the sealed rows, all or those of one owner."""
    statement = select(SealedValue)
    if owner_id is not None:
        statement = statement.where(SealedValue.owner_id == owner_id)
    with town.app.state.new_session() as session:
        return list(session.scalars(statement))


def card_of(town: Town, card_id: UUID) -> Card:
    """Return the register row of a card."""
    with town.app.state.new_session() as session:
        card: Card = session.get_one(Card, card_id)
    return card


def claims_of(town: Town, card_id: UUID) -> tuple[CardClaims, CardKey]:
    """Return what the token of a card says, opened with the keyring, and the key it names."""
    with town.app.state.new_session() as session:
        signing: SigningKey = town.app.state.find_signing_key(session, town.clock())
        cose = town.vault.read(session, card_id, Label.CREDENTIAL)
    assert cose is not None
    return read_own_claims(cose, issuer=signing.key.issuer), signing.key


def named_by(digest: bytes, claims: CardClaims, key: CardKey) -> list[str]:
    """Return which of the ten thousand names give this digest, all other claims being known."""
    return [
        name
        for name in attack.NAMES
        if prepare(replace(claims, name=name), key=key).digest == digest
    ]


def test_the_guesses_hold_the_right_one() -> None:
    assert len(set(attack.NAMES)) == 10_000
    assert NAME in attack.NAMES
    assert DAY in attack.DAYS


@pytest.mark.parametrize("has_system_keys", [False, True], ids=["empty", "keys of its own"])
def test_another_keyring_opens_no_row(
    town: Town, card_id: UUID, tmp_path: Path, has_system_keys: bool
) -> None:
    del card_id
    keyring = FileKeyring(tmp_path / "another")
    if has_system_keys:
        keyring.make_system_keys()
    rows = sealed_rows(town)
    assert {row.label for row in rows} >= {Label.NAMES, Label.PHOTO, Label.CREDENTIAL}
    with town.app.state.new_session() as session:
        for row in rows:
            with pytest.raises(KeyMissingError):
                Vault(keyring).read(session, row.owner_id, Label(row.label))
        owner = next(row.owner_id for row in rows if row.label == Label.NAMES)
        assert open_person(session, owner, vault=town.vault).names == PERSON.names


def test_a_copy_without_the_keyring_does_not_start(town: Town, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    if town.settings.data_dir.exists():
        shutil.copytree(town.settings.data_dir, copy)
    settings = town.settings.model_copy(
        update={"data_dir": copy, "keyring_dir": tmp_path / "nothing"}
    )
    with pytest.raises(KeyMissingError):
        create_app(settings)


def test_nothing_in_the_database_is_a_key_to_it(town: Town, card_id: UUID) -> None:
    del card_id
    values = attack.values_of(town.app.state.deployment.engine)
    settings = {str(value).encode() for value in town.settings.model_dump().values()}
    locksmith = Locksmith.with_values(values | settings)
    assert len(locksmith.keys) > 100
    assert [row.label for row in sealed_rows(town) if locksmith.opens(row)] == []
    rows = sealed_rows(town)
    right = Locksmith(frozenset({town.vault.keyring.get(rows[0].key_id)}))
    assert right.opens(rows[0])


def test_no_name_and_no_date_is_recognised_by_a_digest(town: Town, card_id: UUID) -> None:
    del card_id
    values = attack.values_of(town.app.state.deployment.engine)
    guesses = set(attack.guesses(attack.NAMES, attack.DAYS, name=NAME, day=DAY))
    assert attack.recognised(values, attack.hashed(guesses)) == set()
    written = [NAME.encode(), NAME.lower().encode(), *attack.written_ways(NAME, DAY)]
    assert attack.recognised(values, attack.keyed(written, values)) == set()


def test_digests_would_be_recognised() -> None:
    planted = next(iter(attack.hashed([NAME.encode()]))) + b"rest"
    guesses = attack.guesses(attack.NAMES, (), name=NAME, day=DAY)
    assert attack.recognised({planted, b"another value"}, attack.hashed(guesses)) == {planted}


def test_no_name_tells_whose_card_a_row_is(town: Town, card_id: UUID) -> None:
    """All that is unknown is the cti; with it the right name, and only that one, is recognised."""
    card = card_of(town, card_id)
    claims, key = claims_of(town, card_id)
    assert named_by(card.digest, claims, key) == [NAME]
    assert named_by(card.digest, replace(claims, cti=NO_CTI), key) == []
    values = attack.values_of(town.app.state.deployment.engine)
    assert claims.cti not in {value[:16] for value in values}
    guessed = {value[:16] for value in values if len(value) >= len(NO_CTI)}
    assert [
        cti for cti in guessed if prepare(replace(claims, cti=cti), key=key).digest == card.digest
    ] == []


def test_the_length_of_a_sealed_value_tells_nothing_about_the_name(
    town: Town, card_id: UUID
) -> None:
    other_id = walks.printed(town, OTHER)
    lengths = [
        {
            row.label: len(row.ciphertext)
            for owner in (card_of(town, each).applicant_id, each)
            for row in sealed_rows(town, owner)
        }
        for each in (card_id, other_id)
    ]
    assert len(NAME) > len(OTHER.names.card_name()) * 2
    assert lengths[0] == lengths[1]

"""The third party's edge: a signer that fails, lies or is cut off leaves no trace of a card."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from app.core.credential import Algorithm, LocalSigner
from app.core.credential.keys import CardKey
from app.keys import FindSigningKey, SigningKey
from app.kit.db import Session
from app.kit.errors import UnavailableError
from tests.applications.rows import row_of
from tests.cards.towns import card_of, cards_and_places, issue, word_of
from tests.town import Town
from tests.walks import approved


@dataclass
class OddSigner:
    """Holds the name of a key and does something else with what it is given."""

    kid: bytes
    alg: Algorithm
    do: Callable[[bytes], bytes]

    def sign(self, message: bytes) -> bytes:
        """Do it."""
        return self.do(message)


def finder(town: Town, do: Callable[[bytes], bytes]) -> FindSigningKey:
    """Return a way to find the town's key whose signer does something else."""

    def find(session: Session, now: datetime) -> SigningKey:
        key: CardKey = town.app.state.find_signing_key(session, now).key
        return SigningKey(key=key, signer=OddSigner(key.kid, key.alg, do))

    return find


def of_another_key(message: bytes) -> bytes:
    """Sign with a key nobody knows."""
    private_key = ec.generate_private_key(ec.SECP256R1())
    public = CardKey.of(
        private_key.public_key(),
        issuer="https://id.elsewhere.example",
        sign_until=4_000_000_000,
        verify_until=4_000_000_000,
    )
    return LocalSigner(private_key, key=public).sign(message)


def cut_off(message: bytes) -> bytes:
    """Answer nothing."""
    raise ConnectionError(f"after {len(message)} bytes")


@pytest.mark.parametrize(
    ("do", "error", "reason"),
    [
        pytest.param(of_another_key, UnavailableError, "signed_card_does_not_verify", id="lies"),
        pytest.param(lambda _: bytes(64), UnavailableError, "signed_card", id="says nothing"),
        pytest.param(
            lambda _: b"short", UnavailableError, "signer_failed", id="answers too little"
        ),
        pytest.param(cut_off, ConnectionError, "after", id="is cut off"),
    ],
)
def test_a_signer_that_fails_leaves_the_application_as_it_was(
    town: Town, do: Callable[[bytes], bytes], error: type[Exception], reason: str
) -> None:
    number = approved(town)
    with pytest.raises(error, match=reason):
        issue(town, number, finder(town, do))
    assert row_of(town, number).state == "approved"
    assert cards_and_places(town) == (0, 0)

    card_id = issue(town, number)
    assert card_of(town, card_id).state == "issued"
    assert cards_and_places(town) == (1, 1)
    assert word_of(town, card_id) == "valid"


def test_a_signer_of_another_key_is_not_even_asked(sqlite_town: Town) -> None:
    town = sqlite_town
    asked: list[bytes] = []

    def find(session: Session, now: datetime) -> SigningKey:
        key: CardKey = town.app.state.find_signing_key(session, now).key
        return SigningKey(key=key, signer=OddSigner(b"none", key.alg, note))

    def note(message: bytes) -> bytes:
        asked.append(message)
        return bytes(64)

    with pytest.raises(UnavailableError, match="signer_failed"):
        issue(town, approved(town), find)
    assert asked == []

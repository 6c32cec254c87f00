"""Keys inside a PKCS#11 token: cards signed there verify like any other; the key stays inside."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pkcs11
import pytest
from pkcs11 import Attribute, ObjectClass

from app.core.credential import (
    Algorithm,
    CardKey,
    ScannedText,
    SignerError,
    TrustedKeys,
    prepare,
    sign,
    verify,
)
from app.core.credential.signature import P256_ORDER
from app.keys import KeyRole, TokenError, TokenPlace, TokenSigner, make_key, signing_key_finder
from app.keys.token_signer import make_token_key
from app.kit.actor import SERVICE
from app.vault import UnsafeKeyringError
from tests.core.credential.material import (
    EXPIRES,
    ISSUED,
    ISSUER,
    NOW,
    every_card_is_good,
    make_claims,
)
from tests.keys.orders import order
from tests.town import Town

pytest_plugins = ["tests.keys.hsm"]
pytestmark = pytest.mark.token

NewSigner = Callable[[UUID, CardKey], TokenSigner]
EACH_ALGORITHM = pytest.mark.parametrize("algorithm", list(Algorithm), ids=lambda alg: alg.name)
KEY_IDS = {
    Algorithm.ES256: UUID("5d9f1e1c-3f57-4b0e-9a53-0a9f2f3a9d01"),
    Algorithm.EDDSA: UUID("5d9f1e1c-3f57-4b0e-9a53-0a9f2f3a9d02"),
}


@pytest.fixture
def signer(token: TokenPlace) -> Iterator[NewSigner]:
    """Return a maker of signers that are closed afterwards: a process logs in once, for all."""
    with ExitStack() as stack:

        def make(key_id: UUID, key: CardKey) -> TokenSigner:
            made = TokenSigner(token, key_id, key=key)
            stack.callback(made.close)
            return made

        yield make


@pytest.fixture(scope="module")
def made() -> dict[Algorithm, CardKey]:
    return {}


@pytest.fixture
def key(token: TokenPlace, made: dict[Algorithm, CardKey], algorithm: Algorithm) -> CardKey:
    """Return the public half of a key in the token, made once."""
    if algorithm not in made:
        public_key = make_token_key(token, KEY_IDS[algorithm], algorithm=algorithm)
        made[algorithm] = CardKey.of(
            public_key, issuer=ISSUER, sign_until=ISSUED + 1000, verify_until=EXPIRES
        )
    return made[algorithm]


@EACH_ALGORITHM
def test_a_card_signed_in_the_token_verifies(
    signer: NewSigner, key: CardKey, algorithm: Algorithm
) -> None:
    in_token = signer(KEY_IDS[algorithm], key)
    for number in range(8):  # a token returns either twin of an ECDSA signature
        claims = make_claims(cti=bytes([number]) * 16)
        signed = sign(prepare(claims, key=key), in_token)
        verdict = verify(
            ScannedText(signed.text(ISSUER)),
            keys=TrustedKeys([key]),
            status=every_card_is_good,
            now=NOW,
        )
        assert verdict.claims == claims
        if algorithm is Algorithm.ES256:
            assert int.from_bytes(signed.cose[-32:], "big") <= P256_ORDER // 2


@EACH_ALGORITHM
def test_the_private_half_cannot_be_taken_out(
    token: TokenPlace, key: CardKey, algorithm: Algorithm
) -> None:
    assert key.alg is algorithm
    with token.open() as session:
        private = session.get_key(object_class=ObjectClass.PRIVATE_KEY, id=KEY_IDS[algorithm].bytes)
        assert (private[Attribute.EXTRACTABLE], private[Attribute.SENSITIVE]) == (False, True)
        with pytest.raises(pkcs11.PKCS11Error):
            private[Attribute.VALUE]


@EACH_ALGORITHM
def test_several_threads_sign_with_one_signer(
    signer: NewSigner, key: CardKey, algorithm: Algorithm
) -> None:
    in_token = signer(KEY_IDS[algorithm], key)
    messages = [bytes([number]) * 40 for number in range(32)]
    with ThreadPoolExecutor(max_workers=8) as pool:
        signatures = list(pool.map(in_token.sign, messages))
    assert {len(signature) for signature in signatures} == {64}


def test_a_key_that_the_token_does_not_hold_signs_nothing(
    token: TokenPlace, signer: NewSigner
) -> None:
    key = CardKey.of(
        make_token_key(token, UUID(int=8), algorithm=Algorithm.ES256),
        issuer=ISSUER,
        sign_until=1,
        verify_until=2,
    )
    with pytest.raises(TokenError, match="token_unavailable"):
        signer(UUID(int=7), key).sign(b"message")


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"label": "elsewhere"}, id="another token"),
        pytest.param({"module": Path("/no/such/module.so")}, id="no module"),
    ],
)
def test_a_token_that_is_not_there_is_said_to_be_away(
    token: TokenPlace, changes: dict[str, Any]
) -> None:
    with pytest.raises(TokenError, match="token_unavailable"):
        replace(token, **changes).open()


def test_another_pin_does_not_open_it(token: TokenPlace) -> None:
    token.pin_file.write_text("000000\n")
    with pytest.raises(TokenError, match="token_unavailable"):
        token.open()


def test_a_pin_that_others_can_read_is_not_used(token: TokenPlace) -> None:
    token.pin_file.chmod(0o644)
    with pytest.raises(UnsafeKeyringError):
        token.open()


def test_a_town_signs_with_a_key_in_its_token(sqlite_town: Town, token: TokenPlace) -> None:
    town, folder = sqlite_town, sqlite_town.settings.keyring_dir
    later = town.clock.move(minutes=1)
    wanted = replace(order(KeyRole.CARD), token=token)
    with town.transaction() as session:
        row = make_key(session, wanted, folder=folder, by=SERVICE, now=later)
    assert row.holder == "token"
    assert not list(folder.glob(f"*{row.kid.hex()}*"))
    with town.app.state.new_session() as session:
        found = signing_key_finder(folder, token)(session, later)
        assert found.key.kid == row.kid
        claims = make_claims(issuer=found.key.issuer, issued_at=int(later.timestamp()))
        assert sign(prepare(claims, key=found.key), found.signer).cose
        assert isinstance(found.signer, TokenSigner)
        found.signer.close()
        with pytest.raises(TokenError):
            signing_key_finder(folder)(session, later)


def test_signers_are_for_their_own_key(token: TokenPlace, signer: NewSigner) -> None:
    public_key = make_token_key(token, UUID(int=9), algorithm=Algorithm.ES256)
    key = CardKey.of(public_key, issuer=ISSUER, sign_until=EXPIRES, verify_until=EXPIRES)
    other = replace(key, kid=b"none")
    with pytest.raises(SignerError):
        sign(prepare(make_claims(), key=key), signer(UUID(int=9), other))


def test_a_signer_goes_on_after_its_session_was_closed(
    token: TokenPlace, signer: NewSigner
) -> None:
    public_key = make_token_key(token, UUID(int=10), algorithm=Algorithm.EDDSA)
    key = CardKey.of(public_key, issuer=ISSUER, sign_until=EXPIRES, verify_until=EXPIRES)
    in_token = signer(UUID(int=10), key)
    first = in_token.sign(b"message")
    in_token.close()
    assert in_token.sign(b"message") == first

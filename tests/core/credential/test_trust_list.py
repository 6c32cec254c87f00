"""Key sets: what is believed, and every rule that makes one unusable."""

from dataclasses import replace
from typing import Any, cast

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from app.core.credential import (
    Algorithm,
    KeySet,
    LocalSigner,
    PublishedKey,
    PublishedRole,
    PublishedState,
    ResultWord,
    RootKey,
    ScannedText,
    SignedListError,
    encode_key_set,
    open_key_set,
    open_status_list,
    read_own_key_set,
    sign_key_set,
    sign_status_list,
    verify,
)
from app.core.credential import labels as label
from app.core.credential.cbor import CborValue, decode, encode
from app.core.credential.cose import open_envelope
from app.core.credential.signed_list import seal
from tests.core.credential.lists import (
    DAY,
    ROOT_SIGNERS,
    ROOTS,
    STATUS_KEYS,
    STATUS_PRIVATE_KEYS,
    STATUS_SIGNERS,
    status_list,
)
from tests.core.credential.material import (
    ALGORITHMS,
    ISSUED,
    ISSUER,
    KEYS,
    NOW,
    OTHER_PRIVATE_KEYS,
    PRIVATE_KEYS,
    every_card_is_good,
    make_claims,
    sign_claims,
)

ES256, EDDSA = Algorithm.ES256, Algorithm.EDDSA
EACH_ALGORITHM = pytest.mark.parametrize("algorithm", ALGORITHMS, ids=lambda alg: alg.name)


def card_key(algorithm: Algorithm = ES256, **changes: Any) -> PublishedKey:  # noqa: ANN401 - any field
    key = PublishedKey(
        public_key=PRIVATE_KEYS[algorithm].public_key(),
        role=PublishedRole.CARD,
        sign_from=ISSUED,
        sign_until=ISSUED + 365 * DAY,
        verify_until=ISSUED + 11 * 365 * DAY,
        state=PublishedState.ACTIVE,
    )
    return replace(key, **changes)


def status_key(algorithm: Algorithm = ES256, **changes: Any) -> PublishedKey:  # noqa: ANN401 - any field
    changes = {
        "public_key": STATUS_PRIVATE_KEYS[algorithm].public_key(),
        "role": PublishedRole.STATUS,
        "verify_until": ISSUED + 400 * DAY,
    } | changes
    return card_key(**changes)


def key_set(*keys: PublishedKey, **changes: Any) -> KeySet:  # noqa: ANN401 - any field
    made = KeySet.of(
        ISSUER,
        version=7,
        issued_at=ISSUED,
        keys=keys or (card_key(), card_key(EDDSA), status_key()),
    )
    return replace(made, **changes)


def read(data: bytes, *, root: RootKey = ROOTS[ES256], now: int = NOW) -> KeySet:
    return open_key_set(data, root=root, issuer=ISSUER, now=now)


def refused(data: bytes, *, root: RootKey = ROOTS[ES256], now: int = NOW) -> bool:
    with pytest.raises(SignedListError):
        read(data, root=root, now=now)
    return True


def signed(content: KeySet, algorithm: Algorithm = ES256) -> bytes:
    return sign_key_set(content, ROOT_SIGNERS[algorithm])


def sealed(claims: CborValue) -> bytes:
    return seal(encode(claims), typed=label.TYPE_KEY_SET, signer=ROOT_SIGNERS[ES256])


@EACH_ALGORITHM
def test_what_was_signed_is_read(algorithm: Algorithm) -> None:
    assert read(signed(key_set(), algorithm), root=ROOTS[algorithm]) == key_set()


def test_the_claims_are_as_the_format_says() -> None:
    payload = open_envelope(signed(key_set(status_key())), typed=label.TYPE_KEY_SET).payload
    match decode(payload):
        case {-70011: [dict(key)], **claims}:
            assert claims == {
                1: ISSUER,
                4: ISSUED + 400 * DAY,
                6: ISSUED,
                -70010: 7,
                -70017: f"{ISSUER}/s",
            }
            assert {name: key[name] for name in key if name not in (-2, -3)} == {
                1: 2,
                -1: 1,
                2: STATUS_KEYS[ES256].kid,
                3: -7,
                -70012: 2,
                -70013: ISSUED,
                -70014: ISSUED + 365 * DAY,
                -70015: ISSUED + 400 * DAY,
                -70016: 1,
            }
        case _:
            pytest.fail("another form")


def test_cards_and_lists_verify_under_the_keys_of_a_set() -> None:
    seen = read(signed(key_set()))
    text = ScannedText(sign_claims(make_claims()).text(ISSUER))
    verdict = verify(text, keys=seen.card_keys(), status=every_card_is_good, now=NOW)
    assert verdict.claims == make_claims()
    token = sign_status_list(status_list(), STATUS_SIGNERS[ES256])
    assert open_status_list(token, keys=seen.status_keys(), now=NOW) == status_list()
    assert seen.card_keys().with_id(KEYS[ES256].kid) == (KEYS[ES256],)
    assert seen.status_keys().all() == (STATUS_KEYS[ES256],)


@pytest.mark.parametrize(
    ("state", "word"),
    [
        pytest.param(PublishedState.ACTIVE, ResultWord.VALID, id="active"),
        pytest.param(PublishedState.RETIRED, ResultWord.VALID, id="retired"),
        pytest.param(PublishedState.COMPROMISED, ResultWord.UNKNOWN_KEY, id="compromised"),
    ],
)
def test_a_compromised_key_is_not_known_offline(state: PublishedState, word: ResultWord) -> None:
    seen = read(signed(key_set(card_key(state=state), status_key(state=state))))
    text = ScannedText(sign_claims(make_claims()).text(ISSUER))
    found = verify(text, keys=seen.card_keys(), status=every_card_is_good, now=NOW)
    assert found.word is word
    assert bool(seen.status_keys().all()) is (state is not PublishedState.COMPROMISED)


def test_keys_of_cards_sign_no_lists_and_the_reverse() -> None:
    seen = read(signed(key_set()))
    assert not any(seen.card_keys().with_id(key.kid) for key in seen.status_keys().all())
    as_card = LocalSigner(PRIVATE_KEYS[ES256], key=KEYS[ES256])
    token = sign_status_list(status_list(), as_card)
    with pytest.raises(SignedListError):
        open_status_list(token, keys=seen.status_keys(), now=NOW)


@pytest.mark.parametrize(
    ("now", "usable"),
    [
        pytest.param(ISSUED - 301, False, id="before the leeway"),
        pytest.param(ISSUED - 300, True, id="within the leeway"),
        pytest.param(ISSUED + 11 * 365 * DAY - 1, True, id="last second"),
        pytest.param(ISSUED + 11 * 365 * DAY, False, id="its last key has ended"),
    ],
)
def test_a_set_is_usable_until_its_last_key_ends(now: int, usable: bool) -> None:
    data = signed(key_set())
    if usable:
        assert read(data, now=now) == key_set()
    else:
        assert refused(data, now=now)


def test_only_the_pinned_root_counts() -> None:
    assert refused(signed(key_set()), root=ROOTS[EDDSA])
    stranger = RootKey.of(OTHER_PRIVATE_KEYS[ES256].public_key())
    assert refused(signed(key_set()), root=replace(stranger, kid=ROOTS[ES256].kid))


def test_another_issuers_set_is_refused() -> None:
    assert refused(signed(key_set(issuer="https://id.other.example")))


SHUFFLED = tuple(reversed(key_set().keys))


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(key_set(version=0), id="version 0"),
        pytest.param(key_set(keys=()), id="no keys"),
        pytest.param(key_set(keys=SHUFFLED), id="out of order"),
        pytest.param(key_set(card_key(), card_key()), id="the same key twice"),
        pytest.param(
            key_set(card_key(), status_key(public_key=PRIVATE_KEYS[ES256].public_key())),
            id="one key for cards and lists",
        ),
        pytest.param(key_set(card_key(sign_from=ISSUED + 365 * DAY)), id="signs never"),
        pytest.param(key_set(card_key(verify_until=ISSUED + 364 * DAY)), id="verifies too short"),
        pytest.param(key_set(card_key(verify_until=1 << 33)), id="beyond time"),
    ],
)
def test_signed_sets_outside_the_rules_are_refused(content: KeySet) -> None:
    assert refused(signed(content))


CLAIMS = cast("dict[int | str, Any]", decode(encode_key_set(key_set()), max_items=4096))
KEY: dict[int | str, Any] = CLAIMS[-70011][0]


def with_key(changes: dict[int | str, Any], *, without: tuple[int, ...] = ()) -> CborValue:
    changed = {name: item for name, item in (KEY | changes).items() if name not in without}
    return CLAIMS | {-70011: [changed, *CLAIMS[-70011][1:]]}


def test_the_hand_made_claims_are_good() -> None:
    assert read(sealed(CLAIMS)) == key_set()


@pytest.mark.parametrize(
    "claims",
    [
        *(
            pytest.param({k: v for k, v in CLAIMS.items() if k != name}, id=f"no claim {name}")
            for name in CLAIMS
        ),
        pytest.param(CLAIMS | {5: ISSUED}, id="one claim more"),
        pytest.param(CLAIMS | {4: ISSUED + 1}, id="another end"),
        pytest.param(CLAIMS | {6: "now"}, id="time is text"),
        pytest.param(CLAIMS | {-70010: b"7"}, id="version is bytes"),
        pytest.param(CLAIMS | {-70017: f"{ISSUER}/t"}, id="another aggregation"),
        pytest.param(CLAIMS | {-70011: {}}, id="keys are a map"),
        pytest.param(CLAIMS | {-70011: [7]}, id="a key is a number"),
        *(
            pytest.param(with_key({}, without=(name,)), id=f"a key without {name}")
            for name in KEY
            if isinstance(name, int)
        ),
        pytest.param(with_key({-4: bytes(32)}), id="a private part"),
        pytest.param(with_key({1: 3}), id="another kind of key"),
        pytest.param(with_key({2: b"none"}), id="another kid"),
        pytest.param(with_key({3: -9}), id="another algorithm"),
        pytest.param(with_key({-2: bytes(32)}), id="a point off the curve"),
        pytest.param(with_key({-70012: 3}), id="another role"),
        pytest.param(with_key({-70016: 0}), id="another state"),
        pytest.param([1], id="no map"),
    ],
)
def test_other_claims_are_refused(claims: CborValue) -> None:
    assert refused(sealed(claims))


def test_another_type_is_refused() -> None:
    payload = encode_key_set(key_set())
    assert refused(seal(payload, typed=label.TYPE_NETWORK_LIST, signer=ROOT_SIGNERS[ES256]))


def test_bytes_that_are_not_deterministic_are_refused() -> None:
    payload = encode_key_set(key_set()) + b"\0"
    assert refused(seal(payload, typed=label.TYPE_KEY_SET, signer=ROOT_SIGNERS[ES256]))


@EACH_ALGORITHM
def test_every_changed_byte_is_refused(algorithm: Algorithm) -> None:
    data = signed(key_set(), algorithm)
    for position in range(len(data)):
        changed = data[:position] + bytes((data[position] ^ 1,)) + data[position + 1 :]
        assert refused(changed, root=ROOTS[algorithm])


@given(data=st.binary(max_size=300))
def test_nothing_but_a_refusal_comes_of_noise(data: bytes) -> None:
    assert refused(data)
    assert refused(seal(data, typed=label.TYPE_KEY_SET, signer=ROOT_SIGNERS[ES256]))


def test_a_set_holds_decades_of_keys() -> None:
    privates = [Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32) for n in range(90)]
    keys = tuple(card_key(public_key=private.public_key()) for private in privates)
    assert read(signed(key_set(*keys))) == key_set(*keys)


def test_an_issuer_reads_its_own_set_without_a_clock() -> None:
    assert read_own_key_set(signed(key_set()), root=ROOTS[ES256]) == key_set()


def test_an_issuer_reads_no_set_of_another_root() -> None:
    with pytest.raises(SignedListError, match="no trusted key signed this"):
        read_own_key_set(signed(key_set(), Algorithm.EDDSA), root=ROOTS[ES256])

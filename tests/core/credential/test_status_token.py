"""Signed status lists in both forms: what is believed, and every rule that makes one unusable."""

import json
import zlib
from base64 import urlsafe_b64encode
from collections.abc import Callable
from typing import Any, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.credential import (
    Algorithm,
    SignedListError,
    SignedStatusList,
    Signer,
    StatusKey,
    StatusList,
    TrustedStatusKeys,
    open_status_list,
    open_status_list_jwt,
    sign_status_list,
    sign_status_list_jwt,
)
from app.core.credential import labels as label
from app.core.credential.cbor import CborValue, decode, encode
from app.core.credential.claims import STATUS_LIST_ENTRIES
from app.core.credential.cose import open_envelope
from app.core.credential.sign import make_signature
from app.core.credential.signature import P256_ORDER
from app.core.credential.signed_list import MAX_LIST_BYTES, seal
from tests.core.credential.lists import (
    DAY,
    LIST_ISSUED,
    STATUS_KEYS,
    STATUS_SIGNERS,
    TRUSTED_STATUS,
    status_list,
)
from tests.core.credential.material import (
    ALGORITHMS,
    ISSUER,
    OTHER_PRIVATE_KEYS,
    make_claims,
    sign_claims,
)

K = TypeVar("K")
Make = Callable[[SignedStatusList, Signer], bytes]
Open = Callable[..., SignedStatusList]
FORMS: dict[str, tuple[Make, Open]] = {
    "cwt": (sign_status_list, open_status_list),
    "jwt": (sign_status_list_jwt, open_status_list_jwt),
}
EACH_FORM = pytest.mark.parametrize("form", FORMS)
EACH_ALGORITHM = pytest.mark.parametrize("algorithm", ALGORITHMS, ids=lambda alg: alg.name)
NOW = LIST_ISSUED + DAY
ES256 = Algorithm.ES256


def make(form: str, content: SignedStatusList, algorithm: Algorithm = ES256) -> bytes:
    return FORMS[form][0](content, STATUS_SIGNERS[algorithm])


def read(
    form: str, token: bytes, *, keys: TrustedStatusKeys = TRUSTED_STATUS, now: int = NOW
) -> SignedStatusList:
    return FORMS[form][1](token, keys=keys, now=now)


def refused(
    form: str, token: bytes, *, keys: TrustedStatusKeys = TRUSTED_STATUS, now: int = NOW
) -> bool:
    with pytest.raises(SignedListError):
        read(form, token, keys=keys, now=now)
    return True


@EACH_FORM
@EACH_ALGORITHM
def test_what_was_signed_is_read(form: str, algorithm: Algorithm) -> None:
    content = status_list()
    seen = read(form, make(form, content, algorithm))
    assert seen == content
    assert seen.uri == f"{ISSUER}/s/3"
    assert seen.statuses.value(4711) == 1
    assert seen.statuses.value(4712) == 0


@EACH_FORM
def test_the_same_list_has_the_same_bytes(form: str) -> None:
    assert make(form, status_list()) == make(form, status_list())


def test_the_cwt_is_as_the_format_says() -> None:
    token = make("cwt", status_list())
    envelope = open_envelope(token, typed="application/statuslist+cwt")
    assert decode(envelope.protected) == {
        1: -7,
        4: STATUS_KEYS[ES256].kid,
        16: "application/statuslist+cwt",
    }
    assert decode(envelope.payload) == {
        2: f"{ISSUER}/s/3",
        4: LIST_ISSUED + 7 * DAY,
        6: LIST_ISSUED,
        65533: {
            "bits": 2,
            "lst": status_list().statuses.compressed(),
            "aggregation_uri": f"{ISSUER}/s",
        },
        65534: 43_200,
    }


def test_the_jwt_is_as_the_format_says() -> None:
    header, claims, _ = make("jwt", status_list(), Algorithm.EDDSA).split(b".")
    kid = STATUS_KEYS[Algorithm.EDDSA].kid.hex()
    assert header == base64(b'{"alg":"EdDSA","kid":"%s","typ":"statuslist+jwt"}' % kid.encode())
    lst = base64(status_list().statuses.compressed())
    assert claims == base64(
        b'{"exp":%d,"iat":%d,"status_list":{"aggregation_uri":"%s/s","bits":2,"lst":"%s"},'
        b'"sub":"%s/s/3","ttl":43200}'
        % (LIST_ISSUED + 7 * DAY, LIST_ISSUED, ISSUER.encode(), lst, ISSUER.encode())
    )


@EACH_FORM
@pytest.mark.parametrize(
    ("now", "usable"),
    [
        pytest.param(LIST_ISSUED - 301, False, id="before the leeway"),
        pytest.param(LIST_ISSUED - 300, True, id="within the leeway"),
        pytest.param(LIST_ISSUED + 7 * DAY - 1, True, id="last second"),
        pytest.param(LIST_ISSUED + 7 * DAY, False, id="ended"),
    ],
)
def test_a_list_is_usable_while_it_lasts(form: str, now: int, usable: bool) -> None:
    token = make(form, status_list())
    if usable:
        assert read(form, token, now=now) == status_list()
    else:
        assert refused(form, token, now=now)


@EACH_FORM
def test_a_list_ends_no_later_than_its_key(form: str) -> None:
    end = STATUS_KEYS[ES256].verify_until
    late = status_list(issued_at=end - DAY, expires_at=end)
    assert read(form, make(form, late), now=end - 1) == late
    assert refused(form, make(form, status_list(issued_at=end - DAY, expires_at=end + 1)), now=end)


@EACH_FORM
def test_only_trusted_keys_count(form: str) -> None:
    token = make(form, status_list())
    assert refused(form, token, keys=TrustedStatusKeys())
    assert refused(form, token, keys=TrustedStatusKeys([STATUS_KEYS[Algorithm.EDDSA]]))
    stranger = STATUS_KEYS[ES256]
    other = StatusKey(
        kid=stranger.kid,
        alg=ES256,
        public_key=OTHER_PRIVATE_KEYS[ES256].public_key(),
        issuer=ISSUER,
        verify_until=stranger.verify_until,
    )
    assert refused(form, token, keys=TrustedStatusKeys([other]))


def test_a_list_finds_its_key_among_several_with_one_id() -> None:
    key = STATUS_KEYS[ES256]
    clash = StatusKey(
        kid=key.kid,
        alg=Algorithm.EDDSA,
        public_key=OTHER_PRIVATE_KEYS[Algorithm.EDDSA].public_key(),
        issuer="https://other.example",
        verify_until=key.verify_until,
    )
    for form in FORMS:
        seen = read(form, make(form, status_list()), keys=TrustedStatusKeys([clash, key]))
        assert seen == status_list()


@EACH_FORM
@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"issuer": "https://id.other.example"}, id="another issuer"),
        pytest.param({"number": -1}, id="no list number"),
        pytest.param({"number": 1_000_000_000}, id="list number too large"),
        pytest.param({"issued_at": -1}, id="issued before 1970"),
        pytest.param({"expires_at": 1 << 33}, id="ends beyond time"),
        pytest.param({"ttl": 0}, id="no time to live"),
        pytest.param({"ttl": -5}, id="time to live below 0"),
        pytest.param({"statuses": StatusList.of({}, entries=64)}, id="a short list"),
        pytest.param(
            {"statuses": StatusList.of({}, entries=STATUS_LIST_ENTRIES, bits=1)}, id="1 bit"
        ),
    ],
)
def test_signed_claims_outside_the_rules_are_refused(form: str, changes: dict[str, Any]) -> None:
    assert refused(form, make(form, status_list(**changes)))


GOOD_CLAIMS: dict[int | str, Any] = {
    2: f"{ISSUER}/s/3",
    4: LIST_ISSUED + 7 * DAY,
    6: LIST_ISSUED,
    65533: {
        "bits": 2,
        "lst": status_list().statuses.compressed(),
        "aggregation_uri": f"{ISSUER}/s",
    },
    65534: 43_200,
}
GOOD_LIST = GOOD_CLAIMS[65533]


def cwt_of(claims: CborValue) -> bytes:
    return seal(encode(claims), typed=label.TYPE_STATUS_LIST, signer=STATUS_SIGNERS[ES256])


def without(claims: dict[K, Any], key: K) -> dict[K, Any]:
    return {name: value for name, value in claims.items() if name != key}


def test_the_hand_made_claims_are_good() -> None:
    assert read("cwt", cwt_of(GOOD_CLAIMS)) == status_list()


@pytest.mark.parametrize(
    "claims",
    [
        *(pytest.param(without(GOOD_CLAIMS, key), id=f"no claim {key}") for key in GOOD_CLAIMS),
        pytest.param(GOOD_CLAIMS | {1: ISSUER}, id="one claim more"),
        pytest.param(
            GOOD_CLAIMS | {65533: without(GOOD_LIST, "aggregation_uri")}, id="no aggregation"
        ),
        pytest.param(GOOD_CLAIMS | {65533: GOOD_LIST | {"x": 1}}, id="one entry more"),
        pytest.param(GOOD_CLAIMS | {65533: b"list"}, id="the list is no map"),
        pytest.param(GOOD_CLAIMS | {65533: GOOD_LIST | {"lst": "text"}}, id="lst is text"),
        pytest.param(GOOD_CLAIMS | {65533: GOOD_LIST | {"bits": b"\2"}}, id="bits are bytes"),
        pytest.param(GOOD_CLAIMS | {65533: GOOD_LIST | {"bits": 8}}, id="8 bits"),
        pytest.param(
            GOOD_CLAIMS | {65533: GOOD_LIST | {"aggregation_uri": f"{ISSUER}/s/"}},
            id="another aggregation",
        ),
        pytest.param(
            GOOD_CLAIMS | {65533: GOOD_LIST | {"lst": zlib.compress(bytes(32_769))}},
            id="a byte too many",
        ),
        pytest.param(GOOD_CLAIMS | {2: f"{ISSUER}/s/03"}, id="leading zero"),
        pytest.param(GOOD_CLAIMS | {2: b"bytes"}, id="subject is bytes"),
        pytest.param(GOOD_CLAIMS | {4: "late"}, id="time is text"),
        pytest.param(GOOD_CLAIMS | {65534: "long"}, id="time to live is text"),
        pytest.param([1], id="no map"),
    ],
)
def test_other_cwt_claims_are_refused(claims: CborValue) -> None:
    assert refused("cwt", cwt_of(claims))


def test_a_payload_that_is_not_deterministic_is_refused() -> None:
    loose = encode(GOOD_CLAIMS).replace(b"\x02\x78", b"\x18\x02\x78", 1)
    token = seal(loose, typed=label.TYPE_STATUS_LIST, signer=STATUS_SIGNERS[ES256])
    assert refused("cwt", token)


@pytest.mark.parametrize(
    "typed", [label.TYPE_KEY_SET, label.TYPE_NETWORK_LIST, "statuslist+cwt", ""]
)
def test_another_type_is_refused(typed: str) -> None:
    token = seal(encode(GOOD_CLAIMS), typed=typed, signer=STATUS_SIGNERS[ES256])
    assert refused("cwt", token)


def test_a_card_is_no_list() -> None:
    assert refused("cwt", sign_claims(make_claims()).cose)


@EACH_FORM
@EACH_ALGORITHM
def test_every_changed_byte_is_refused(form: str, algorithm: Algorithm) -> None:
    token = make(form, status_list(), algorithm)
    for position in range(len(token)):
        changed = token[:position] + bytes((token[position] ^ 1,)) + token[position + 1 :]
        assert refused(form, changed)


@EACH_FORM
def test_what_is_too_long_is_not_looked_at(form: str) -> None:
    assert refused(form, make(form, status_list()) + bytes(MAX_LIST_BYTES))


@EACH_FORM
@given(token=st.binary(max_size=200))
def test_nothing_but_a_refusal_comes_of_noise(form: str, token: bytes) -> None:
    assert refused(form, token)


def test_the_twin_of_a_signature_is_refused() -> None:
    for form, tail in (("cwt", -32), ("jwt", None)):
        token = make(form, status_list())
        if tail is None:
            message, _, signature = token.rpartition(b".")
            raw = bytearray(make_signature(message, STATUS_SIGNERS[ES256]))
            twin = P256_ORDER - int.from_bytes(raw[32:], "big")
            changed = message + b"." + base64(bytes(raw[:32]) + twin.to_bytes(32, "big"))
            assert signature != changed.rpartition(b".")[2]
        else:
            twin = P256_ORDER - int.from_bytes(token[tail:], "big")
            changed = token[:tail] + twin.to_bytes(32, "big")
        assert refused(form, changed)


# The JWT form alone.


def base64(data: bytes) -> bytes:
    return urlsafe_b64encode(data).rstrip(b"=")


def jwt_of(claims: bytes, *, header: bytes | None = None) -> bytes:
    message = (header or make("jwt", status_list()).split(b".")[0]) + b"." + base64(claims)
    return message + b"." + base64(make_signature(message, STATUS_SIGNERS[ES256]))


JWT_CLAIMS: dict[str, Any] = {
    "sub": f"{ISSUER}/s/3",
    "exp": LIST_ISSUED + 7 * DAY,
    "iat": LIST_ISSUED,
    "ttl": 43_200,
    "status_list": {
        "bits": 2,
        "lst": base64(status_list().statuses.compressed()).decode(),
        "aggregation_uri": f"{ISSUER}/s",
    },
}
JWT_LIST = JWT_CLAIMS["status_list"]


def compact(claims: object) -> bytes:
    return json.dumps(claims, sort_keys=True, separators=(",", ":")).encode()


def test_the_hand_made_jwt_is_good() -> None:
    assert read("jwt", jwt_of(compact(JWT_CLAIMS))) == status_list()


@pytest.mark.parametrize(
    "claims",
    [
        *(pytest.param(without(JWT_CLAIMS, key), id=f"no claim {key}") for key in JWT_CLAIMS),
        pytest.param(JWT_CLAIMS | {"iss": ISSUER}, id="one claim more"),
        pytest.param(JWT_CLAIMS | {"status_list": JWT_LIST | {"x": 1}}, id="one entry more"),
        pytest.param(JWT_CLAIMS | {"status_list": JWT_LIST | {"bits": 2.0}}, id="bits are a float"),
        pytest.param(JWT_CLAIMS | {"iat": float(LIST_ISSUED)}, id="time is a float"),
        pytest.param(JWT_CLAIMS | {"ttl": True}, id="time to live is true"),
        pytest.param(JWT_CLAIMS | {"status_list": JWT_LIST | {"lst": "é"}}, id="lst not base64url"),
        pytest.param(
            JWT_CLAIMS | {"status_list": JWT_LIST | {"lst": JWT_LIST["lst"] + "=="}}, id="padding"
        ),
        pytest.param(JWT_CLAIMS | {"status_list": JWT_LIST | {"lst": "A"}}, id="half a byte"),
        pytest.param(JWT_CLAIMS | {"status_list": JWT_LIST | {"lst": 7}}, id="lst is a number"),
        pytest.param([1], id="no object"),
    ],
)
def test_other_jwt_claims_are_refused(claims: object) -> None:
    assert refused("jwt", jwt_of(compact(claims)))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"{", id="not JSON"),
        pytest.param(b"[" * 9_000, id="deep"),
        pytest.param(json.dumps(JWT_CLAIMS).encode(), id="blanks"),
        pytest.param(compact(JWT_CLAIMS).replace(b'"exp"', b'"exp":1,"exp"'), id="twice"),
    ],
)
def test_claims_written_another_way_are_refused(text: bytes) -> None:
    assert refused("jwt", jwt_of(text))


@pytest.mark.parametrize(
    "header",
    [
        pytest.param({"alg": "none"}, id="no algorithm"),
        pytest.param({"typ": "JWT"}, id="another type"),
        pytest.param({"kid": "00000000"}, id="another key"),
        pytest.param({"crit": []}, id="one entry more"),
    ],
)
def test_another_jwt_header_is_refused(header: dict[str, object]) -> None:
    good = {"alg": "ES256", "kid": STATUS_KEYS[ES256].kid.hex(), "typ": "statuslist+jwt"}
    assert refused("jwt", jwt_of(compact(JWT_CLAIMS), header=base64(compact(good | header))))


@pytest.mark.parametrize("change", [b".", b"=", b"A", b"\n"], ids=repr)
def test_nothing_follows_a_jwt(change: bytes) -> None:
    assert refused("jwt", make("jwt", status_list()) + change)

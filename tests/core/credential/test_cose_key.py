"""Public keys as COSE_Key and their thumbprints."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP384R1, derive_private_key

from app.core.credential import (
    Algorithm,
    CoseKeyError,
    decode_cose_key,
    encode_cose_key,
    thumbprint,
)
from app.core.credential.cbor import CborValue, encode
from tests.core.credential.material import ALGORITHMS, PRIVATE_KEYS

# RFC 9679, section 6.
PUBLISHED_X = bytes.fromhex("65eda5a12577c2bae829437fe338701a10aaa375e1bb5b5de108de439c08551d")
PUBLISHED_Y = bytes.fromhex("1e52ed75701163f7f9e40ddf9f341b3dc9ba860af7e0ca7ca7e9eecd0084d19c")
PUBLISHED_THUMBPRINT = "496bd8afadf307e5b08c64b0421bf9dc01528a344a43bda88fadd1669da253ec"


def test_agrees_with_the_published_thumbprint() -> None:
    key = decode_cose_key(encode({1: 2, -1: 1, -2: PUBLISHED_X, -3: PUBLISHED_Y}))
    assert thumbprint(key).hex() == PUBLISHED_THUMBPRINT


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_decoding_undoes_encoding(algorithm: Algorithm) -> None:
    public_key = PRIVATE_KEYS[algorithm].public_key()
    encoded = encode_cose_key(public_key)
    assert decode_cose_key(encoded) == public_key
    assert encode_cose_key(decode_cose_key(encoded)) == encoded


def test_other_curves_have_no_form() -> None:
    with pytest.raises(ValueError, match="P-256"):
        encode_cose_key(derive_private_key(7, SECP384R1()).public_key())


@pytest.mark.parametrize(
    "value",
    [
        pytest.param({}, id="nothing"),
        pytest.param([], id="array"),
        pytest.param({1: 2, -1: 1, -2: PUBLISHED_X}, id="no y"),
        pytest.param({1: 2, -1: 2, -2: PUBLISHED_X, -3: PUBLISHED_Y}, id="another curve"),
        pytest.param({1: 2, -1: 1, -2: PUBLISHED_X, -3: PUBLISHED_X}, id="off the curve"),
        pytest.param({1: 2, -1: 1, -2: b"\0" + PUBLISHED_X, -3: PUBLISHED_Y}, id="long x"),
        pytest.param({1: 2, -1: 1, -2: PUBLISHED_X, -3: PUBLISHED_Y[:31]}, id="short y"),
        pytest.param(
            {1: 2, -1: 1, -2: PUBLISHED_X, -3: PUBLISHED_Y, 2: b"k"}, id="a key id too many"
        ),
        pytest.param({1: 2, -1: 1, -2: PUBLISHED_X, -3: PUBLISHED_Y, -4: b"d"}, id="a private key"),
        pytest.param({1: 1, -1: 6, -2: b"short"}, id="short Ed25519 key"),
        pytest.param({1: 1, -1: 6, -2: bytes(32), 3: -8}, id="an algorithm too many"),
    ],
)
def test_refuses(value: CborValue) -> None:
    with pytest.raises(CoseKeyError):
        decode_cose_key(encode(value))


def test_refuses_bytes_that_are_not_cbor() -> None:
    with pytest.raises(CoseKeyError):
        decode_cose_key(b"\xff")

"""The envelope, next to the signed CWT of RFC 8392, appendix A.3."""

from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicNumbers

from app.core.credential import Algorithm
from app.core.credential.cbor import decode
from app.core.credential.cose import (
    EnvelopeError,
    close_envelope,
    open_envelope,
    protected_header,
    to_be_signed,
)
from app.core.credential.signature import signature_holds
from tests.core.credential.material import ALGORITHMS

SIGNED_CWT = bytes.fromhex(
    "d28443a10126a104524173796d6d657472696345434453413235365850a701756"
    "36f61703a2f2f61732e6578616d706c652e636f6d02656572696b77037818636f"
    "61703a2f2f6c696768742e6578616d706c652e636f6d041a5612aeb0051a5610d"
    "9f0061a5610d9f007420b7158405427c1ff28d23fbad1f29c4c7c6a555e601d6f"
    "a29f9179bc3d7438bacaca5acd08c8d4d4f96131680c429a01f85951ecee743a5"
    "2b9b63632c57209120e1c9e30"
)
PUBLIC_KEY = EllipticCurvePublicNumbers(
    0x143329CCE7868E416927599CF65A34F3CE2FFDA55A7ECA69ED8919A394D42F0F,
    0x60F7F1A780D8A783BFB7A2DD6B2796E8128DBBCEF9D3D168DB9529971A36E7B9,
    SECP256R1(),
).public_key()


def test_the_published_signature_holds_over_our_bytes() -> None:
    match decode(SIGNED_CWT[1:]):
        case [bytes(protected), {4: b"AsymmetricECDSA256"}, bytes(payload), bytes(signature)]:
            message = to_be_signed(protected, payload=payload)
            assert signature_holds(PUBLIC_KEY, signature, message=message)
        case other:
            pytest.fail(f"read as {other!r}")


def test_the_published_token_is_not_in_our_shape() -> None:
    # Its key id stands in the unprotected header, which anybody can change.
    with pytest.raises(EnvelopeError):
        open_envelope(SIGNED_CWT)


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_opening_undoes_closing(algorithm: Algorithm) -> None:
    protected = protected_header(algorithm, key_id=b"abcd")
    signature = sha256(b"1").digest() * 2
    envelope = open_envelope(close_envelope(protected, payload=b"payload", signature=signature))
    assert (envelope.algorithm, envelope.key_id) == (algorithm, b"abcd")
    assert (envelope.protected, envelope.payload) == (protected, b"payload")
    assert envelope.signature == signature


def test_the_header_is_the_one_the_format_names() -> None:
    assert protected_header(Algorithm.ES256, key_id=b"abcd").hex() == "a20126" + "0444" + "61626364"
    assert protected_header(Algorithm.EDDSA, key_id=b"abcd").hex() == "a20127" + "0444" + "61626364"

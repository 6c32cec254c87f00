"""Sign prepared bytes, once, with a key that may live elsewhere."""

from dataclasses import dataclass, field
from typing import Final, Protocol, TypeAlias

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256

from app.core.credential.cose import close_envelope
from app.core.credential.digits import encode_digits
from app.core.credential.keys import VerificationKey
from app.core.credential.prepare import PreparedCredential
from app.core.credential.signature import SIGNATURE_BYTES, Algorithm, low_s, raw_from_der
from app.core.credential.wire import base45_text

PrivateKey: TypeAlias = EllipticCurvePrivateKey | Ed25519PrivateKey

# RFC 6979: no random number is drawn, so a weak source cannot give the key away.
_DETERMINISTIC_ECDSA: Final = ECDSA(SHA256(), deterministic_signing=True)


class Signer(Protocol):
    """Whatever holds the private half of an issuer key: a file, a module, a service."""

    @property
    def kid(self) -> bytes:
        """Key id, as in the public half."""

    @property
    def alg(self) -> Algorithm:
        """How this key signs."""

    def sign(self, message: bytes) -> bytes:
        """Return 64 raw bytes of signature over `message`."""


class SignerError(RuntimeError):
    """The signer is not the key's, or returned something that is no signature of its kind."""


@dataclass(frozen=True, slots=True)
class SignedCredential:
    """A finished credential."""

    cose: bytes = field(repr=False)

    def digits(self) -> str:
        """Return the digits that are printed."""
        return encode_digits(self.cose)

    def text(self, issuer: str) -> str:
        """Return the text of the printed QR code: the verifier's address, `#`, the digits."""
        return f"{issuer}/v#{self.digits()}"

    def base45(self) -> str:
        """Return the export for Claim 169 readers."""
        return base45_text(self.cose)


class LocalSigner:
    """A signer over a private key in memory."""

    def __init__(self, private_key: PrivateKey, *, key: VerificationKey) -> None:
        if private_key.public_key() != key.public_key:
            raise SignerError("not this key's private half")
        self._private_key = private_key
        self.kid = key.kid
        self.alg = key.alg

    def sign(self, message: bytes) -> bytes:
        """Return 64 raw bytes of signature over `message`."""
        if isinstance(self._private_key, Ed25519PrivateKey):
            return self._private_key.sign(message)
        return low_s(raw_from_der(self._private_key.sign(message, _DETERMINISTIC_ECDSA)))


def make_signature(message: bytes, signer: Signer) -> bytes:
    """Return the one good signature of this signer over `message`.

    Raises:
        SignerError: the signer did not return 64 bytes.
    """
    signature = signer.sign(message)
    if len(signature) != SIGNATURE_BYTES:
        raise SignerError("not 64 bytes of signature")
    # Modules and services return either twin.
    return low_s(signature) if signer.alg is Algorithm.ES256 else signature


def sample_text(prepared: PreparedCredential) -> str:
    """Return the text of the printed code with an empty signature: the length it will have."""
    empty = bytes(SIGNATURE_BYTES)
    cose = close_envelope(prepared.protected, payload=prepared.payload, signature=empty)
    return SignedCredential(cose).text(prepared.claims.issuer)


def sign(prepared: PreparedCredential, signer: Signer) -> SignedCredential:
    """Sign `prepared`; whether the signature holds is for `verify` to say.

    Raises:
        SignerError: the signer is another key's, or did not return 64 bytes.
        AlreadySignedError: `prepared` was signed before.
    """
    if (signer.kid, signer.alg) != (prepared.key.kid, prepared.key.alg):
        raise SignerError("prepared for another key")
    signature = make_signature(prepared.take_bytes_to_sign(), signer)
    return SignedCredential(
        close_envelope(prepared.protected, payload=prepared.payload, signature=signature)
    )

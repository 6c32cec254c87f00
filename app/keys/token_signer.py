"""Keys inside a PKCS#11 token (an HSM or a smart card): made there, used there, never taken out.

A process opens its session at its first signature: sessions do not survive a fork, and a module may
serve one thread of a session at a time.
"""

import os
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Protocol, cast
from uuid import UUID

import pkcs11
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from pkcs11 import Attribute, KeyType, Mechanism, ObjectClass

from app.core.credential import Algorithm, PublicKey, VerificationKey
from app.kit.errors import UnavailableError
from app.vault import refuse_readable_by_others

_P256 = bytes.fromhex("06082a8648ce3d030107")  # DER: the object identifier of the curve
_EDWARDS25519 = b"\x13\x0cedwards25519"  # DER: its name, as PKCS#11 3.0 has it
_OCTET_STRING_HEADER = 2
_POINT_BYTES = {Algorithm.ES256: 65, Algorithm.EDDSA: 32}


class TokenError(UnavailableError):
    """The token is not there, does not know the key, or cannot make one of this kind."""

    def __init__(self, kind: str) -> None:
        super().__init__("token_unavailable")
        self.kind = kind


@dataclass(frozen=True, slots=True)
class TokenPlace:
    """Where a token is found and how it is opened."""

    module: Path
    """The manufacturer's PKCS#11 library."""
    label: str
    pin_file: Path
    """A file that only its owner can read; the PIN stands in its first line."""

    def open(self, *, to_write: bool = False) -> "pkcs11.Session":
        """Open a session for this process.

        Raises:
            TokenError: no such module or token, or another PIN.
            UnsafeKeyringError: others can read the PIN.
        """
        if not self.pin_file.is_file():
            raise TokenError("pin_file_missing")
        refuse_readable_by_others(self.pin_file)
        pin = self.pin_file.read_text().partition("\n")[0]
        try:
            token: pkcs11.Token = pkcs11.lib(str(self.module)).get_token(token_label=self.label)
            return _logged_in(token, pin, to_write=to_write)
        except (pkcs11.PKCS11Error, RuntimeError) as error:
            raise TokenError(type(error).__name__) from error


def _logged_in(token: pkcs11.Token, pin: str, *, to_write: bool) -> "pkcs11.Session":
    try:
        return token.open(user_pin=pin, rw=to_write)
    except pkcs11.UserAlreadyLoggedIn:
        return token.open(rw=to_write)  # a process logs in once, for all its sessions


def make_token_key(place: TokenPlace, key_id: UUID, *, algorithm: Algorithm) -> PublicKey:
    """Make a key pair inside the token under a row's id and return the public half.

    Raises:
        TokenError: the token does not make keys of this kind.
    """
    kind, curve, mechanism = {
        Algorithm.ES256: (KeyType.EC, _P256, Mechanism.EC_KEY_PAIR_GEN),
        Algorithm.EDDSA: (
            KeyType.EC_EDWARDS,
            _EDWARDS25519,
            Mechanism.EC_EDWARDS_KEY_PAIR_GEN,
        ),
    }[algorithm]
    with place.open(to_write=True) as session:
        try:
            curve_of = session.create_domain_parameters(
                kind, {Attribute.EC_PARAMS: curve}, local=True
            )
            public, _ = curve_of.generate_keypair(
                mechanism=mechanism, store=True, id=key_id.bytes, label=f"tessera {key_id}"
            )
            encoded = bytes(public[Attribute.EC_POINT])
        except pkcs11.PKCS11Error as error:
            raise TokenError(type(error).__name__) from error
    point = encoded[_OCTET_STRING_HEADER:]
    if len(point) != _POINT_BYTES[algorithm]:
        raise TokenError("unknown_point")
    if algorithm is Algorithm.EDDSA:
        return Ed25519PublicKey.from_public_bytes(point)
    return EllipticCurvePublicKey.from_encoded_point(SECP256R1(), point)


class TokenSigner:
    """A signer whose private key never leaves its token."""

    def __init__(self, place: TokenPlace, key_id: UUID, *, key: VerificationKey) -> None:
        self.kid = key.kid
        self.alg = key.alg
        self._place = place
        self._key_id = key_id
        self._lock = Lock()
        self._opened: tuple[int, pkcs11.Session, _PrivateKey] | None = None

    def close(self) -> None:
        """Give the session back; the next signature opens another."""
        with self._lock:
            if self._opened is not None and self._opened[0] == os.getpid():
                self._opened[1].close()
            self._opened = None

    def sign(self, message: bytes) -> bytes:
        """Return 64 raw bytes of signature over `message`.

        Raises:
            TokenError: the token is gone, or does not hold the key.
        """
        with self._lock:
            try:
                return self._sign(message)
            except pkcs11.PKCS11Error as error:
                # The next signature starts with a new session: tokens are unplugged and restarted.
                self._opened = None
                raise TokenError(type(error).__name__) from error

    def _sign(self, message: bytes) -> bytes:
        key = self._private_key()
        if self.alg is Algorithm.EDDSA:
            return bytes(key.sign(message, mechanism=Mechanism.EDDSA))
        return bytes(key.sign(sha256(message).digest(), mechanism=Mechanism.ECDSA))

    def _private_key(self) -> "_PrivateKey":
        process = os.getpid()
        if self._opened is None or self._opened[0] != process:
            session = self._place.open()
            try:
                key = session.get_key(object_class=ObjectClass.PRIVATE_KEY, id=self._key_id.bytes)
            except pkcs11.PKCS11Error:
                session.close()
                raise
            self._opened = (process, session, cast("_PrivateKey", key))
        return self._opened[2]


class _PrivateKey(Protocol):
    """What a private key of the library can do; its own types leave it out."""

    def sign(self, data: bytes, *, mechanism: Mechanism) -> bytes: ...

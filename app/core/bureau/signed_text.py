"""Texts that two organisations exchange: one line of canonical JSON, one line of its signature.

Canonical is: keys sorted, no blanks, ASCII. The Ed25519 signature covers the kind of text and the
line, so that no receipt passes for a manifest. It is checked before anything is parsed.
"""

import json
from enum import Enum
from typing import Self, TypeVar

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pydantic import BaseModel, ConfigDict, ValidationError

SIGNATURE_DIGITS = 128


class SignedKind(Enum):
    """What a signature says its text is."""

    MANIFEST = b"tessera bundle manifest 1\n"
    RECEIPT = b"tessera purge receipt 1\n"


class BureauFileError(ValueError):
    """A bundle, a manifest or a receipt is not what it must be; `reason` is a stable code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class ExchangedText(BaseModel):
    """What all such texts have: no unknown keys, and one way only to write them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    def line(self) -> bytes:
        """Return the canonical line."""
        content = self.model_dump(mode="json")
        return json.dumps(content, sort_keys=True, separators=(",", ":")).encode()

    @classmethod
    def parse(cls, line: bytes) -> Self:
        """Return what a canonical line says.

        Raises:
            BureauFileError: `text_malformed`: it says something else, or says it another way.
        """
        try:
            found = cls.model_validate_json(line)
        except ValidationError as error:
            raise BureauFileError("text_malformed") from error
        if found.line() != line:
            raise BureauFileError("text_malformed")
        return found


AnyText = TypeVar("AnyText", bound=ExchangedText)


def sign_text(text: ExchangedText, key: Ed25519PrivateKey, *, kind: SignedKind) -> bytes:
    """Return a text with its signature."""
    line = text.line()
    return b"%s\n%s\n" % (line, key.sign(kind.value + line).hex().encode())


def read_signed(
    content: bytes, key: Ed25519PublicKey, *, kind: SignedKind, model: type[AnyText]
) -> AnyText:
    """Return a signed text.

    Raises:
        BureauFileError: `text_malformed`, or `signature_wrong`: the key did not sign this.
    """
    line, signature = split_signed(content)
    try:
        key.verify(signature, kind.value + line)
    except InvalidSignature as error:
        raise BureauFileError("signature_wrong") from error
    return model.parse(line)


def split_signed(content: bytes) -> tuple[bytes, bytes]:
    """Return line and signature, neither of them checked.

    Raises:
        BureauFileError: `text_malformed`.
    """
    line, _, rest = content.partition(b"\n")
    if len(rest) != SIGNATURE_DIGITS + 1 or not rest.endswith(b"\n"):
        raise BureauFileError("text_malformed")
    try:
        return line, bytes.fromhex(rest.decode("ascii"))
    except ValueError as error:
        raise BureauFileError("text_malformed") from error

"""From scanned text to the bytes of a credential, and back.

Two wires carry the same bytes: decimal digits after any address (printed on the card), and zlib in
Base45 (the export for Claim 169 readers). The address is never looked at: whoever prints a card
chooses it.
"""

import zlib
from typing import Final, NewType

from app.core.credential.base45 import Base45Error, decode_base45, encode_base45
from app.core.credential.digits import DigitsError, decode_digits

ScannedText = NewType("ScannedText", str)
"""Text from a camera, a hand scanner or a request; nothing in it is believed."""

MAX_TEXT: Final = 4_296
"""Code points: the most letters a QR code can hold, and twice what any card needs."""
MAX_BYTES: Final = 4_096
"""The most a Base45 text may inflate to."""
SHORTEST_RUN: Final = 156
"""Fewer digits cannot hold even a signature: the text is then read as Base45."""

_DIGITS: Final = b"0123456789"
_BLANKS: Final = b" \t\r\n"
_LEVEL: Final = 9


class WireError(ValueError):
    """The text carries no credential."""


def read_text(text: ScannedText) -> bytes:
    """Return the bytes that the text carries.

    Raises:
        WireError: too long, neither wire, or a wire that is broken.
    """
    if len(text) > MAX_TEXT:
        raise WireError("too long")
    # Hand scanners type a line end or a tab after the code. A blank, which is a symbol of Base45,
    # stands at neither end of a zlib stream written in it.
    trimmed = text.encode("ascii", "replace").strip(_BLANKS)
    run = trimmed[len(trimmed.rstrip(_DIGITS)) :]
    try:
        if len(run) >= SHORTEST_RUN:
            return decode_digits(run.decode())
        return _inflate(decode_base45(trimmed.decode()))
    except (DigitsError, Base45Error) as error:
        raise WireError("neither digits nor Base45") from error


def base45_text(cose: bytes) -> str:
    """Return the export for Claim 169 readers."""
    return encode_base45(zlib.compress(cose, _LEVEL))


def _inflate(compressed: bytes) -> bytes:
    inflater = zlib.decompressobj()
    try:
        inflated = inflater.decompress(compressed, MAX_BYTES)
    except zlib.error as error:
        raise WireError("not zlib") from error
    # Not at its end: cut short, or larger than the cap. Nothing may follow the end either.
    if not inflater.eof or inflater.unused_data:
        raise WireError("not one whole zlib stream within the cap")
    return inflated

"""Bytes as decimal digits, as FIDO CTAP 2.2 writes them for hybrid transports ("FIDO:/...").

Seven bytes, little-endian, become 17 digits; a shorter tail of 1 to 6 bytes becomes 3, 5, 8, 10, 13
or 15. One byte string has exactly one digit string.
"""

from struct import pack, unpack
from typing import Final

CHUNK_BYTES: Final = 7
CHUNK_DIGITS: Final = 17
TAIL_DIGITS: Final = (0, 3, 5, 8, 10, 13, 15)
"""Digits of a tail, by its length in bytes."""
_TAIL_BYTES: Final = {digits: size for size, digits in enumerate(TAIL_DIGITS)}


class DigitsError(ValueError):
    """The text is not digits of this coding."""


def encode_digits(data: bytes) -> str:
    """Return the digits of `data`."""
    return "".join(
        _encode_chunk(data[start : start + CHUNK_BYTES])
        for start in range(0, len(data), CHUNK_BYTES)
    )


def decode_digits(digits: str) -> bytes:
    """Return the bytes that `digits` stand for.

    Raises:
        DigitsError: something else than ASCII digits, a tail of impossible length, or a chunk
            whose number does not fit its bytes.
    """
    data = digits.encode("ascii", "replace")
    if not data.isdigit():
        raise DigitsError("not digits")
    tail_start = len(digits) // CHUNK_DIGITS * CHUNK_DIGITS
    tail_bytes = _TAIL_BYTES.get(len(digits) - tail_start)
    if tail_bytes is None:
        raise DigitsError("impossible length")
    try:
        tail = int(data[tail_start:] or b"0").to_bytes(tail_bytes, "little")
    except OverflowError:
        raise DigitsError("a chunk is out of range") from None
    return _decode_chunks(data[:tail_start]) + tail


def _decode_chunks(digits: bytes) -> bytes:
    """Decode whole chunks: all at once as 64-bit numbers, whose top bytes must then be empty."""
    count = len(digits) // CHUNK_DIGITS
    chunks = unpack(f"{CHUNK_DIGITS}s" * count, digits)
    words = bytearray(pack(f"<{count}Q", *map(int, chunks)))
    if any(words[CHUNK_BYTES :: CHUNK_BYTES + 1]):
        raise DigitsError("a chunk is out of range")
    del words[CHUNK_BYTES :: CHUNK_BYTES + 1]
    return bytes(words)


def _encode_chunk(chunk: bytes) -> str:
    width = CHUNK_DIGITS if len(chunk) == CHUNK_BYTES else TAIL_DIGITS[len(chunk)]
    return str(int.from_bytes(chunk, "little")).zfill(width)

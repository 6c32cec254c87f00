"""Base45 (RFC 9285), strict: one byte string has exactly one text."""

from typing import Final

ALPHABET: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_VALUES: Final = {symbol: value for value, symbol in enumerate(ALPHABET)}
_BASE: Final = 45
_PAIR_SYMBOLS: Final = 3
_LAST_SYMBOLS: Final = 2


class Base45Error(ValueError):
    """The text is not Base45."""


def encode_base45(data: bytes) -> str:
    """Return `data` as Base45 text."""
    symbols: list[str] = []
    for start in range(0, len(data), 2):
        pair = data[start : start + 2]
        value = int.from_bytes(pair, "big")
        for _ in range(len(pair) + 1):
            value, symbol = divmod(value, _BASE)
            symbols.append(ALPHABET[symbol])
    return "".join(symbols)


def decode_base45(text: str) -> bytes:
    """Return the bytes of Base45 `text`.

    Raises:
        Base45Error: a symbol outside the alphabet, an impossible length, a group out of range.
    """
    try:
        groups = [
            _decode_group(text[start : start + _PAIR_SYMBOLS])
            for start in range(0, len(text), _PAIR_SYMBOLS)
        ]
    except (KeyError, OverflowError):
        raise Base45Error("symbol or group out of range") from None
    return b"".join(groups)


def _decode_group(group: str) -> bytes:
    if len(group) < _LAST_SYMBOLS:
        raise Base45Error("impossible length")
    value = 0
    for symbol in reversed(group):
        value = value * _BASE + _VALUES[symbol]
    return value.to_bytes(len(group) - 1, "big")

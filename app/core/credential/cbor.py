"""A small strict subset of CBOR in which one value has exactly one encoding.

Integers, byte strings, text, arrays, and maps with integer or text keys, deterministically encoded
(RFC 8949, section 4.2.1). The decoder checks this while it reads: what it accepts encodes back to
the same bytes. Tags, floats, simple values and indefinite lengths are refused.
"""

from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

CborValue: TypeAlias = "int | bytes | str | Sequence[CborValue] | Mapping[int | str, CborValue]"

MAX_DEPTH: Final = 6
MAX_ITEMS: Final = 256

UNSIGNED, NEGATIVE, BYTES, TEXT, ARRAY, MAP = range(6)
"""The major types of RFC 8949, section 3.1, that this subset knows."""

_ARGUMENT_MASK: Final = 0x1F
_FIRST_LONG: Final = 24  # Smaller arguments stand in the initial byte itself.
_LONG_FORMS: Final = {24: (1, 24), 25: (2, 1 << 8), 26: (4, 1 << 16), 27: (8, 1 << 32)}
"""By the low bits of the initial byte: size of the argument, and the smallest that needs it."""
_NO_FORM: Final = (0, 0)
_KEY_TYPES: Final = (int, str)

_FIRST_NEGATIVE: Final = NEGATIVE << 5
_FIRST_BYTES: Final = BYTES << 5
_FIRST_TEXT: Final = TEXT << 5
_FIRST_ARRAY: Final = ARRAY << 5
_FIRST_MAP: Final = MAP << 5
_FIRST_TAG: Final = (MAP + 1) << 5


class CborError(ValueError):
    """The bytes are not this subset of CBOR, or the value has no encoding in it."""


def encode(value: CborValue) -> bytes:
    """Return the one encoding of `value`.

    Raises:
        CborError: `value` holds something outside the subset (a bool, float, None, huge integer).
    """
    if type(value) is int:
        return head(UNSIGNED, value) if value >= 0 else head(NEGATIVE, -1 - value)
    if isinstance(value, bytes):
        return head(BYTES, len(value)) + value
    if isinstance(value, str):
        return _encode_text(value)
    if isinstance(value, Mapping):
        return _encode_map(value)
    if isinstance(value, list | tuple):
        return head(ARRAY, len(value)) + b"".join(map(encode, value))
    raise CborError("type has no encoding here")


def decode(data: bytes, *, max_items: int = MAX_ITEMS) -> CborValue:
    """Return the value that `data` encodes, all of it.

    Raises:
        CborError: anything else than exactly one deterministic encoding within the caps.
    """
    reader = Reader(data, max_items=max_items)
    value = reader.item()
    reader.finish()
    return value


def head(major: int, argument: int) -> bytes:
    """Return the shortest initial bytes for a major type and its argument."""
    if argument < _FIRST_LONG:
        return bytes((major << 5 | argument,))
    for code, (size, _) in _LONG_FORMS.items():
        if argument < 1 << (8 * size):
            return bytes((major << 5 | code,)) + argument.to_bytes(size, "big")
    raise CborError("integer beyond 64 bits")


def _encode_text(value: str) -> bytes:
    try:
        utf8 = value.encode()
    except UnicodeEncodeError:
        raise CborError("text is not Unicode scalar values") from None
    return head(TEXT, len(utf8)) + utf8


def _encode_map(value: Mapping[int | str, CborValue]) -> bytes:
    pairs = sorted((_encode_key(key), encode(item)) for key, item in value.items())
    return head(MAP, len(pairs)) + b"".join(key + item for key, item in pairs)


def _encode_key(key: int | str) -> bytes:
    if type(key) not in _KEY_TYPES:
        raise CborError("a key is an integer or text")
    return encode(key)


def _decode_text(utf8: bytes) -> str:
    try:
        return utf8.decode()
    except UnicodeDecodeError:
        raise CborError("text is not UTF-8") from None


class Reader:
    """One pass over the bytes. Counts items before it makes room for them."""

    __slots__ = ("data", "end", "items_left", "position")

    def __init__(self, data: bytes, *, max_items: int = MAX_ITEMS) -> None:
        self.data = data
        self.end = len(data)
        self.position = 0
        self.items_left = max_items

    def item(self, depth_left: int = MAX_DEPTH) -> CborValue:
        """Read one item, which may nest `depth_left` containers deep.

        Raises:
            CborError: outside the subset, not deterministic or beyond the caps.
        """
        # The order of an initial byte's values is that of the major types in its top three bits.
        start = self.position
        if start >= self.end:
            raise CborError("ends early")
        initial = self.data[start]
        start += 1
        argument = initial & _ARGUMENT_MASK
        if argument >= _FIRST_LONG:
            argument, start = self._long_argument(argument, start)
        self.position = start
        if initial < _FIRST_BYTES:
            return argument if initial < _FIRST_NEGATIVE else -1 - argument
        if initial < _FIRST_ARRAY:
            end = self.position = start + argument
            if end > self.end:
                raise CborError("ends early")
            content = self.data[start:end]
            return content if initial < _FIRST_TEXT else _decode_text(content)
        return self._container(initial, argument, depth_left)

    def expect(self, encoded: bytes) -> None:
        """Step over exactly these bytes.

        Raises:
            CborError: other bytes stand here.
        """
        start = self.position
        self.position = start + len(encoded)
        if self.data[start : self.position] != encoded:
            raise CborError("not the expected bytes")

    def finish(self) -> None:
        """Make sure that nothing follows.

        Raises:
            CborError: something follows.
        """
        if self.position != self.end:
            raise CborError("trailing bytes")

    def _long_argument(self, code: int, start: int) -> tuple[int, int]:
        size, smallest = _LONG_FORMS.get(code, _NO_FORM)
        end = start + size
        if size == 0 or end > self.end:
            raise CborError("indefinite, reserved or cut length")
        argument = int.from_bytes(self.data[start:end], "big")
        if argument < smallest:
            raise CborError("not the shortest form")
        return argument, end

    def _container(self, initial: int, count: int, depth_left: int) -> CborValue:
        if initial >= _FIRST_TAG:
            raise CborError("tags, floats and simple values are not used")
        self.items_left -= count if initial < _FIRST_MAP else 2 * count
        if depth_left == 0 or self.items_left < 0:
            raise CborError("too deep or too many items")
        if initial < _FIRST_MAP:
            return [self.item(depth_left - 1) for _ in range(count)]
        return self._map(count, depth_left - 1)

    def _map(self, count: int, depth_left: int) -> dict[int | str, CborValue]:
        data = self.data
        pairs: dict[int | str, CborValue] = {}
        previous = b""
        for _ in range(count):
            start = self.position
            key = self.item(0)
            encoded = data[start : self.position]
            # Encoded keys rise strictly, which rules out a repeated key as well.
            if encoded <= previous:
                raise CborError("keys repeat or are out of order")
            if not isinstance(key, _KEY_TYPES):
                raise CborError("a key is an integer or text")
            previous = encoded
            pairs[key] = self.item(depth_left)
        return pairs

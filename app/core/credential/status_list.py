"""Status values of many cards, packed into bits (IETF Token Status List, draft 21, section 4).

Entries are packed from the least significant bit of each byte on and compressed as zlib. W3C's
Bitstring Status List starts at the other end and uses gzip: nothing is shared with it.
"""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Self

LIST_BITS: Final = 2
"""Bits of an entry in our lists: valid, revoked, suspended, please visit."""
ALLOWED_BITS: Final = (1, 2, 4, 8)
_BYTE_BITS: Final = 8
_LEVEL: Final = 9  # recommended by the draft; other levels give other, equally good bytes


class StatusListError(ValueError):
    """The bytes or values are no status list of the expected size."""


@dataclass(frozen=True, slots=True)
class StatusList:
    """The values of one list. Two lists are equal when all their values are."""

    bits: int
    packed: bytes = field(repr=False)

    @classmethod
    def of(
        cls, values: Mapping[int, int], *, entries: int, bits: int = LIST_BITS, default: int = 0
    ) -> Self:
        """Pack `values` by index; every other of the `entries` has the value `default`.

        Raises:
            StatusListError: an impossible number of bits, an index outside the list, or a value
                that does not fit.
        """
        if bits not in ALLOWED_BITS:
            raise StatusListError("an entry has 1, 2, 4 or 8 bits")
        if not 0 <= default < 1 << bits:
            raise StatusListError("value does not fit its bits")
        per_byte = _BYTE_BITS // bits
        full = sum(default << bits * place for place in range(per_byte))
        return cls(bits, bytes((full,)) * -(-entries // per_byte)).changed(values)

    @classmethod
    def inflate(cls, compressed: bytes, *, entries: int, bits: int = LIST_BITS) -> Self:
        """Unpack a compressed list of exactly `entries`.

        Raises:
            StatusListError: not one whole zlib stream of exactly that size.
        """
        size = -(-entries * bits // _BYTE_BITS)
        inflater = zlib.decompressobj()
        try:
            # Never more than one byte beyond what a list has, whatever the stream holds.
            packed = inflater.decompress(compressed, size + 1)
        except zlib.error as error:
            raise StatusListError("not zlib") from error
        if len(packed) != size or not inflater.eof or inflater.unused_data:
            raise StatusListError("not one whole zlib stream of the list's size")
        return cls(bits, packed)

    def compressed(self) -> bytes:
        """Return the list as one zlib stream."""
        return zlib.compress(self.packed, _LEVEL)

    def value(self, index: int) -> int | None:
        """Return the value of an entry; None outside the list."""
        per_byte = _BYTE_BITS // self.bits
        byte, place = divmod(index, per_byte)
        if not 0 <= byte < len(self.packed):
            return None
        return self.packed[byte] >> self.bits * place & (1 << self.bits) - 1

    def changed(self, values: Mapping[int, int]) -> Self:
        """Return the list with other values at some places.

        Raises:
            StatusListError: an index outside the list, or a value that does not fit.
        """
        per_byte, largest = _BYTE_BITS // self.bits, (1 << self.bits) - 1
        packed = bytearray(self.packed)
        for index, value in values.items():
            byte, place = divmod(index, per_byte)
            if not (0 <= byte < len(packed) and 0 <= value <= largest):
                raise StatusListError("index or value out of range")
            shift = self.bits * place
            packed[byte] = packed[byte] & ~(largest << shift) | value << shift
        return type(self)(self.bits, bytes(packed))

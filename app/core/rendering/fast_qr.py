"""The `qrcode` library with its slow inner loops replaced; every symbol is the same to the module.

qrcode keeps version choice, block tables, function patterns and format bits. Replaced are the
writing of data bits (one integer instead of one call per bit), Reed-Solomon (a table per generator
polynomial) and the choice among the eight masks (numpy scores them together). Written for 8.x: a
test compares symbols.
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import qrcode
from qrcode import base, util

Bits = npt.NDArray[np.bool_]


class Segment(util.QRData):  # type: ignore[misc]  # the library publishes no types
    """A byte or numeric segment that writes its bits as one integer."""

    def __init__(self, data: bytes, *, mode: int) -> None:
        super().__init__(data, mode=mode, check_data=False)
        self._value, self._bit_count = _NUMBER_OF_MODE[mode](data)

    def write(self, buffer: util.BitBuffer) -> None:
        """Append the segment's bits, first completing the byte the buffer ends in."""
        value, count = self._value, self._bit_count
        used = buffer.length % 8
        if used:
            value |= (buffer.buffer.pop() >> (8 - used)) << count
            count += used
            buffer.length -= used
        padding = -count % 8
        buffer.buffer.extend((value << padding).to_bytes((count + padding) // 8, "big"))
        buffer.length += count


class FastQR(qrcode.QRCode):  # type: ignore[misc]  # the library publishes no types
    """`qrcode.QRCode` whose `make` is some twenty times faster; `mask_used` is the mask it took."""

    mask_used: int

    def make(self, fit: bool = True) -> None:  # noqa: FBT001, FBT002 - the library's signature
        """Compile the data into `modules`."""
        if fit or self._version is None:
            self.best_fit(start=self._version)
        self.modules_count = size = self.version * 4 + 17
        blank, places, masks = _layout(self.version)
        self.data_cache = _codewords(self.version, self.error_correction, self.data_list)
        bits = np.zeros(len(places), bool)
        data = np.unpackbits(np.frombuffer(self.data_cache, np.uint8))[: len(places)]
        bits[: len(data)] = data
        if self.mask_pattern is None:
            self.mask_used = _best_mask(blank, places=places, candidates=bits ^ masks)
        else:
            self.mask_used = self.mask_pattern
        symbol = blank.copy()
        symbol[places] = bits ^ masks[self.mask_used]
        self.modules = symbol.reshape(size, size).tolist()
        self.setup_type_info(False, self.mask_used)  # noqa: FBT003 - the library's signature
        if self.version >= 7:  # noqa: PLR2004 - ISO/IEC 18004: version information from version 7 on
            self.setup_type_number(False)  # noqa: FBT003 - the library's signature


def _byte_number(data: bytes) -> tuple[int, int]:
    return int.from_bytes(data, "big"), 8 * len(data)


def _digits_number(data: bytes) -> tuple[int, int]:
    """Three digits in ten bits, a rest of two in seven, of one in four (ISO/IEC 18004, 7.4.3)."""
    digits = data.decode("ascii")
    value = count = 0
    for start in range(0, len(digits), 3):
        group = digits[start : start + 3]
        width = (0, 4, 7, 10)[len(group)]
        value = (value << width) | int(group)
        count += width
    return value, count


_NUMBER_OF_MODE = {util.MODE_8BIT_BYTE: _byte_number, util.MODE_NUMBER: _digits_number}


@lru_cache(maxsize=64)
def _remainders(check_bytes: int) -> tuple[int, ...]:
    """For each leading byte, what it adds to the remainder: that byte times the generator."""
    generator = [1]
    for power in range(check_bytes):
        raised = [*generator, 0]
        for position, factor in enumerate(generator):
            raised[position + 1] ^= _times(factor, base.gexp(power))
        generator = raised
    table = []
    for lead in range(256):
        row = bytes(_times(factor, lead) for factor in generator[1:])
        table.append(int.from_bytes(row, "big"))
    return tuple(table)


def _times(first: int, second: int) -> int:
    """Multiply in the field of 256 elements."""
    if first == 0 or second == 0:
        return 0
    return int(base.gexp((base.glog(first) + base.glog(second)) % 255))


def _check_bytes(block: bytes, *, count: int) -> bytes:
    table = _remainders(count)
    shift = 8 * (count - 1)
    low = (1 << shift) - 1
    remainder = 0
    for byte in block:
        remainder = ((remainder & low) << 8) ^ table[(remainder >> shift) ^ byte]
    return remainder.to_bytes(count, "big")


def _codewords(version: int, level: int, segments: Sequence[util.QRData]) -> bytes:
    """Return data and check bytes in the order they are placed."""
    buffer = util.BitBuffer()
    for segment in segments:
        buffer.put(segment.mode, 4)
        buffer.put(len(segment), util.length_in_bits(segment.mode, version))
        segment.write(buffer)
    blocks = base.rs_blocks(version, level)
    capacity = sum(block.data_count for block in blocks)
    if len(buffer) > capacity * 8:
        raise qrcode.exceptions.DataOverflowError
    buffer.put(0, min(capacity * 8 - len(buffer), 4))
    data = bytes(buffer.buffer)
    data += (b"\xec\x11" * capacity)[: capacity - len(data)]
    return _interleaved(data, blocks=blocks)


def _interleaved(data: bytes, *, blocks: Sequence[base.RSBlock]) -> bytes:
    columns: list[bytes] = []
    checks: list[bytes] = []
    start = 0
    for block in blocks:
        column = data[start : start + block.data_count]
        start += block.data_count
        columns.append(column)
        checks.append(_check_bytes(column, count=block.total_count - block.data_count))
    longest = max(map(len, columns))
    data_bytes = (c[row] for row in range(longest) for c in columns if row < len(c))
    check_bytes = (c[row] for row in range(len(checks[0])) for c in checks)
    return bytes([*data_bytes, *check_bytes])


@lru_cache(maxsize=40)
def _layout(version: int) -> tuple[Bits, npt.NDArray[np.int64], Bits]:
    """Return the symbol without data, the places of data modules in order, and the eight masks."""
    symbol = qrcode.QRCode(version=version)
    symbol.data_cache = b""
    symbol.map_data = lambda *_: None
    symbol.makeImpl(True, 0)  # noqa: FBT003 - the library's signature
    size = symbol.modules_count
    free = np.array([[module is None for module in row] for row in symbol.modules])
    blank = np.array([[module is True for module in row] for row in symbol.modules]).reshape(-1)
    places = np.array([row * size + column for row, column in _zigzag(size) if free[row, column]])
    masks = [
        [util.mask_func(mask)(int(place) // size, int(place) % size) for place in places]
        for mask in range(8)
    ]
    return blank, places, np.array(masks, dtype=bool)


def _zigzag(size: int) -> list[tuple[int, int]]:
    """Return all modules in placing order: two columns at a time, up and down, right to left."""
    order = []
    upwards = True
    for right in [*range(size - 1, 6, -2), 5, 3, 1]:  # column 6 is the timing pattern
        rows = range(size - 1, -1, -1) if upwards else range(size)
        order += [(row, column) for row in rows for column in (right, right - 1)]
        upwards = not upwards
    return order


def _best_mask(blank: Bits, *, places: npt.NDArray[np.int64], candidates: Bits) -> int:
    symbols = np.repeat(blank.reshape(1, -1), 8, axis=0)
    symbols[:, places] = candidates
    size = int(len(blank) ** 0.5)
    return int(np.argmin(_penalties(symbols.reshape(8, size, size))))


def _penalties(symbols: Bits) -> npt.NDArray[np.int64]:
    """Return each symbol's penalty, counted as `qrcode.util.lost_point` counts it."""
    size = symbols.shape[1]
    total = np.zeros(len(symbols), dtype=np.int64)
    for rows in (symbols, symbols.transpose(0, 2, 1)):
        total += _long_runs(rows) + 40 * _finder_lookalikes(rows)
    beside = symbols[:, :, 1:] == symbols[:, :, :-1]
    below = symbols[:, 1:, :] == symbols[:, :-1, :]
    total += 3 * (beside[:, 1:] & beside[:, :-1] & below[:, :, 1:]).sum((1, 2))
    for index, dark in enumerate(symbols.sum((1, 2))):
        total[index] += int(abs(float(dark) / size**2 * 100 - 50) / 5) * 10
    return total


def _long_runs(rows: Bits) -> npt.NDArray[np.int64]:
    """Three points for five alike in a row and one for each more."""
    same = rows[:, :, 1:] == rows[:, :, :-1]
    five = same[:, :, :-3] & same[:, :, 1:-2] & same[:, :, 2:-1] & same[:, :, 3:]
    starts = five[:, :, 0].sum(1) + (five[:, :, 1:] & ~five[:, :, :-1]).sum((1, 2))
    total: npt.NDArray[np.int64] = five.sum((1, 2)) + 2 * starts
    return total


def _finder_lookalikes(rows: Bits) -> npt.NDArray[np.int64]:
    """Count 1011101 with four light modules on either side."""
    length = rows.shape[2] - 10
    at = [rows[:, :, offset : offset + length] for offset in range(11)]
    core = ~at[1] & at[4] & ~at[5] & at[6] & ~at[9]
    before = at[0] & at[2] & at[3] & ~at[7] & ~at[8] & ~at[10]
    after = ~at[0] & ~at[2] & ~at[3] & at[7] & at[8] & at[10]
    total: npt.NDArray[np.int64] = (core & (before | after)).sum((1, 2))
    return total

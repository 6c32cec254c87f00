"""Our symbols are the library's, module for module, over versions, levels, masks and data."""

import pytest
import qrcode
from hypothesis import given, settings
from hypothesis import strategies as st
from qrcode import constants, exceptions, util

from app.core.rendering.fast_qr import FastQR, Segment

LEVELS = {
    "L": constants.ERROR_CORRECT_L,
    "M": constants.ERROR_CORRECT_M,
    "Q": constants.ERROR_CORRECT_Q,
    "H": constants.ERROR_CORRECT_H,
}
PREFIX = b"https://id.riverbend.example/v#"
DIGITS = b"31415926535897932384626433832795028841971693993751058209749445923078164062862089986"


def both(
    prefix: bytes, digits: bytes, *, level: int, version: int | None = None, mask: int | None = None
) -> tuple[FastQR, qrcode.QRCode]:
    ours = FastQR(version=version, error_correction=level, mask_pattern=mask)
    stock = qrcode.QRCode(version=version, error_correction=level, mask_pattern=mask)
    ours.add_data(Segment(prefix, mode=util.MODE_8BIT_BYTE))
    ours.add_data(Segment(digits, mode=util.MODE_NUMBER))
    stock.add_data(util.QRData(prefix, mode=util.MODE_8BIT_BYTE))
    stock.add_data(util.QRData(digits, mode=util.MODE_NUMBER))
    ours.make()
    stock.make()
    return ours, stock


@pytest.mark.parametrize(
    ("version", "level"),
    [(version, level) for version in (5, 7, 10, 13, 15, 17, 22) for level in "MQ"]
    + [(2, "L"), (6, "H"), (27, "H"), (40, "L")],
)
def test_every_size_and_level_equals_stock(version: int, level: str) -> None:
    ours, stock = both(b"v#", DIGITS[:30], level=LEVELS[level], version=version)
    assert ours.version == stock.version == version
    assert ours.modules == stock.modules


@pytest.mark.parametrize("repeats", [1, 2, 4, 6, 8])
@pytest.mark.parametrize("level", ["M", "Q"])
def test_every_amount_of_data_equals_stock(repeats: int, level: str) -> None:
    ours, stock = both(PREFIX, DIGITS * repeats, level=LEVELS[level])
    assert ours.version == stock.version
    assert ours.modules == stock.modules


@pytest.mark.parametrize("mask", range(8))
def test_every_mask_equals_stock(mask: int) -> None:
    ours, stock = both(PREFIX, DIGITS * 3, level=LEVELS["Q"], mask=mask)
    assert ours.mask_used == mask
    assert ours.modules == stock.modules


@given(st.binary(min_size=1, max_size=40), st.text("0123456789", min_size=1, max_size=120))
@settings(max_examples=15, deadline=None, derandomize=True)
def test_any_data_equals_stock(prefix: bytes, digits: str) -> None:
    ours, stock = both(prefix, digits.encode(), level=LEVELS["M"])
    assert ours.modules == stock.modules


def test_says_which_mask_it_took() -> None:
    ours, _ = both(PREFIX, DIGITS, level=LEVELS["Q"])
    again, _ = both(PREFIX, DIGITS, level=LEVELS["Q"], mask=ours.mask_used)
    assert again.modules == ours.modules


def test_zeros_make_a_symbol_where_stock_gives_up() -> None:
    symbol = FastQR(version=5, error_correction=LEVELS["M"])
    symbol.add_data(Segment(b"\0" * 20, mode=util.MODE_8BIT_BYTE))
    symbol.make(fit=False)
    assert len(symbol.modules) == 37


def test_a_segment_may_begin_on_a_whole_byte() -> None:
    buffer = util.BitBuffer()
    Segment(b"AB", mode=util.MODE_8BIT_BYTE).write(buffer)
    assert (buffer.buffer, len(buffer)) == ([0x41, 0x42], 16)


def test_data_that_outgrows_a_fixed_version_is_refused() -> None:
    symbol = FastQR(version=1, error_correction=LEVELS["Q"])
    symbol.add_data(Segment(PREFIX, mode=util.MODE_8BIT_BYTE))
    with pytest.raises(exceptions.DataOverflowError):
        symbol.make(fit=False)

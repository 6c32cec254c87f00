"""The digits of FIDO CTAP 2.2."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.credential.digits import DigitsError, decode_digits, encode_digits


def test_agrees_with_the_published_value() -> None:
    # The fixed value that implementations of CTAP 2.2's hybrid transports test against.
    assert encode_digits(bytes.fromhex("6162ff")) == "16736865"
    assert decode_digits("16736865") == bytes.fromhex("6162ff")


@pytest.mark.parametrize(
    ("size", "digits"),
    [(1, 3), (2, 5), (3, 8), (4, 10), (5, 13), (6, 15), (7, 17), (8, 20), (14, 34), (15, 37)],
)
def test_has_the_published_lengths(size: int, digits: int) -> None:
    assert encode_digits(bytes(size)) == "0" * digits
    assert decode_digits("0" * digits) == bytes(size)
    full = b"\xff" * size
    assert decode_digits(encode_digits(full)) == full


@pytest.mark.parametrize(
    "digits",
    [
        pytest.param("", id="nothing"),
        *(pytest.param("0" * size, id=f"{size} digits") for size in (1, 2, 4, 6, 7, 9, 11, 12)),
        *(pytest.param("0" * size, id=f"{size} digits") for size in (14, 16, 18, 19, 21, 33)),
        pytest.param("256", id="one byte out of range"),
        pytest.param("65536", id="two bytes out of range"),
        pytest.param("16777216", id="three bytes out of range"),
        pytest.param("4294967296", id="four bytes out of range"),
        pytest.param("1099511627776", id="five bytes out of range"),
        pytest.param("281474976710656", id="six bytes out of range"),
        pytest.param("72057594037927936", id="seven bytes out of range"),
        pytest.param("99999999999999999", id="largest chunk"),
        pytest.param("0000000000000000072057594037927936", id="second chunk out of range"),
        pytest.param("1_0", id="underscore"),
        pytest.param("+12", id="plus"),
        pytest.param("-12", id="minus"),
        pytest.param(" 12", id="blank"),
        pytest.param("12\n", id="line end"),
        pytest.param("\u0661\u0662\u0663", id="Arabic-Indic digits"),
        pytest.param("\uff11\uff12\uff13", id="full-width digits"),
        pytest.param("\u00b2\u00b2\u00b2", id="superscripts"),
        pytest.param("00000000000000000\ud800", id="surrogate"),
    ],
)
def test_refuses(digits: str) -> None:
    with pytest.raises(DigitsError):
        decode_digits(digits)


@given(st.binary(min_size=1, max_size=300))
def test_decoding_undoes_encoding(data: bytes) -> None:
    assert decode_digits(encode_digits(data)) == data


@given(st.text("0123456789", min_size=1, max_size=60))
def test_one_byte_string_has_one_digit_string(digits: str) -> None:
    try:
        data = decode_digits(digits)
    except DigitsError:
        return
    assert encode_digits(data) == digits

"""Which texts carry a credential."""

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.credential.base45 import encode_base45
from app.core.credential.digits import encode_digits
from app.core.credential.wire import (
    MAX_BYTES,
    MAX_TEXT,
    SHORTEST_RUN,
    ScannedText,
    WireError,
    base45_text,
    read_text,
)

DATA = bytes(range(200))
DIGITS = encode_digits(DATA)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(DIGITS, id="digits alone"),
        pytest.param(f"https://id.riverbend.example/v#{DIGITS}", id="address"),
        pytest.param(f"https://somebody.else.example/v#{DIGITS}", id="another address"),
        pytest.param(f"https://b\u00fccher.example/v#{DIGITS}", id="address beyond ASCII"),
        pytest.param(f"HTTPS>&&ID.RIVERBEND.EXAMPLE&V\u00a7{DIGITS}", id="mangled by a keyboard"),
        pytest.param(f"A1 B2 /V:{DIGITS}", id="all letters of Base45"),
        pytest.param(f"\ud800#{DIGITS}", id="surrogate before the digits"),
        pytest.param(f"{DIGITS}\r\n", id="line end of a hand scanner"),
        pytest.param(f" {DIGITS} ", id="blanks around"),
        pytest.param(f"\t{DIGITS}\t", id="tabs of a hand scanner"),
        pytest.param(base45_text(DATA), id="Base45"),
        pytest.param(base45_text(DATA) + "\n", id="Base45 with a line end"),
    ],
)
def test_reads(text: str) -> None:
    assert read_text(ScannedText(text)) == DATA


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("hello", id="prose"),
        pytest.param("https://id.riverbend.example/v#", id="address alone"),
        pytest.param("https://id.riverbend.example/v#12345", id="a few digits"),
        pytest.param("0" * (SHORTEST_RUN - 3), id="too few digits for a signature"),
        pytest.param(DIGITS[:-1], id="one digit missing"),
        pytest.param(DIGITS + "0", id="one digit more"),
        pytest.param(f"{DIGITS}?utm=x", id="something after the digits"),
        pytest.param("9" * 170, id="chunks out of range"),
        pytest.param("\u0661" * 200, id="digits of another script"),
        pytest.param("9" * (MAX_TEXT + 1), id="too long"),
        pytest.param(encode_base45(DATA), id="Base45 without zlib"),
        pytest.param("HC1:" + base45_text(DATA), id="prefix of another scheme"),
        pytest.param(encode_base45(zlib.compress(DATA)[:-1]), id="zlib cut"),
        pytest.param(encode_base45(zlib.compress(DATA) + b"x"), id="bytes after zlib"),
        pytest.param(encode_base45(zlib.compress(DATA) * 2), id="two zlib streams"),
        pytest.param(
            encode_base45(zlib.compress(bytes(MAX_BYTES + 1))), id="inflates beyond the cap"
        ),
        pytest.param(encode_base45(zlib.compress(bytes(3_000_000))), id="inflates to 3 MB"),
    ],
)
def test_refuses(text: str) -> None:
    with pytest.raises(WireError):
        read_text(ScannedText(text))


def test_inflates_up_to_the_cap() -> None:
    assert read_text(ScannedText(base45_text(bytes(MAX_BYTES)))) == bytes(MAX_BYTES)


@given(st.binary(min_size=64, max_size=300))
def test_both_wires_carry_every_byte_string(data: bytes) -> None:
    assert read_text(ScannedText(f"https://x.example/v#{encode_digits(data)}")) == data
    assert read_text(ScannedText(base45_text(data))) == data


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        read_text(ScannedText(text))
    except WireError:
        return

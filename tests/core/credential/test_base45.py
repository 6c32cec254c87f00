"""Base45 against the examples of RFC 9285."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.credential.base45 import ALPHABET, Base45Error, decode_base45, encode_base45


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"AB", "BB8"),
        (b"Hello!!", "%69 VD92EX0"),
        (b"base-45", "UJCLQE7W581"),
        (b"ietf!", "QED8WEX0"),
        (b"", ""),
        (b"\xff\xff", "FGW"),
    ],
)
def test_agrees_with_rfc_9285(data: bytes, text: str) -> None:
    assert encode_base45(data) == text
    assert decode_base45(text) == data


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("GGW", id="65536 (RFC 9285, section 6)"),
        pytest.param(":::", id="largest group"),
        pytest.param("V5", id="one byte out of range"),
        pytest.param("BB8A", id="one symbol left over"),
        pytest.param("A", id="one symbol"),
        pytest.param("bb8", id="small letters"),
        pytest.param("BB#", id="unknown symbol"),
        pytest.param("BB\n", id="line end"),
        pytest.param("\u0661\u0661\u0661", id="digits of another script"),
    ],
)
def test_refuses(text: str) -> None:
    with pytest.raises(Base45Error):
        decode_base45(text)


@given(st.binary(max_size=100))
def test_decoding_undoes_encoding(data: bytes) -> None:
    assert decode_base45(encode_base45(data)) == data


@given(st.text(ALPHABET, max_size=30))
def test_one_byte_string_has_one_text(text: str) -> None:
    try:
        data = decode_base45(text)
    except Base45Error:
        return
    assert encode_base45(data) == text

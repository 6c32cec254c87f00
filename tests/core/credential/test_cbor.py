"""The CBOR subset: published encodings, refusals, and one encoding per value."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.credential.cbor import (
    MAX_DEPTH,
    MAX_ITEMS,
    CborError,
    CborValue,
    decode,
    encode,
    head,
)

# RFC 8949, appendix A, as far as it lies in the subset.
PUBLISHED = [
    (0, "00"),
    (1, "01"),
    (10, "0a"),
    (23, "17"),
    (24, "1818"),
    (25, "1819"),
    (100, "1864"),
    (1000, "1903e8"),
    (1000000, "1a000f4240"),
    (1000000000000, "1b000000e8d4a51000"),
    (18446744073709551615, "1bffffffffffffffff"),
    (-18446744073709551616, "3bffffffffffffffff"),
    (-1, "20"),
    (-10, "29"),
    (-100, "3863"),
    (-1000, "3903e7"),
    (b"", "40"),
    (bytes.fromhex("01020304"), "4401020304"),
    ("", "60"),
    ("a", "6161"),
    ("IETF", "6449455446"),
    ('"\\', "62225c"),
    ("\u00fc", "62c3bc"),
    ("\u6c34", "63e6b0b4"),
    ("\U00010151", "64f0908591"),
    ([], "80"),
    ([1, 2, 3], "83010203"),
    ([1, [2, 3], [4, 5]], "8301820203820405"),
    (list(range(1, 26)), "98190102030405060708090a0b0c0d0e0f101112131415161718181819"),
    ({}, "a0"),
    ({1: 2, 3: 4}, "a201020304"),
    ({"a": 1, "b": [2, 3]}, "a26161016162820203"),
    (["a", {"b": "c"}], "826161a161626163"),
]


@pytest.mark.parametrize(("value", "encoded"), PUBLISHED, ids=[hexes for _, hexes in PUBLISHED])
def test_encodes_and_decodes_the_published_examples(value: CborValue, encoded: str) -> None:
    assert encode(value).hex() == encoded
    assert decode(bytes.fromhex(encoded)) == value


def test_sorts_map_keys_bytewise_by_their_encoding() -> None:
    # RFC 8949, section 4.2.1, as far as the keys lie in the subset.
    keys: list[int | str] = [10, 100, -1, "z", "aa"]
    scrambled: dict[int | str, CborValue] = dict.fromkeys(reversed(keys), 0)
    encoded = encode(scrambled)
    assert encoded.hex() == "a5" + "0a00" + "186400" + "2000" + "617a00" + "62616100"
    decoded = decode(encoded)
    assert isinstance(decoded, dict)
    assert list(decoded) == keys


def test_takes_tuples_for_arrays() -> None:
    assert encode((1, 2)) == encode([1, 2])


@pytest.mark.parametrize(
    "encoded",
    [
        pytest.param("", id="nothing"),
        pytest.param("0000", id="two values"),
        pytest.param("1817", id="one byte where none is needed"),
        pytest.param("1900ff", id="two bytes where one is enough"),
        pytest.param("1a0000ffff", id="four bytes where two are enough"),
        pytest.param("1b00000000ffffffff", id="eight bytes where four are enough"),
        pytest.param("5800", id="length of a byte string not shortest"),
        pytest.param("780161", id="length of a text not shortest"),
        pytest.param("980100", id="length of an array not shortest"),
        pytest.param("b8010000", id="length of a map not shortest"),
        pytest.param("18", id="argument missing"),
        pytest.param("1b00000000ffffff", id="argument cut"),
        pytest.param("42ff", id="byte string cut"),
        pytest.param("6261", id="text cut"),
        pytest.param("8101"[:2], id="array cut"),
        pytest.param("a101", id="map cut"),
        pytest.param("1c", id="reserved 28"),
        pytest.param("1d", id="reserved 29"),
        pytest.param("1e", id="reserved 30"),
        pytest.param("1f", id="indefinite integer"),
        pytest.param("5f4101ff", id="indefinite byte string"),
        pytest.param("7f6161ff", id="indefinite text"),
        pytest.param("9f01ff", id="indefinite array"),
        pytest.param("bf0101ff", id="indefinite map"),
        pytest.param("c074", id="tag 0"),
        pytest.param("c249010000000000000000", id="big number"),
        pytest.param("d28443", id="tag 18"),
        pytest.param("f4", id="false"),
        pytest.param("f5", id="true"),
        pytest.param("f6", id="null"),
        pytest.param("f7", id="undefined"),
        pytest.param("f0", id="simple value"),
        pytest.param("f93c00", id="half float"),
        pytest.param("fa47c35000", id="single float"),
        pytest.param("fb3ff199999999999a", id="double float"),
        pytest.param("f97e00", id="not a number"),
        pytest.param("ff", id="break"),
        pytest.param("61ff", id="text is not UTF-8"),
        pytest.param("62c080", id="overlong UTF-8"),
        pytest.param("63eda080", id="surrogate in UTF-8"),
        pytest.param("a2010001 00", id="key twice"),
        pytest.param("a202000100", id="keys in falling order"),
        pytest.param("a2200018a900", id="keys in the order of RFC 7049"),
        pytest.param("a14000", id="byte string as key"),
        pytest.param("a18000", id="array as key"),
        pytest.param("a1a000", id="map as key"),
        pytest.param("a1f500", id="true as key"),
        pytest.param("9bffffffffffffffff", id="array of 2^64"),
        pytest.param("bbffffffffffffffff", id="map of 2^64"),
        pytest.param("5bffffffffffffffff", id="byte string of 2^64"),
    ],
)
def test_refuses(encoded: str) -> None:
    with pytest.raises(CborError):
        decode(bytes.fromhex(encoded))


def test_caps_depth() -> None:
    assert decode(b"\x81" * MAX_DEPTH + b"\x00") == [[[[[[0]]]]]]
    with pytest.raises(CborError):
        decode(b"\x81" * (MAX_DEPTH + 1) + b"\x00")


def test_caps_items() -> None:
    assert decode(head(4, MAX_ITEMS) + bytes(MAX_ITEMS)) == [0] * MAX_ITEMS
    with pytest.raises(CborError):
        decode(head(4, MAX_ITEMS + 1) + bytes(MAX_ITEMS + 1))


def test_counts_items_across_containers() -> None:
    quarter = head(4, MAX_ITEMS // 4) + bytes(MAX_ITEMS // 4)
    with pytest.raises(CborError):
        decode(head(4, 4) + quarter * 4)


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(True, id="bool"),
        pytest.param(None, id="none"),
        pytest.param(1.0, id="float"),
        pytest.param(1 << 64, id="too large"),
        pytest.param(-(1 << 64) - 1, id="too small"),
        pytest.param("\ud800", id="surrogate"),
        pytest.param({True: 1}, id="bool as key"),
        pytest.param({b"k": 1}, id="bytes as key"),
        pytest.param([{1: {2: 0.5}}], id="float inside"),
        pytest.param({1, 2}, id="set"),
    ],
)
def test_does_not_encode(value: object) -> None:
    with pytest.raises(CborError):
        encode(value)  # type: ignore[arg-type]


INTEGERS = st.integers(min_value=-(1 << 64), max_value=(1 << 64) - 1)
KEYS = st.one_of(INTEGERS, st.text(max_size=8))
VALUES = st.recursive(
    st.one_of(INTEGERS, st.binary(max_size=40), st.text(max_size=40)),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=20,
)


@given(VALUES)
def test_decoding_undoes_encoding(value: CborValue) -> None:
    try:
        encoded = encode(value)
        decoded = decode(encoded)
    except CborError:
        return  # Deeper than the cap.
    assert decoded == value
    assert encode(decoded) == encoded


@given(st.binary(max_size=60))
def test_whatever_is_accepted_has_no_second_encoding(data: bytes) -> None:
    try:
        value = decode(data)
    except CborError:
        return
    assert encode(value) == data


@given(VALUES, st.data())
def test_a_changed_byte_is_refused_or_is_another_value(
    value: CborValue, data: st.DataObject
) -> None:
    encoded = bytearray(encode(value))
    position = data.draw(st.integers(0, len(encoded) - 1))
    encoded[position] ^= data.draw(st.integers(1, 255))
    try:
        decoded = decode(bytes(encoded))
    except CborError:
        return
    assert decoded != value

"""Card numbers, check codes and tear-off codes."""

import hmac
from hashlib import sha256
from itertools import count, islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.card_number import (
    CARD_NUMBER_FORM,
    SYMBOLS,
    CardNumberError,
    RandomBytes,
    check_character,
    check_code,
    check_code_matches,
    is_card_number,
    new_application_number,
    new_card_number,
    new_tear_off_code,
    parse_application_number,
    parse_card_number,
    parse_check_code,
    parse_tear_off_code,
    tear_off_digest,
)

NUMBER = "7K3M-9QXT-2BK"
KEY = bytes(range(32))


def bytes_from(seed: bytes) -> RandomBytes:
    """A source that looks random and never changes."""
    blocks = (sha256(seed + number.to_bytes(4, "big")).digest() for number in count())
    return lambda size: next(blocks)[:size]


@pytest.mark.parametrize(
    ("text", "check"),
    [
        pytest.param("A12425GABC1234002", "M", id="GRid A1-2425G-ABC1234002-M"),
        pytest.param("00000000C36D002B", "K", id="ISAN 0000-0000-C36D-002B-K"),
        pytest.param("00000000C36D002B00000000", "E", id="ISAN version 0000-0000-E"),
        pytest.param("0000000189470000", "8", id="ISAN 0000-0001-8947-0000-8"),
        pytest.param("000000018947000000000000", "D", id="ISAN version 0000-0000-D"),
    ],
)
def test_agrees_with_published_check_characters(text: str, check: str) -> None:
    assert check_character(text) == check


def test_draws_numbers_that_read_back() -> None:
    source = bytes_from(b"numbers")
    numbers = {new_card_number(source) for _ in range(500)}
    assert len(numbers) == 500
    for number in numbers:
        assert CARD_NUMBER_FORM.fullmatch(number)
        assert is_card_number(number)
        assert parse_card_number(number) == number
        assert not set(number) & set("ILOU")


def test_draws_again_when_the_check_character_would_be_a_look_alike() -> None:
    refused = bytes(map(SYMBOLS.index, "7K3M9QXT2C"))
    taken = bytes(map(SYMBOLS.index, "7K3M9QXT2B"))
    assert check_character("7K3M9QXT2C") == "I"
    draws = iter([refused, refused, taken])
    assert new_card_number(lambda _: next(draws)) == NUMBER


def test_every_symbol_is_as_likely_as_another() -> None:
    every_byte = iter(bytes(range(256)))
    drawn = [new_tear_off_code(lambda size: bytes(islice(every_byte, size))) for _ in range(16)]
    assert sorted("".join(drawn).replace("-", "")) == sorted(SYMBOLS * 8)


def test_a_source_that_repeats_itself_is_noticed() -> None:
    refused = bytes(map(SYMBOLS.index, "7K3M9QXT2C"))
    with pytest.raises(RuntimeError):
        new_card_number(lambda _: refused)


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("7K3M-9QXT-2BK", id="as printed"),
        pytest.param("7k3m-9qxt-2bk", id="small letters"),
        pytest.param("7K3M9QXT2BK", id="no hyphens"),
        pytest.param(" 7K3M 9QXT 2BK ", id="blanks"),
        pytest.param("7K3M\u20139QXT\u20132BK", id="dashes of a phone"),
    ],
)
def test_reads_what_people_type(typed: str) -> None:
    assert parse_card_number(typed) == NUMBER


def test_reads_look_alikes() -> None:
    number = next(
        number
        for number in map(new_card_number, [bytes_from(b"look-alikes")] * 500)
        if "1" in number and "0" in number
    )
    for one, zero in (("i", "O"), ("I", "o"), ("l", "O"), ("L", "o")):
        assert parse_card_number(number.replace("1", one).replace("0", zero)) == number


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("", id="nothing"),
        pytest.param("7K3M-9QXT-2B", id="too short"),
        pytest.param("7K3M-9QXT-2BKK", id="too long"),
        pytest.param("7K3M-9QXT-2BM", id="wrong check character"),
        pytest.param("7K3M-9QXT-2BU", id="a U"),
        pytest.param("7K3M-9QXT-2B\u212a", id="Kelvin sign"),
        pytest.param("7K3M-9QXT-2B\uff2b", id="full-width letter"),
        pytest.param("\u0667K3M-9QXT-2BK", id="digit of another script"),
        pytest.param("7K3M_9QXT_2BK", id="underscores"),
    ],
)
def test_refuses_what_is_no_number(typed: str) -> None:
    with pytest.raises(CardNumberError):
        parse_card_number(typed)


@pytest.mark.parametrize(
    "number", ["7K3M9QXT2BK", "7K3M-9QXT-2BM", "7k3m-9qxt-2bk", NUMBER + "\n", ""]
)
def test_only_the_printed_form_is_a_card_number(number: str) -> None:
    assert not is_card_number(number)


def test_every_single_slip_is_noticed() -> None:
    symbols = NUMBER.replace("-", "")
    for position in range(len(symbols)):
        for symbol in SYMBOLS.replace(symbols[position], ""):
            with pytest.raises(CardNumberError):
                parse_card_number(symbols[:position] + symbol + symbols[position + 1 :])


def test_every_exchange_of_neighbours_is_noticed() -> None:
    symbols = NUMBER.replace("-", "")
    for position in range(len(symbols) - 1):
        pair = symbols[position : position + 2]
        exchanged = symbols[:position] + pair[::-1] + symbols[position + 2 :]
        with pytest.raises(CardNumberError):
            parse_card_number(exchanged)


def test_the_check_code_is_the_first_thirty_bits_of_the_mac() -> None:
    mac = hmac.digest(KEY, NUMBER.encode(), "sha256")
    bits = "".join(f"{SYMBOLS.index(symbol):05b}" for symbol in check_code(KEY, number=NUMBER))
    assert bits == f"{int.from_bytes(mac, 'big'):0256b}"[:30]


def test_the_check_code_depends_on_key_and_number() -> None:
    code = check_code(KEY, number=NUMBER)
    assert code != check_code(bytes(32), number=NUMBER)
    assert code != check_code(KEY, number="7K3M-9QXT-2DG")


@pytest.mark.parametrize("typed", ["", "00000", "0000000", "00000U", "00000\u00dc"])
def test_what_is_no_check_code_is_refused(typed: str) -> None:
    with pytest.raises(CardNumberError):
        parse_check_code(typed)


def test_a_check_code_is_read_as_people_type_it() -> None:
    assert parse_check_code("ol-9 qxt") == "019QXT"


def test_compares_typed_check_codes() -> None:
    code = check_code(KEY, number=NUMBER)
    assert check_code_matches(KEY, number=NUMBER, typed=code)
    assert check_code_matches(KEY, number=NUMBER, typed=f" {code[:3].lower()}-{code[3:]} ")
    assert not check_code_matches(KEY, number=NUMBER, typed=code[:5])
    assert not check_code_matches(KEY, number=NUMBER, typed="")
    wrong = "0" if code[0] != "0" else "1"
    assert not check_code_matches(KEY, number=NUMBER, typed=wrong + code[1:])
    assert not check_code_matches(KEY, number="7K3M-9QXT-2DG", typed=code)


def test_tear_off_codes_are_sixteen_symbols_that_read_back() -> None:
    code = new_tear_off_code(bytes_from(b"receipts"))
    assert [len(group) for group in code.split("-")] == [4, 4, 4, 4]
    assert parse_tear_off_code(code.lower().replace("-", " ")) == code
    with pytest.raises(CardNumberError):
        parse_tear_off_code(code[:-1])


def test_application_numbers_are_eight_symbols_that_read_back() -> None:
    number = new_application_number(bytes_from(b"tickets"))
    assert [len(group) for group in number.split("-")] == [1, 4, 4]
    assert number[0] == "A"
    assert parse_application_number(number.lower().replace("-", " ")) == number


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("", id="nothing"),
        pytest.param("A-7K3M-9QX", id="a symbol too few"),
        pytest.param("A-7K3M-9QXTB", id="a symbol too many"),
        pytest.param("A-7K3M-9QXU", id="a letter that is not used"),
        pytest.param("B-7K3M-9QXT", id="another letter before it"),
        pytest.param("7K3M-9QXT-2BK", id="a card number"),
    ],
)
def test_what_is_no_application_number_is_refused(typed: str) -> None:
    with pytest.raises(CardNumberError):
        parse_application_number(typed)


def test_only_the_digest_of_a_tear_off_code_is_stored() -> None:
    code = new_tear_off_code(bytes_from(b"receipts"))
    assert tear_off_digest(code) == sha256(code.encode()).digest()
    assert tear_off_digest(parse_tear_off_code(code.lower())) == tear_off_digest(code)


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused(typed: str) -> None:
    try:
        assert is_card_number(parse_card_number(typed))
    except CardNumberError:
        return

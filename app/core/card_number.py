"""Numbers and short codes on cards, tickets and receipts, and how typed ones are read.

Ten random symbols and a check character (ISO/IEC 7064 MOD 37,36), shown `XXXX-XXXX-XXX`. The
symbols leave out I, L, O and U: typed I and L read 1, O reads 0. The caller supplies random bytes.
"""

import hmac
import re
from collections.abc import Callable
from hashlib import sha256
from typing import Final, TypeAlias

RandomBytes: TypeAlias = Callable[[int], bytes]
"""Returns that many unpredictable bytes, such as `secrets.token_bytes`."""

SYMBOLS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SYMBOL_BITS: Final = 5
NUMBER_SYMBOLS: Final = 11
CHECK_CODE_SYMBOLS: Final = 6
TEAR_OFF_SYMBOLS: Final = 16
APPLICATION_SYMBOLS: Final = 8

_BODY_SYMBOLS: Final = NUMBER_SYMBOLS - 1
_GROUP: Final = 4
_SYMBOL_CLASS: Final = f"[{SYMBOLS}]"
CARD_NUMBER_FORM: Final = re.compile(
    f"{_SYMBOL_CLASS}{{4}}-{_SYMBOL_CLASS}{{4}}-{_SYMBOL_CLASS}{{3}}"
)
"""The shape of a card number; `is_card_number` also looks at its check character."""

_CHECK_ALPHABET: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_CHECK_MODULUS: Final = len(_CHECK_ALPHABET)
_DRAWS: Final = 100  # One draw in nine is refused; a hundred in a row mean a broken source.
_TYPED: Final = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzILO",
    "ABCDEFGH1JK1MN0PQRSTUVWXYZ110",
    " -\t\u2010\u2011\u2012\u2013\u2014",
)
"""Small letters, look-alikes; blanks, the hyphen and the dashes phones put in its place go."""


class CardNumberError(ValueError):
    """What was typed is not a card number or code."""


def new_card_number(random_bytes: RandomBytes) -> str:
    """Draw a card number, again while its check character would be I, L, O or U.

    Raises:
        RuntimeError: the random source repeats itself.
    """
    for _ in range(_DRAWS):
        body = _random_symbols(random_bytes, _BODY_SYMBOLS)
        check = check_character(body)
        if check in SYMBOLS:
            return _grouped(body + check)
    raise RuntimeError("the random source repeats itself")


def is_card_number(number: str) -> bool:
    """Say whether this is a card number as printed, with the right check character."""
    return bool(CARD_NUMBER_FORM.fullmatch(number)) and _checks(number.replace("-", ""))


def parse_card_number(typed: str) -> str:
    """Return the card number as printed, from what a person typed.

    Raises:
        CardNumberError: wrong length, an unknown symbol or a wrong check character.
    """
    symbols = _typed_symbols(typed, NUMBER_SYMBOLS)
    if not _checks(symbols):
        raise CardNumberError("the check character does not fit")
    return _grouped(symbols)


def check_character(text: str) -> str:
    """Return the ISO/IEC 7064 MOD 37,36 check character for `text` of 0-9 and A-Z."""
    product = _CHECK_MODULUS
    for symbol in text:
        total = (product + _CHECK_ALPHABET.index(symbol)) % _CHECK_MODULUS or _CHECK_MODULUS
        product = total * 2 % (_CHECK_MODULUS + 1)
    return _CHECK_ALPHABET[(_CHECK_MODULUS + 1 - product) % _CHECK_MODULUS]


def check_code(key: bytes, *, number: str) -> str:
    """Return the 6 symbols printed beside a number: the first 30 bits of HMAC-SHA256(key, number).

    The number enters as printed, hyphens included. Never stored: computed again when asked for.
    """
    mac = hmac.new(key, number.encode(), sha256).digest()
    bits = int.from_bytes(mac[:4], "big") >> (32 - CHECK_CODE_SYMBOLS * SYMBOL_BITS)
    shifts = range((CHECK_CODE_SYMBOLS - 1) * SYMBOL_BITS, -1, -SYMBOL_BITS)
    return "".join(SYMBOLS[bits >> shift & (len(SYMBOLS) - 1)] for shift in shifts)


def parse_check_code(typed: str) -> str:
    """Return the check code as printed, from what a person typed.

    Raises:
        CardNumberError: wrong length or an unknown symbol.
    """
    return _typed_symbols(typed, CHECK_CODE_SYMBOLS)


def check_code_matches(key: bytes, *, number: str, typed: str) -> bool:
    """Compare a typed check code with the number's own, in constant time."""
    try:
        symbols = parse_check_code(typed)
    except CardNumberError:
        return False
    return hmac.compare_digest(symbols, check_code(key, number=number))


def new_tear_off_code(random_bytes: RandomBytes) -> str:
    """Draw the receipt's code that pauses a lost card: 80 random bits as `XXXX-XXXX-XXXX-XXXX`."""
    return _grouped(_random_symbols(random_bytes, TEAR_OFF_SYMBOLS))


def parse_tear_off_code(typed: str) -> str:
    """Return the code as printed, from what a person typed.

    Raises:
        CardNumberError: wrong length or an unknown symbol.
    """
    return _grouped(_typed_symbols(typed, TEAR_OFF_SYMBOLS))


def new_application_number(random_bytes: RandomBytes) -> str:
    """Draw the number of an application: 40 random bits as `A-XXXX-XXXX`."""
    return "A-" + _grouped(_random_symbols(random_bytes, APPLICATION_SYMBOLS))


def parse_application_number(typed: str) -> str:
    """Return an application's number as printed, from what a person typed.

    Raises:
        CardNumberError: wrong length, an unknown symbol, or not `A` before it.
    """
    symbols = _typed_symbols(typed, APPLICATION_SYMBOLS + 1)
    if symbols[0] != "A":
        raise CardNumberError("an application's number begins with A")
    return "A-" + _grouped(symbols[1:])


def tear_off_digest(code: str) -> bytes:
    """Return the SHA-256 of a code as printed, which is all that is stored of it."""
    return sha256(code.encode()).digest()


def _random_symbols(random_bytes: RandomBytes, count: int) -> str:
    # 256 is a multiple of 32, so the low five bits of a random byte favour no symbol.
    return "".join(SYMBOLS[byte & (len(SYMBOLS) - 1)] for byte in random_bytes(count))


def _checks(symbols: str) -> bool:
    return check_character(symbols[:-1]) == symbols[-1]


def _grouped(symbols: str) -> str:
    return "-".join(symbols[start : start + _GROUP] for start in range(0, len(symbols), _GROUP))


def _typed_symbols(typed: str, count: int) -> str:
    # Not str.upper(): it would turn letters of other alphabets into ours.
    symbols = typed.translate(_TYPED)
    if len(symbols) != count or not set(symbols) <= set(SYMBOLS):
        raise CardNumberError("wrong length or symbols")
    return symbols

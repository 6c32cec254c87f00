"""Numbers of cards at a library: how a range is written, counted and checked.

Most libraries in North America use 14 digits, the last a check digit; some use letters in front,
other lengths, or no check digit. What holds is configuration, see `app/core/program/library.py`.
"""

import re
from dataclasses import dataclass
from enum import StrEnum


class CheckRule(StrEnum):
    """How the last digit follows from the others."""

    MOD_10 = "mod10"  # from the left, every digit in an odd place doubled (Luhn)
    NONE = "none"


class LibraryNumberReason(StrEnum):
    """Why a range cannot be used."""

    MALFORMED = "library_number_malformed"  # not as long as the program says, or other signs
    CHECK_DIGIT = "library_number_check_digit"  # a slip of the pen
    REVERSED = "library_range_reversed"  # the first number comes after the last


class LibraryNumberError(ValueError):
    """A range cannot be used."""

    def __init__(self, reason: LibraryNumberReason) -> None:
        super().__init__(reason.value)
        self.reason = reason


_NUMBER = re.compile("([A-Z]*)([0-9]+)", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class LibraryRange:
    """Numbers from a first to a last, both included: letters, a count of fixed width, a check."""

    prefix: str
    width: int
    check: CheckRule
    first: int
    last: int

    def number(self, count: int) -> str:
        """Return the number of a count, as it is printed and scanned."""
        digits = f"{count:0{self.width}}"
        return f"{self.prefix}{digits}{self._check(digits)}"

    def _check(self, digits: str) -> str:
        return check_digit(digits) if self.check is CheckRule.MOD_10 else ""

    def overlaps(self, other: "LibraryRange") -> bool:
        """Say whether a number lies in both ranges."""
        is_alike = (self.prefix, self.width, self.check) == (
            other.prefix,
            other.width,
            other.check,
        )
        return is_alike and self.first <= other.last and other.first <= self.last


def check_digit(digits: str) -> str:
    """Return the modulo 10 check digit that follows these digits."""
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(digits)]
    return str(-sum(value - 9 if value > 9 else value for value in doubled) % 10)  # noqa: PLR2004 - two digits


def parse_range(first: str, last: str, *, length: int, check: CheckRule) -> LibraryRange:
    """Return the range between two numbers as the library writes them, check digits included.

    Raises:
        LibraryNumberError: the two are no numbers of this length, a check digit is wrong, or they
            do not belong together in this order.
    """
    (prefix, low), (other, high) = (_parts(number, length, check) for number in (first, last))
    if prefix != other or len(low) != len(high):
        raise LibraryNumberError(LibraryNumberReason.MALFORMED)
    if int(low) > int(high):
        raise LibraryNumberError(LibraryNumberReason.REVERSED)
    return LibraryRange(prefix=prefix, width=len(low), check=check, first=int(low), last=int(high))


def _parts(number: str, length: int, check: CheckRule) -> tuple[str, str]:
    match = _NUMBER.fullmatch(number)
    if match is None or len(number) != length:
        raise LibraryNumberError(LibraryNumberReason.MALFORMED)
    prefix, digits = match.groups()
    if check is CheckRule.NONE:
        return prefix, digits
    body = digits[:-1]
    if not body:
        raise LibraryNumberError(LibraryNumberReason.MALFORMED)
    if check_digit(body) != digits[-1]:
        raise LibraryNumberError(LibraryNumberReason.CHECK_DIGIT)
    return prefix, body

"""The answer of a check: one word from a closed list, and what may be shown beside it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from app.core.credential.claims import CardClaims


class ResultWord(StrEnum):
    """The result of a check. The values are public: API, commands, pages and browser share them."""

    VALID = "valid"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    UNKNOWN_KEY = "unknown_key"
    """No trusted key has the id that the credential names."""
    NOT_AUTHENTIC = "not_authentic"
    """The issuer did not sign this, or signed what it may not sign."""
    UNREADABLE = "unreadable"
    """The text is not a credential at all."""


VerifiedClaims = NewType("VerifiedClaims", CardClaims)
"""Claims that were checked. Only `verify()` makes them."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check found. Claims are there for `valid` and for nothing else."""

    word: ResultWord
    claims: VerifiedClaims | None = None
    please_visit: bool = False
    status_known: bool = False
    """Whether a usable status list answered; false for words found before the list was asked."""

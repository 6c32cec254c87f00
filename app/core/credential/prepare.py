"""From claims to the exact bytes that will be signed, or a named refusal.

Everything that can be wrong with a card's credential is found here, before the register row is
written and before a key is touched.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from typing import Final, TypeAlias

from app.core.card_number import is_card_number
from app.core.credential.claims import (
    CTI_BYTES,
    END_OF_TIME,
    MAX_NAME_BYTES,
    MAX_STATUS_LIST,
    STATUS_LIST_ENTRIES,
    CardClaims,
    encode_claims,
)
from app.core.credential.cose import protected_header, to_be_signed
from app.core.credential.face import is_face
from app.core.credential.keys import CardKey

ISSUER_FORM: Final = re.compile(r"https?://[A-Za-z0-9._~:/\[\]-]{1,100}(?<![/:])")
_UNPRINTABLE: Final = {"Cc", "Cs", "Zl", "Zp"}


class PrepareRefusal(StrEnum):
    """Why no credential can be made from these claims."""

    ISSUER_IS_NOT_THE_KEYS = "issuer_is_not_the_keys"
    ISSUER_MALFORMED = "issuer_malformed"
    CARD_NUMBER_MALFORMED = "card_number_malformed"
    NAME_EMPTY = "name_empty"
    NAME_UNPRINTABLE = "name_unprintable"
    """Control characters, line separators, or spaces at its ends."""
    NAME_NOT_NFC = "name_not_nfc"
    NAME_TOO_LONG = "name_too_long"
    FACE_WITHOUT_NAME = "face_without_name"
    FACE_UNUSABLE = "face_unusable"
    CTI_WRONG_LENGTH = "cti_wrong_length"
    STATUS_ENTRY_OUT_OF_RANGE = "status_entry_out_of_range"
    TIME_OUT_OF_RANGE = "time_out_of_range"
    ENDS_BEFORE_IT_BEGINS = "ends_before_it_begins"
    NOT_BEFORE_REPEATS_ISSUED_AT = "not_before_repeats_issued_at"
    KEY_NO_LONGER_SIGNS = "key_no_longer_signs"
    OUTLIVES_KEY = "outlives_key"
    """The card would end after the last second at which its key is trusted."""


class PrepareRefusedError(ValueError):
    """The claims are outside the limits of the format or of the key."""

    def __init__(self, reason: PrepareRefusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


class AlreadySignedError(RuntimeError):
    """A prepared credential was about to be signed a second time."""


@dataclass(frozen=True, slots=True)
class PreparedCredential:
    """The exact bytes of a credential before its signature. Good for one signature."""

    claims: CardClaims
    key: CardKey
    protected: bytes
    payload: bytes = field(repr=False)
    digest: bytes
    """SHA-256 of the payload, kept by the register; salted by `cti`, it tells nothing of a name."""
    _unsigned: list[bytes] = field(repr=False, compare=False)

    def take_bytes_to_sign(self) -> bytes:
        """Hand the bytes to be signed out, once.

        Raises:
            AlreadySignedError: they were handed out before.
        """
        try:
            return self._unsigned.pop()  # One step for the interpreter: of two threads one wins.
        except IndexError:
            raise AlreadySignedError("prepared bytes are signed once") from None


def prepare(claims: CardClaims, *, key: CardKey) -> PreparedCredential:
    """Encode `claims` for `key`.

    Raises:
        PrepareRefusedError: with the first reason found.
    """
    reason = _find_refusal(claims, key)
    if reason is not None:
        raise PrepareRefusedError(reason)
    protected = protected_header(key.alg, key_id=key.kid)
    payload = encode_claims(claims)
    return PreparedCredential(
        claims=claims,
        key=key,
        protected=protected,
        payload=payload,
        digest=sha256(payload).digest(),
        _unsigned=[to_be_signed(protected, payload=payload)],
    )


def name_flaw(name: str) -> PrepareRefusal | None:
    """Say what keeps `name` out of a credential, so that intake finds it first."""
    if not name:
        return PrepareRefusal.NAME_EMPTY
    if name != name.strip() or any(unicodedata.category(char) in _UNPRINTABLE for char in name):
        return PrepareRefusal.NAME_UNPRINTABLE
    if not unicodedata.is_normalized("NFC", name):
        return PrepareRefusal.NAME_NOT_NFC
    if len(name.encode()) > MAX_NAME_BYTES:
        return PrepareRefusal.NAME_TOO_LONG
    return None


def _find_refusal(claims: CardClaims, key: CardKey) -> PrepareRefusal | None:
    flaw = None if claims.name is None else name_flaw(claims.name)
    if flaw is not None:
        return flaw
    return next((reason for reason, breaks in _RULES.items() if breaks(claims, key)), None)


_Rule: TypeAlias = Callable[[CardClaims, CardKey], bool]

_RULES: Final[dict[PrepareRefusal, _Rule]] = {
    PrepareRefusal.ISSUER_IS_NOT_THE_KEYS: lambda claims, key: claims.issuer != key.issuer,
    PrepareRefusal.ISSUER_MALFORMED: lambda claims, _: not ISSUER_FORM.fullmatch(claims.issuer),
    PrepareRefusal.CARD_NUMBER_MALFORMED: lambda claims, _: not is_card_number(claims.card_number),
    PrepareRefusal.FACE_WITHOUT_NAME: lambda claims, _: (
        claims.face is not None and claims.name is None
    ),
    PrepareRefusal.FACE_UNUSABLE: lambda claims, _: (
        claims.face is not None and not is_face(claims.face)
    ),
    PrepareRefusal.CTI_WRONG_LENGTH: lambda claims, _: len(claims.cti) != CTI_BYTES,
    PrepareRefusal.STATUS_ENTRY_OUT_OF_RANGE: lambda claims, _: (
        not (
            0 <= claims.status_index < STATUS_LIST_ENTRIES
            and 0 <= claims.status_list <= MAX_STATUS_LIST
        )
    ),
    PrepareRefusal.TIME_OUT_OF_RANGE: lambda claims, _: (
        not all(
            0 <= moment < END_OF_TIME
            for moment in (claims.issued_at, claims.expires_at, claims.not_before or 0)
        )
    ),
    PrepareRefusal.ENDS_BEFORE_IT_BEGINS: lambda claims, _: claims.expires_at <= claims.valid_from,
    PrepareRefusal.NOT_BEFORE_REPEATS_ISSUED_AT: lambda claims, _: (
        claims.not_before == claims.issued_at
    ),
    PrepareRefusal.KEY_NO_LONGER_SIGNS: lambda claims, key: claims.issued_at >= key.sign_until,
    PrepareRefusal.OUTLIVES_KEY: lambda claims, key: claims.expires_at > key.verify_until,
}
"""Looked at in this order, after the name."""

"""What a card's credential says, and how that is written as CWT claims (RFC 8392).

Encoding trusts its input (`prepare` checks it first); decoding accepts exactly the claims of
FORMAT.md and nothing beside them.
"""

import re
from dataclasses import dataclass, field
from typing import Final, TypeGuard

from app.core.card_number import CARD_NUMBER_FORM
from app.core.credential import labels
from app.core.credential.cbor import CborError, CborValue, decode, encode
from app.core.credential.face import decode_face, encode_face

CTI_BYTES: Final = 16
MAX_NAME_BYTES: Final = 240
STATUS_LIST_ENTRIES: Final = 131_072
STATUS_LIST_FORM: Final = re.compile("0|[1-9][0-9]{0,8}")
MAX_STATUS_LIST: Final = 999_999_999
END_OF_TIME: Final = 1 << 33
"""Times are whole seconds UTC below this (year 2242)."""

_REQUIRED: Final = frozenset(
    (
        labels.CLAIM_ISSUER,
        labels.CLAIM_EXPIRES_AT,
        labels.CLAIM_ISSUED_AT,
        labels.CLAIM_CTI,
        labels.CLAIM_STATUS,
        labels.CLAIM_IDENTITY,
    )
)
_ALLOWED: Final = _REQUIRED | {labels.CLAIM_NOT_BEFORE, labels.CLAIM_NO_END}
_STATUS: Final = frozenset((labels.STATUS_LIST_REFERENCE,))
_STATUS_ENTRY: Final = frozenset((labels.STATUS_INDEX, labels.STATUS_URI))
_CARD_NUMBER: Final = frozenset((labels.IDENTITY_CARD_NUMBER,))
_CARD_AND_NAME: Final = _CARD_NUMBER | {labels.IDENTITY_NAME}
_IDENTITIES: Final = (_CARD_NUMBER, _CARD_AND_NAME, _CARD_AND_NAME | {labels.IDENTITY_FACE})


class ClaimsError(ValueError):
    """The payload does not hold exactly the claims of a card."""


@dataclass(frozen=True, slots=True)
class CardClaims:
    """What the credential of one card says. Times are whole seconds UTC.

    Its printed form leaves the holder out, so that no log or traceback shows one.
    """

    issuer: str
    card_number: str = field(repr=False)
    name: str | None = field(repr=False)
    """The name on the card; none in the code of a minor's card."""
    issued_at: int
    expires_at: int
    """The first second after the card's last day."""
    cti: bytes = field(repr=False)
    """16 random bytes: they salt the digest that the register keeps."""
    status_list: int
    status_index: int
    no_end: bool = False
    """Printed without an end date: people read "needs renewing" where others read "expired"."""
    not_before: int | None = None
    """Stands only where it differs from `issued_at`."""
    face: bytes | None = field(default=None, repr=False)
    """A small WebP picture; never without a name."""

    @property
    def status_uri(self) -> str:
        """Address of the status list that holds this card's entry."""
        return f"{self.issuer}/s/{self.status_list}"

    @property
    def valid_from(self) -> int:
        """The first second at which the card is good."""
        return self.issued_at if self.not_before is None else max(self.issued_at, self.not_before)


def encode_claims(claims: CardClaims) -> bytes:
    """Return the payload bytes for `claims`."""
    identity: dict[int | str, CborValue] = {labels.IDENTITY_CARD_NUMBER: claims.card_number}
    if claims.name is not None:
        identity[labels.IDENTITY_NAME] = claims.name
    if claims.face is not None:
        identity[labels.IDENTITY_FACE] = encode_face(claims.face)
    payload: dict[int | str, CborValue] = {
        labels.CLAIM_ISSUER: claims.issuer,
        labels.CLAIM_EXPIRES_AT: claims.expires_at,
        labels.CLAIM_ISSUED_AT: claims.issued_at,
        labels.CLAIM_CTI: claims.cti,
        labels.CLAIM_STATUS: {
            labels.STATUS_LIST_REFERENCE: {
                labels.STATUS_INDEX: claims.status_index,
                labels.STATUS_URI: claims.status_uri,
            }
        },
        labels.CLAIM_IDENTITY: identity,
    }
    if claims.not_before is not None:
        payload[labels.CLAIM_NOT_BEFORE] = claims.not_before
    if claims.no_end:
        payload[labels.CLAIM_NO_END] = 1
    return encode(payload)


def decode_claims(payload: bytes, *, issuer: str) -> CardClaims:
    """Read a payload whose signature holds under a key of `issuer`.

    Raises:
        ClaimsError: a claim is missing, extra, mistyped, out of its limits, or speaks for another
            issuer.
    """
    try:
        claims = decode(payload)
    except CborError as error:
        raise ClaimsError("not deterministic CBOR") from error
    if not isinstance(claims, dict) or not _REQUIRED <= claims.keys() <= _ALLOWED:
        raise ClaimsError("a claim is missing or extra")
    if claims[labels.CLAIM_ISSUER] != issuer:
        raise ClaimsError("another issuer")
    status_list, status_index = _status_entry(claims[labels.CLAIM_STATUS], issuer)
    card_number, name, face = _identity(claims[labels.CLAIM_IDENTITY])
    return CardClaims(
        issuer=issuer,
        card_number=card_number,
        name=name,
        issued_at=moment(claims[labels.CLAIM_ISSUED_AT]),
        expires_at=moment(claims[labels.CLAIM_EXPIRES_AT]),
        cti=_cti(claims[labels.CLAIM_CTI]),
        status_list=status_list,
        status_index=status_index,
        no_end=_no_end(claims),
        not_before=_not_before(claims),
        face=face,
    )


def moment(value: object) -> int:
    """Return a claim that is a time.

    Raises:
        ClaimsError: it is none, or lies outside what a claim may say.
    """
    if type(value) is not int or not 0 <= value < END_OF_TIME:
        raise ClaimsError("not a time")
    return value


def _cti(value: CborValue) -> bytes:
    if not isinstance(value, bytes) or len(value) != CTI_BYTES:
        raise ClaimsError("not a cti")
    return value


def _status_entry(status: CborValue, issuer: str) -> tuple[int, int]:
    entry = status.get(labels.STATUS_LIST_REFERENCE) if _has(status, _STATUS) else None
    if not _has(entry, _STATUS_ENTRY):
        raise ClaimsError("not a status entry")
    index = entry[labels.STATUS_INDEX]
    if not isinstance(index, int) or not 0 <= index < STATUS_LIST_ENTRIES:
        raise ClaimsError("index outside its list")
    return list_number(entry[labels.STATUS_URI], issuer=issuer), index


def _has(value: "CborValue | None", keys: frozenset[str]) -> TypeGuard[dict[int | str, CborValue]]:
    return isinstance(value, dict) and value.keys() == keys


def list_number(uri: object, *, issuer: str) -> int:
    """Return the number of the status list of `issuer` at an address.

    Raises:
        ClaimsError: not the address of one of its lists.
    """
    prefix = f"{issuer}/s/"
    if not isinstance(uri, str) or not uri.startswith(prefix):
        raise ClaimsError("not a status list of this issuer")
    number = uri[len(prefix) :]
    if not STATUS_LIST_FORM.fullmatch(number):
        raise ClaimsError("not the number of a status list")
    return int(number)


def _identity(identity: CborValue) -> tuple[str, str | None, bytes | None]:
    if not isinstance(identity, dict) or identity.keys() not in _IDENTITIES:
        raise ClaimsError("not a card number with or without a name, nor a face beside both")
    number = identity[labels.IDENTITY_CARD_NUMBER]
    if not isinstance(number, str) or not CARD_NUMBER_FORM.fullmatch(number):
        raise ClaimsError("not a card number")
    if labels.IDENTITY_NAME not in identity:
        return number, None, None
    name = identity[labels.IDENTITY_NAME]
    if not isinstance(name, str) or not 0 < len(name.encode()) <= MAX_NAME_BYTES:
        raise ClaimsError("not a name within its limits")
    if labels.IDENTITY_FACE not in identity:
        return number, name, None
    face = decode_face(identity[labels.IDENTITY_FACE])
    if face is None:
        raise ClaimsError("not a face as it is written")
    return number, name, face


def _no_end(claims: dict[int | str, CborValue]) -> bool:
    flag = claims.get(labels.CLAIM_NO_END)
    if flag not in (None, 1):
        raise ClaimsError("the no-end flag is 1 or absent")
    return flag == 1


def _not_before(claims: dict[int | str, CborValue]) -> int | None:
    if labels.CLAIM_NOT_BEFORE not in claims:
        return None
    not_before = moment(claims[labels.CLAIM_NOT_BEFORE])
    if not_before == claims[labels.CLAIM_ISSUED_AT]:
        raise ClaimsError("not-before repeats issued-at")
    return not_before

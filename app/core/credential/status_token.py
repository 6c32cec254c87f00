"""A signed status list: what it says, and its CWT form (Token Status List, draft 21, section 5.2).

It is believed only when every rule of FORMAT.md, "Status list", holds.
"""

from dataclasses import dataclass
from typing import Final

from app.core.credential import labels
from app.core.credential.cbor import CborError, CborValue, decode, encode
from app.core.credential.claims import STATUS_LIST_ENTRIES, ClaimsError, list_number, moment
from app.core.credential.keys import StatusKey, TrustedStatusKeys
from app.core.credential.sign import Signer
from app.core.credential.signed_list import SignedListError, require_current, seal, unseal
from app.core.credential.status_list import LIST_BITS, StatusList, StatusListError

LIFETIME_SECONDS: Final = 7 * 86_400
TTL_SECONDS: Final = 43_200


@dataclass(frozen=True, slots=True)
class SignedStatusList:
    """What a status list says. Times are whole seconds UTC."""

    issuer: str
    number: int
    issued_at: int
    expires_at: int
    statuses: StatusList
    ttl: int = TTL_SECONDS
    """After so many seconds a verifier should fetch the list again."""

    @property
    def uri(self) -> str:
        """The list's address, which is what cards name."""
        return f"{self.issuer}/s/{self.number}"

    @property
    def aggregation_uri(self) -> str:
        """Where the addresses of all lists of this issuer stand."""
        return aggregation_uri(self.issuer)


def aggregation_uri(issuer: str) -> str:
    """Return where the addresses of all lists of an issuer stand."""
    return f"{issuer}/s"


def sign_status_list(content: SignedStatusList, signer: Signer) -> bytes:
    """Return the list as CWT.

    Raises:
        SignerError: the signer did not return a signature.
    """
    payload = encode(
        {
            labels.CLAIM_SUBJECT: content.uri,
            labels.CLAIM_EXPIRES_AT: content.expires_at,
            labels.CLAIM_ISSUED_AT: content.issued_at,
            labels.CLAIM_STATUS_LIST: {
                labels.STATUS_LIST_BYTES: content.statuses.compressed(),
                labels.STATUS_BITS: content.statuses.bits,
                labels.STATUS_AGGREGATION: content.aggregation_uri,
            },
            labels.CLAIM_TTL: content.ttl,
        }
    )
    return seal(payload, typed=labels.TYPE_STATUS_LIST, signer=signer)


def open_status_list(token: bytes, *, keys: TrustedStatusKeys, now: int) -> SignedStatusList:
    """Return what a CWT status list says at `now`, or refuse it.

    Raises:
        SignedListError: one rule of FORMAT.md does not hold.
    """
    key, payload = unseal(token, typed=labels.TYPE_STATUS_LIST, keys=keys)
    try:
        claims = decode(payload)
    except CborError as error:
        raise SignedListError("not deterministic CBOR") from error
    return read_status_claims(_claims(claims), key=key, now=now)


@dataclass(frozen=True, slots=True)
class StatusClaims:
    """The claims of a list as they stand in a token of either form, each of any type."""

    subject: object
    issued_at: object
    expires_at: object
    ttl: object
    bits: object
    compressed: object
    aggregation: object


def read_status_claims(claims: StatusClaims, *, key: StatusKey, now: int) -> SignedStatusList:
    """Read the claims of a list that `key` signed.

    Raises:
        SignedListError: one of them is not as it must be.
    """
    if claims.aggregation != aggregation_uri(key.issuer):
        raise SignedListError("another issuer's list")
    if type(claims.ttl) is not int or claims.ttl <= 0:
        raise SignedListError("no time to live")
    try:
        content = SignedStatusList(
            issuer=key.issuer,
            number=list_number(claims.subject, issuer=key.issuer),
            issued_at=moment(claims.issued_at),
            expires_at=moment(claims.expires_at),
            statuses=_statuses(claims.bits, claims.compressed),
            ttl=claims.ttl,
        )
    except (ClaimsError, StatusListError) as error:
        raise SignedListError("a claim is not as it must be") from error
    # Whoever gets hold of an old key gains nothing by dating a list back.
    if content.expires_at > key.verify_until:
        raise SignedListError("the list outlives its key")
    require_current(issued_at=content.issued_at, expires_at=content.expires_at, now=now)
    return content


def _statuses(bits: object, compressed: object) -> StatusList:
    if type(bits) is not int or bits != LIST_BITS or not isinstance(compressed, bytes):
        raise StatusListError("not a list of 2 bits an entry")
    return StatusList.inflate(compressed, entries=STATUS_LIST_ENTRIES)


def _claims(claims: CborValue) -> StatusClaims:
    match claims:
        case {
            labels.CLAIM_SUBJECT: subject,
            labels.CLAIM_EXPIRES_AT: expires_at,
            labels.CLAIM_ISSUED_AT: issued_at,
            labels.CLAIM_STATUS_LIST: {
                labels.STATUS_LIST_BYTES: compressed,
                labels.STATUS_BITS: bits,
                labels.STATUS_AGGREGATION: aggregation,
                **inner_rest,
            },
            labels.CLAIM_TTL: ttl,
            **rest,
        } if not rest and not inner_rest:
            return StatusClaims(subject, issued_at, expires_at, ttl, bits, compressed, aggregation)
    raise SignedListError("a claim is missing or extra")

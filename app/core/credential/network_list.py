"""A network of issuers that recognise one another: each one's root, signed by the network's own.

FORMAT.md, "Network list", says what it is.
"""

from dataclasses import dataclass
from typing import Final, Self

from app.core.credential import labels
from app.core.credential.cbor import CborError, CborValue, decode, encode
from app.core.credential.claims import ClaimsError, moment
from app.core.credential.cose_key import CoseKeyError, decode_cose_key, encode_cose_key
from app.core.credential.keys import KeysById, RootKey
from app.core.credential.prepare import ISSUER_FORM
from app.core.credential.sign import Signer
from app.core.credential.signature import PublicKey
from app.core.credential.signed_list import (
    MAX_LIST_ITEMS,
    SignedListError,
    require_current,
    seal,
    unseal,
)

MAX_NETWORK_BYTES: Final = 100
MAX_NAME_BYTES: Final = 120


@dataclass(frozen=True, slots=True)
class NetworkIssuer:
    """One issuer of a network."""

    issuer: str
    root: PublicKey
    name: str
    """For people."""


@dataclass(frozen=True, slots=True)
class NetworkList:
    """What a network list says. Times are whole seconds UTC."""

    network: str
    version: int
    issued_at: int
    expires_at: int
    issuers: tuple[NetworkIssuer, ...]
    """In rising order of their addresses; `NetworkList.of` sees to it."""

    @classmethod
    def of(
        cls,
        network: str,
        *,
        version: int,
        issued_at: int,
        expires_at: int,
        issuers: "tuple[NetworkIssuer, ...]",
    ) -> Self:
        """Make a network list with its issuers in the one order."""
        ordered = tuple(sorted(issuers, key=lambda entry: entry.issuer.encode()))
        return cls(network, version, issued_at, expires_at, ordered)

    def root_of(self, issuer: str) -> RootKey | None:
        """Return the root of an issuer; None for one outside the network."""
        found = (entry.root for entry in self.issuers if entry.issuer == issuer)
        root = next(found, None)
        return None if root is None else RootKey.of(root)


def encode_network_list(content: NetworkList) -> bytes:
    """Return the claims of a network list, which is what a root is given to sign."""
    return encode(
        {
            labels.CLAIM_ISSUER: content.network,
            labels.CLAIM_EXPIRES_AT: content.expires_at,
            labels.CLAIM_ISSUED_AT: content.issued_at,
            labels.CLAIM_VERSION: content.version,
            labels.CLAIM_ISSUERS: [
                {
                    labels.NETWORK_ISSUER: entry.issuer,
                    labels.NETWORK_ROOT: encode_cose_key(entry.root),
                    labels.NETWORK_NAME: entry.name,
                }
                for entry in content.issuers
            ],
        }
    )


def decode_network_list(payload: bytes) -> NetworkList:
    """Read the claims of a network list, signed or about to be.

    Raises:
        SignedListError: they are not exactly as FORMAT.md says.
    """
    try:
        content = _network_list(decode(payload, max_items=MAX_LIST_ITEMS))
    except (CborError, ClaimsError, CoseKeyError) as error:
        raise SignedListError("not the claims of a network list") from error
    if encode_network_list(content) != payload:
        raise SignedListError("a claim of the network list is extra")
    _require_sane(content)
    return content


def sign_network_list(content: NetworkList, signer: Signer) -> bytes:
    """Return the network list signed by the network's root.

    Raises:
        SignerError: the signer did not return a signature.
    """
    return seal(encode_network_list(content), typed=labels.TYPE_NETWORK_LIST, signer=signer)


def open_network_list(data: bytes, *, root: RootKey, now: int) -> NetworkList:
    """Return what a signed network list says at `now`, or refuse it.

    Raises:
        SignedListError: one rule of FORMAT.md does not hold.
    """
    _, payload = unseal(data, typed=labels.TYPE_NETWORK_LIST, keys=KeysById([root]))
    content = decode_network_list(payload)
    require_current(issued_at=content.issued_at, expires_at=content.expires_at, now=now)
    return content


def _network_list(claims: CborValue) -> NetworkList:
    match claims:
        case {
            labels.CLAIM_ISSUER: str(network),
            labels.CLAIM_EXPIRES_AT: expires_at,
            labels.CLAIM_ISSUED_AT: issued_at,
            labels.CLAIM_VERSION: int(version),
            labels.CLAIM_ISSUERS: list(issuers),
        }:
            entries = tuple(map(_entry, issuers))
            return NetworkList(network, version, moment(issued_at), moment(expires_at), entries)
    raise ClaimsError("a claim is missing or mistyped")


def _entry(entry: CborValue) -> NetworkIssuer:
    match entry:
        case {
            labels.NETWORK_ISSUER: str(issuer),
            labels.NETWORK_ROOT: bytes(root),
            labels.NETWORK_NAME: str(name),
        }:
            return NetworkIssuer(issuer, decode_cose_key(root), name)
    raise ClaimsError("an entry of an issuer is missing or mistyped")


def _require_sane(content: NetworkList) -> None:
    if content.version < 1 or content.issued_at >= content.expires_at:
        raise SignedListError("version or times are out of order")
    texts = [(content.network, MAX_NETWORK_BYTES)]
    texts += [(entry.name, MAX_NAME_BYTES) for entry in content.issuers]
    if any(not 0 < len(text.encode()) <= limit for text, limit in texts):
        raise SignedListError("a name is empty or too long")
    addresses = [entry.issuer for entry in content.issuers]
    if any(not ISSUER_FORM.fullmatch(address) for address in addresses):
        raise SignedListError("not the address of an issuer")
    if addresses != sorted(set(addresses), key=str.encode):
        raise SignedListError("the issuers repeat or are out of order")

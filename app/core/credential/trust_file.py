"""A trust file: what a verifier without a network is given once, by hand.

JSON with the issuers' key sets, each with the root that signed it, or with a network list whose
root vouches for the issuers' roots. Whoever hands the file over is believed about the roots in it
and about nothing else. FORMAT.md, "Trust file", says what it is.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

from app.core.credential.cose_key import CoseKeyError, decode_cose_key, encode_cose_key
from app.core.credential.keys import RootKey
from app.core.credential.network_list import NetworkList, open_network_list
from app.core.credential.signature import PublicKey
from app.core.credential.signed_list import SignedListError
from app.core.credential.trust_list import KeySet, open_key_set


class TrustFileError(ValueError):
    """The text is no trust file."""


@dataclass(frozen=True, slots=True)
class IssuerTrust:
    """One issuer of a trust file: its signed key set, and its root unless a network names it."""

    issuer: str
    key_set: bytes
    root: PublicKey | None = None


@dataclass(frozen=True, slots=True)
class NetworkTrust:
    """The signed network list of a trust file and the root that signed it."""

    root: PublicKey
    content: bytes


@dataclass(frozen=True, slots=True)
class TrustFile:
    """What a trust file says; none of the signatures in it is checked yet."""

    issuers: Sequence[IssuerTrust]
    network: NetworkTrust | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a trust file.

        Raises:
            TrustFileError: it is none.
        """
        try:
            content = json.loads(text)
            network = content.get("network")
            trust = cls(
                issuers=tuple(map(_issuer, content["issuers"])),
                network=None if network is None else _network(network),
            )
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise TrustFileError("not a trust file") from error
        if len({entry.issuer for entry in trust.issuers}) != len(trust.issuers):
            # An older set beside the newest would bring a compromised key back.
            raise TrustFileError("an issuer is named twice")
        return trust

    def text(self) -> str:
        """Return the trust file as it is written."""
        content: dict[str, object] = {"issuers": [_issuer_json(entry) for entry in self.issuers]}
        if self.network is not None:
            content["network"] = {
                "root": encode_cose_key(self.network.root).hex(),
                "list": b64encode(self.network.content).decode(),
            }
        return json.dumps(content, indent=1) + "\n"

    def key_sets(self, *, now: int) -> list[KeySet]:
        """Return the key sets that may be relied on at `now` (whole seconds UTC).

        Raises:
            SignedListError: one of them is not signed by its root, or nobody names its root.
        """
        network = None
        if self.network is not None:
            root = RootKey.of(self.network.root)
            network = open_network_list(self.network.content, root=root, now=now)
        return [
            open_key_set(entry.key_set, root=_root(entry, network), issuer=entry.issuer, now=now)
            for entry in self.issuers
        ]


def _root(entry: IssuerTrust, network: NetworkList | None) -> RootKey:
    if entry.root is not None:
        return RootKey.of(entry.root)
    root = None if network is None else network.root_of(entry.issuer)
    if root is None:
        raise SignedListError("the issuer is not known here")
    return root


def _issuer(entry: Any) -> IssuerTrust:  # noqa: ANN401 - parsed JSON
    root = entry.get("root")
    return IssuerTrust(
        issuer=str(entry["issuer"]),
        key_set=b64decode(entry["key_set"], validate=True),
        root=None if root is None else _public_key(root),
    )


def _network(entry: Any) -> NetworkTrust:  # noqa: ANN401 - parsed JSON
    return NetworkTrust(_public_key(entry["root"]), b64decode(entry["list"], validate=True))


def _public_key(text: str) -> PublicKey:
    try:
        return decode_cose_key(bytes.fromhex(text))
    except CoseKeyError as error:
        raise TrustFileError("not a root") from error


def _issuer_json(entry: IssuerTrust) -> dict[str, str]:
    content = {"issuer": entry.issuer, "key_set": b64encode(entry.key_set).decode()}
    if entry.root is not None:
        content["root"] = encode_cose_key(entry.root).hex()
    return content

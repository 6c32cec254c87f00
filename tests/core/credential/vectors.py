"""Read tests/vectors and ask the Python verifier what every vector asks."""

import json
from pathlib import Path
from typing import Any

from app.core.credential import (
    CardClaims,
    RootKey,
    ScannedText,
    SignedListError,
    TrustedKeys,
    TrustedStatusKeys,
    decode_cose_key,
    freshness,
    open_key_set,
    open_status_list,
    verify,
)
from app.core.credential.status_token import SignedStatusList

FOLDER = Path(__file__).parents[2] / "vectors"


Opened = tuple[TrustedKeys, TrustedStatusKeys, dict[int, SignedStatusList]]


class Known:
    """What a verifier knows that was handed one key set and some status lists, like known.js."""

    def __init__(
        self, issuer: str, *, root: str, key_set: bytes, lists: dict[int, list[bytes]]
    ) -> None:
        self.issuer = issuer
        self.root = RootKey.of(decode_cose_key(bytes.fromhex(root)))
        self.key_set = key_set
        self.tokens = lists
        self._opened: dict[
            int, tuple[TrustedKeys, TrustedStatusKeys, dict[int, SignedStatusList]]
        ] = {}

    def at(self, now: int) -> Opened:
        """Return what of it is usable at `now`."""
        if now not in self._opened:
            self._opened = {now: self._open(now)}
        return self._opened[now]

    def _open(self, now: int) -> Opened:
        try:
            read = open_key_set(self.key_set, root=self.root, issuer=self.issuer, now=now)
        except SignedListError:
            return TrustedKeys(), TrustedStatusKeys(), {}
        lists: dict[int, SignedStatusList] = {}
        for number, tokens in self.tokens.items():
            for token in tokens:
                self._take(lists, number, token, keys=read.status_keys(), now=now)
        return read.card_keys(), read.status_keys(), lists

    def _take(
        self,
        lists: dict[int, SignedStatusList],
        number: int,
        token: bytes,
        *,
        keys: TrustedStatusKeys,
        now: int,
    ) -> None:
        try:
            content = open_status_list(token, keys=keys, now=now)
        except SignedListError:
            return
        is_older = number in lists and content.issued_at < lists[number].issued_at
        if content.number == number and not is_older:
            lists[number] = content


def read_vectors() -> list[Any]:
    """Return every vector."""
    files = sorted(FOLDER.glob("*/*.json"))
    return [json.loads(file.read_text(encoding="ascii")) for file in files]


def read_known() -> dict[str, Any]:
    """Return the key sets and lists that vectors name."""
    known: dict[str, Any] = json.loads((FOLDER / "known.json").read_text(encoding="ascii"))
    return known


def known_to(vector: dict[str, Any], shared: dict[str, Any]) -> Known:
    """Return what the verifier of a vector knows."""
    lists: dict[int, list[bytes]] = {}
    for name in vector["status_lists"]:
        entry = shared["status_lists"][name]
        lists.setdefault(entry["number"], []).append(bytes.fromhex(entry["token"]))
    key_set = bytes.fromhex(shared["key_sets"][vector["key_set"]])
    return Known(shared["issuer"], root=shared["root"], key_set=key_set, lists=lists)


def answer(text: str, *, known: Known, now: int) -> dict[str, Any]:
    """Check a text and return the answer in the form of a vector's `expected`."""
    card_keys, _, lists = known.at(now)
    as_of: list[int] = []

    def status(issuer: str, number: int, index: int) -> int | None:
        if issuer != known.issuer or number not in lists:
            return None
        as_of.append(lists[number].issued_at)
        return lists[number].statuses.value(index)

    verdict = verify(ScannedText(text), keys=card_keys, status=status, now=now)
    listed_at = as_of[0] if as_of else None
    return {
        "word": verdict.word.value,
        "claims": None if verdict.claims is None else claims_as_json(verdict.claims),
        "please_visit": verdict.please_visit,
        "status_as_of": listed_at,
        "freshness": freshness(listed_at, now=now).value,
    }


def claims_as_json(claims: CardClaims) -> dict[str, Any]:
    """Return claims in the form of a vector."""
    names = (
        "issuer", "card_number", "name", "issued_at", "expires_at", "not_before", "status_list",
        "status_index", "no_end",
    )  # fmt: skip
    face = {} if claims.face is None else {"face": claims.face.hex()}
    return {name: getattr(claims, name) for name in names} | {"cti": claims.cti.hex()} | face

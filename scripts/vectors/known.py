"""What a verifier may know: key sets and status lists, good ones and ones with a flaw."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from app.core.credential import Algorithm, PrivateKey
from app.core.credential.cbor import decode, encode
from app.core.credential.cose import close_envelope, to_be_signed
from app.core.credential.cose_key import encode_cose_key
from app.core.credential.keys import key_id
from app.core.credential.labels import TYPE_KEY_SET, TYPE_STATUS_LIST
from app.core.credential.signature import algorithm_of
from app.core.credential.status_list import StatusList
from scripts.vectors.material import (
    CARD_KEYS,
    ISSUED,
    ISSUER,
    LIST,
    LISTED_AT,
    NOW,
    OTHER_ROOT,
    ROOT,
    STATUS_KEYS,
    VERIFY_UNTIL,
    YEAR,
    private_key,
    raw_signature,
)

DAY: Final = 86_400
SET_AT: Final = ISSUED - 500 * DAY
STALE_AT: Final = NOW - DAY - 1
PLACES: Final = {1: 11, 2: 12, 3: 13}
"""Where in the lists each value stands."""
CROWD: Final = ("crowd 48021", "crowd 65831")
"""Two Ed25519 keys of one id, found by trying names."""
CARD, STATUS = 1, 2
ACTIVE, RETIRED, COMPROMISED = 1, 2, 3
ENTRIES = 131_072


def key_sets() -> dict[str, bytes]:
    """Return the key sets by name."""
    cards = [published(key, CARD) for key in CARD_KEYS.values()]
    status = [published(key, STATUS) for key in STATUS_KEYS.values()]
    whole = cards + status
    ended = NOW - 10
    spoiled_id = [changed(cards[0], {2: bytes(4)}), *cards[1:], *status]
    flawed_claims: dict[str, dict[int | str, Any]] = {
        "another issuer's": {1: "https://id.elsewhere.example", -70017: "https://id.elsewhere.example/s"},
        "from the future": {6: NOW + 301},
        "version 0": {-70010: 0},
        "aggregation elsewhere": {-70017: "https://x.example/s"},
        "keys out of order": {-70011: ordered(whole)[::-1]},
    }  # fmt: skip
    sets = {
        "good": set_claims(whole),
        "retired": set_claims([changed(key, {-70016: RETIRED}) for key in whole]),
        "compromised": set_claims([changed(key, {-70016: COMPROMISED}) for key in cards] + status),
        "without card keys": set_claims(status),
        "only status keys by mistake": set_claims(
            [changed(key, {-70012: STATUS}) for key in cards] + status
        ),
        "crowded": set_claims(
            [published(private_key(name, Algorithm.EDDSA), CARD) for name in CROWD] + whole
        ),
        "ended": set_claims(
            [changed(key, {-70014: ended - 1, -70015: ended}) for key in whole], ends=ended
        ),
        "a kid that is not the key's": set_claims(spoiled_id),
        "an entry too many": set_claims([changed(cards[0], {-70099: 1}), *cards[1:], *status]),
    }
    sets |= {name: set_claims(whole) | change for name, change in flawed_claims.items()}
    tokens = {name: seal(encode(claims), ROOT, TYPE_KEY_SET) for name, claims in sets.items()}
    good = encode(sets["good"])
    return tokens | {
        "no": b"",
        "another root's": seal(good, OTHER_ROOT, TYPE_KEY_SET, named=ROOT),
        "unsigned": tokens["good"][:-64] + bytes(64),
        "typed as a list": seal(good, ROOT, TYPE_STATUS_LIST),
    }


def status_lists() -> dict[str, tuple[int, bytes]]:
    """Return the status lists by name, each with the number under which it was fetched."""
    key = STATUS_KEYS[Algorithm.ES256]
    packed = StatusList.of({place: value for value, place in PLACES.items()}, entries=ENTRIES)
    inverted = StatusList.of({4711: 0}, entries=ENTRIES, default=1)
    small = StatusList.of({PLACES[1]: 1}, entries=ENTRIES // 2)
    large = StatusList.of({PLACES[1]: 1}, entries=ENTRIES * 2)
    nibbles = StatusList.of({PLACES[1]: 1}, entries=ENTRIES // 2, bits=4)
    flawed: dict[str, dict[int | str, Any]] = {
        "another issuer's": {2: f"https://id.elsewhere.example/s/{LIST}"},
        "ended": {4: NOW},
        "from the future": {6: NOW + 301},
        "too short": {65533: body(small)},
        "too long": {65533: body(large)},
        "cut stream": {65533: body(packed) | {"lst": packed.compressed()[:-4]}},
        "four bits": {65533: body(nibbles) | {"bits": 4}},
        "other address": {2: f"{ISSUER}/t/{LIST}"},
        "other aggregation": {65533: body(packed) | {"aggregation_uri": "https://x.example/s"}},
        "no ttl": {65534: 0},
        "outlives its key": {4: VERIFY_UNTIL + 1},
        "another number's": {2: f"{ISSUER}/s/4"},
        "a day old": {6: NOW - DAY},
        "a day and a second old": {6: STALE_AT},
        "inverted": {65533: body(inverted)},
        "fresh": {},
    }
    claims = list_claims(packed)
    tokens = {
        name: seal(encode(claims | change), key, TYPE_STATUS_LIST)
        for name, change in flawed.items()
    } | {
        "Ed25519": seal(encode(claims), STATUS_KEYS[Algorithm.EDDSA], TYPE_STATUS_LIST),
        "another key's": seal(encode(claims), private_key("x"), TYPE_STATUS_LIST, named=key),
        "card key's": seal(encode(claims), CARD_KEYS[Algorithm.ES256], TYPE_STATUS_LIST),
        "typed as a key set": seal(encode(claims), key, TYPE_KEY_SET),
    }
    first = seal(encode(claims | {2: f"{ISSUER}/s/0"}), key, TYPE_STATUS_LIST)
    return {name: (LIST, token) for name, token in tokens.items()} | {"number 0": (0, first)}


def published(key: PrivateKey, role: int) -> dict[int | str, Any]:
    """Return a key as it stands in a key set."""
    public_key = key.public_key()
    entry = decode(encode_cose_key(public_key))
    assert isinstance(entry, dict)  # noqa: S101 - a COSE_Key is a map
    return entry | {
        2: key_id(public_key),
        3: int(algorithm_of(public_key)),
        -70012: role,
        -70013: SET_AT,
        -70014: ISSUED + YEAR,
        -70015: VERIFY_UNTIL,
        -70016: ACTIVE,
    }


def changed(key: Mapping[int | str, Any], changes: Mapping[int | str, Any]) -> dict[int | str, Any]:
    """Return a key with other entries."""
    return {**key, **changes}


def ordered(keys: Sequence[dict[int | str, Any]]) -> list[dict[int | str, Any]]:
    """Return the keys in the one order."""
    return sorted(keys, key=encode)


def set_claims(
    keys: Sequence[dict[int | str, Any]], ends: int = VERIFY_UNTIL
) -> dict[int | str, Any]:
    """Return the claims of a key set."""
    return {
        1: ISSUER,
        4: ends,
        6: SET_AT,
        -70010: 2,
        -70011: ordered(keys),
        -70017: f"{ISSUER}/s",
    }


def list_claims(statuses: StatusList) -> dict[int | str, Any]:
    """Return the claims of a status list."""
    return {
        2: f"{ISSUER}/s/{LIST}",
        4: NOW + 7 * DAY,
        6: LISTED_AT,
        65533: body(statuses),
        65534: 43_200,
    }


def body(statuses: StatusList) -> dict[int | str, Any]:
    """Return the status list claim."""
    return {"lst": statuses.compressed(), "bits": 2, "aggregation_uri": f"{ISSUER}/s"}


def seal(content: bytes, key: PrivateKey, typed: str, *, named: PrivateKey | None = None) -> bytes:
    """Sign a list; its header names `named` where that is another key."""
    shown = (named or key).public_key()
    protected = encode({1: int(algorithm_of(shown)), 4: key_id(shown), 16: typed})
    signature = raw_signature(key, to_be_signed(protected, payload=content))
    return close_envelope(protected, payload=content, signature=signature)

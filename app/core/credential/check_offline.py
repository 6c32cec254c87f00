"""Check a card with nothing but key sets and status lists that were fetched before."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from app.core.credential.freshness import DEFAULT_LIMIT_SECONDS, Freshness, freshness
from app.core.credential.keys import TrustedKeys, TrustedStatusKeys
from app.core.credential.signed_list import SignedListError
from app.core.credential.status_token import SignedStatusList, open_status_list
from app.core.credential.status_token_jwt import open_status_list_jwt
from app.core.credential.trust_list import KeySet
from app.core.credential.verdict import Verdict
from app.core.credential.verify import verify
from app.core.credential.wire import ScannedText

_COSE_SIGN1: Final = b"\xd2"  # CBOR tag 18; a JWT begins with a letter


@dataclass(frozen=True, slots=True)
class OfflineCheck:
    """The verdict, when the list behind it was issued, and whether that is fresh."""

    verdict: Verdict
    status_as_of: int | None
    """Whole seconds UTC; None where no usable list answered or none was asked."""
    freshness: Freshness


def check_offline(
    text: ScannedText,
    *,
    key_sets: Iterable[KeySet],
    lists: Iterable[bytes],
    now: int,
    limit_seconds: int = DEFAULT_LIMIT_SECONDS,
) -> OfflineCheck:
    """Return the answer for a scanned text at `now` (whole seconds UTC).

    `lists` are signed status lists in either form; those that are not usable give no status, and of
    two of one address the newer counts.
    """
    key_sets = tuple(key_sets)
    known = usable_lists(lists, key_sets=key_sets, now=now)
    asked: list[SignedStatusList] = []

    def status(issuer: str, number: int, index: int) -> int | None:
        found = known.get((issuer, number))
        if found is None:
            return None
        asked.append(found)
        return found.statuses.value(index)

    keys = TrustedKeys(key for key_set in key_sets for key in key_set.card_keys().all())
    verdict = verify(text, keys=keys, status=status, now=now)
    as_of = asked[0].issued_at if asked else None
    return OfflineCheck(verdict, as_of, freshness(as_of, now=now, limit_seconds=limit_seconds))


def usable_lists(
    tokens: Iterable[bytes], *, key_sets: Iterable[KeySet], now: int
) -> dict[tuple[str, int], SignedStatusList]:
    """Return, by issuer and number, the newest usable list among signed ones."""
    keys = TrustedStatusKeys(key for key_set in key_sets for key in key_set.status_keys().all())
    known: dict[tuple[str, int], SignedStatusList] = {}
    for token in tokens:
        open_ = open_status_list if token.startswith(_COSE_SIGN1) else open_status_list_jwt
        try:
            found = open_(token, keys=keys, now=now)
        except SignedListError:
            continue
        place = (found.issuer, found.number)
        if place not in known or known[place].issued_at <= found.issued_at:
            known[place] = found
    return known

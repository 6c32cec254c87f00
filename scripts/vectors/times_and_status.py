"""Steps 6 to 8: cards before their time and after it, key sets, and what status lists say."""

from collections.abc import Iterator

from app.core.credential import Algorithm, Freshness, ResultWord
from app.core.credential.keys import key_id
from scripts.vectors.case import Case, good
from scripts.vectors.known import CROWD, PLACES, STALE_AT
from scripts.vectors.material import (
    EXPIRES,
    ISSUED,
    LISTED_AT,
    NOW,
    VERIFY_UNTIL,
    card,
    header,
    make_claims,
    payload,
    printed,
    private_key,
    sealed,
)

DAY = 86_400
LEEWAY = 300
USELESS_SETS = (
    "no",
    "another root's",
    "another issuer's",
    "unsigned",
    "compromised",
    "without card keys",
    "only status keys by mistake",
    "from the future",
    "ended",
    "typed as a list",
    "keys out of order",
    "a kid that is not the key's",
    "version 0",
    "an entry too many",
    "aggregation elsewhere",
)
USELESS_LISTS = (
    "another key's",
    "another issuer's",
    "card key's",
    "ended",
    "from the future",
    "typed as a key set",
    "too short",
    "too long",
    "cut stream",
    "four bits",
    "other address",
    "other aggregation",
    "no ttl",
    "outlives its key",
    "another number's",
)


def cases() -> Iterator[Case]:
    """Yield them."""
    yield from times()
    yield from key_sets()
    for algorithm in Algorithm:
        yield from values(algorithm)
    yield from lists()
    yield from kept_lists()


def times() -> Iterator[Case]:
    """Yield cards at the edges of their time. Their lists are out of date, so nothing is asked."""
    later = ISSUED + 40 * DAY
    early, late, end = ResultWord.NOT_YET_VALID, ResultWord.EXPIRED, EXPIRES
    moments = {
        "times: a second before the leeway": (card(), ISSUED - LEEWAY - 1, early),
        "times: long before": (card(), ISSUED - 400 * DAY, early),
        "times: before it begins": (card(not_before=later), later - LEEWAY - 1, early),
        "times: issued after it begins": (card(not_before=ISSUED - DAY), ISSUED - DAY, early),
        "times: at its end": (card(), end, late),
        "times: a second after its end": (card(), end + 1, late),
        "times: ended before it began": (card(expires_at=ISSUED - 1), NOW, late),
        "times: no end date, but its last second": (card(no_end=True), end, late),
    }
    for name, (text, now, word) in moments.items():
        yield Case(name, text, word, now=now, status_lists=())
    silent = {"status_lists": (), "status_as_of": None, "freshness": Freshness.UNKNOWN}
    yield good(
        "times: the first second of the leeway", card(), make_claims(),
        now=ISSUED - LEEWAY, **silent,
    ).moved("edge")  # fmt: skip
    claims = make_claims(not_before=later)
    yield good(
        "times: the leeway of not before", card(not_before=later), claims,
        now=later - LEEWAY, **silent,
    ).moved("edge")  # fmt: skip


def key_sets() -> Iterator[Case]:
    """Yield good cards for verifiers whose key set cannot be used, or does not help them."""
    for algorithm in Algorithm:
        for key_set in USELESS_SETS:
            name = f"keys: {key_set} key set, {algorithm.name}"
            yield Case(name, card(algorithm), ResultWord.UNKNOWN_KEY, key_set=key_set)
    yield good("keys: retired, still believed", card(), make_claims(), key_set="retired").moved(
        "edge"
    )
    for name in CROWD:
        key = private_key(name, Algorithm.EDDSA)
        named = header(Algorithm.EDDSA, kid=key_id(key.public_key()))
        text = printed(sealed(payload(), Algorithm.EDDSA, protected=named, key=key))
        case = good(f"keys: one id of two, {name}", text, make_claims(), key_set="crowded")
        yield case.moved("edge")
    end = VERIFY_UNTIL - 1
    yield Case("keys: the last second of the set", card(), ResultWord.EXPIRED, now=end).moved(
        "edge"
    )


def values(algorithm: Algorithm) -> Iterator[Case]:
    """Yield every value of a status list."""
    told = {"status_as_of": LISTED_AT, "freshness": Freshness.FRESH}
    for name, word, value in (
        ("status: revoked", ResultWord.REVOKED, 1),
        ("status: suspended", ResultWord.SUSPENDED, 2),
    ):
        text = card(algorithm, status_index=PLACES[value])
        yield Case(f"{name}, {algorithm.name}", text, word, **told)  # type: ignore[arg-type] # of a case
    claims = make_claims(status_index=PLACES[3])
    text = card(algorithm, status_index=PLACES[3])
    name = f"status: good, please visit, {algorithm.name}"
    yield good(name, text, claims, please_visit=True).moved("edge")


def lists() -> Iterator[Case]:
    """Yield lists that are old, unusable, or not the card's."""
    claims, revoked = make_claims(), PLACES[1]
    unknown = {"status_as_of": None, "freshness": Freshness.UNKNOWN}
    for name in USELESS_LISTS:
        # Were the list believed, the card would be revoked.
        text, holder = card(status_index=revoked), make_claims(status_index=revoked)
        yield good(f"list: {name}", text, holder, status_lists=(name,), **unknown).moved("edge")
    yield good("list: none", card(), claims, status_lists=(), **unknown).moved("edge")
    elsewhere = make_claims(status_list=4)
    yield good("list: not the card's", card(status_list=4), elsewhere, **unknown).moved("edge")
    for name, at in (("a day old", NOW - DAY), ("a day and a second old", STALE_AT)):
        age = Freshness.FRESH if at == NOW - DAY else Freshness.STALE
        beside = {"status_lists": (name,), "status_as_of": at, "freshness": age}
        yield good(f"list: {name}", card(), claims, **beside).moved("edge")
        text = card(status_index=revoked)
        yield Case(f"list: {name}, revoked", text, ResultWord.REVOKED, **beside)  # type: ignore[arg-type] # of a case
    newer = good(
        "list: the newer of two counts", card(), claims, status_lists=("fresh", "a day old")
    )
    yield newer.moved("edge")
    yield good("list: by an Ed25519 key", card(), claims, status_lists=("Ed25519",)).moved("edge")
    on_it, off_it = (
        "list: reads revoked by default, this card is " + end for end in ("on it", "not")
    )
    yield good(on_it, card(), claims, status_lists=("inverted",)).moved("edge")
    told = {"status_as_of": LISTED_AT, "freshness": Freshness.FRESH}
    text = card(status_index=99)
    yield Case(off_it, text, ResultWord.REVOKED, status_lists=("inverted",), **told)  # type: ignore[arg-type] # of a case


def kept_lists() -> Iterator[Case]:
    """Yield a card that a list kept from before calls revoked, and the moments around that list."""
    holder = make_claims(status_index=PLACES[1])
    text = card(status_index=PLACES[1])
    unknown = {"status_as_of": None, "freshness": Freshness.UNKNOWN}
    for name, now in (
        ("the clock was put back", LISTED_AT - LEEWAY - 1),
        ("it ended since it was taken", NOW + 7 * DAY),
    ):
        case = good(f"list: {name}", text, holder, now=now, taken_at=NOW, **unknown)
        yield case.moved("edge")
    for name, now, age in (
        ("the clock was put back by the leeway", LISTED_AT - LEEWAY, Freshness.FRESH),
        ("its last second since it was taken", NOW + 7 * DAY - 1, Freshness.STALE),
    ):
        case = Case(
            f"list: {name}", text, ResultWord.REVOKED,
            now=now, taken_at=NOW, status_as_of=LISTED_AT, freshness=age,
        )  # fmt: skip
        yield case.moved("edge")

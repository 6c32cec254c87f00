"""Cards in use, as printed and as exported, with everything that may differ between them."""

from collections.abc import Iterator

from app.core.credential import Algorithm, CardClaims, Freshness
from app.core.credential.digits import encode_digits
from app.core.credential.wire import base45_text
from scripts.vectors.case import FRESH_LIST, Case, good
from scripts.vectors.material import (
    EXPIRES,
    FACE,
    ISSUED,
    VERIFY_UNTIL,
    card,
    header,
    make_claims,
    payload,
    printed,
    sealed,
)

CARDS = {
    "a card": make_claims(),
    "a minor's card without a name": make_claims(name=None),
    "a card without an end date": make_claims(no_end=True, expires_at=ISSUED + 10 * 365 * 86_400),
    "good from a later second on": make_claims(not_before=ISSUED + 60),
    "not before an earlier second": make_claims(not_before=ISSUED - 60),
    "a name in another script": make_claims(name="\u1218\u1208\u1235 \u6797"),
    "a name that runs right to left": make_claims(name="مريم نور الحسيني"),
    "the longest name": make_claims(name="é" * 120),
    "a face beside the name": make_claims(face=FACE),
    "the largest face": make_claims(face=FACE + bytes(700 - len(FACE))),
    "the first place of the first list": make_claims(status_list=0, status_index=0),
    "the last place of its list": make_claims(status_index=131_071),
}
ALIASES = {Algorithm.ES256: -9, Algorithm.EDDSA: -19}


def cases() -> Iterator[Case]:
    """Yield them."""
    for algorithm in Algorithm:
        for name, claims in CARDS.items():
            text = printed(sealed(payload_of(claims), algorithm))
            lists = ("number 0",) if claims.status_list == 0 else (FRESH_LIST,)
            yield good(f"{name}, {algorithm.name}", text, claims, status_lists=lists)
        cose = sealed(payload(), algorithm)
        yield good(f"exported as Base45, {algorithm.name}", base45_text(cose), make_claims())
        aliased = sealed(payload(), algorithm, protected=header(algorithm, alg=ALIASES[algorithm]))
        yield good(f"alg by its newer number, {algorithm.name}", printed(aliased), make_claims())
    yield from texts()


def payload_of(claims: CardClaims) -> bytes:
    """Return the payload of claims that were made above."""
    return payload(**{name: getattr(claims, name) for name in FIELDS})


FIELDS = (
    "name", "face", "issued_at", "expires_at", "not_before", "no_end", "status_list",
    "status_index",
)  # fmt: skip


def texts() -> Iterator[Case]:
    """Yield forms in which readers hand the same code over."""
    digits = encode_digits(sealed(payload()))
    claims = make_claims()
    yield good("digits alone", digits, claims)
    yield good("another address before the digits", f"https://elsewhere.example/#{digits}", claims)
    yield good("no address but words", f"Look here: {digits}", claims)
    yield good("line end of a hand scanner", f"{card()}\r\n", claims)
    yield good("tab of a hand scanner", f"{card()}\t", claims)
    yield good("blanks around the text", f"  \n{card()} \t ", claims)
    yield good("letters beyond ASCII before the digits", f"früher é 林 {digits}", claims)
    yield good("Base45 with a line end", f"{base45_text(sealed(payload()))}\n", claims)
    yield good("the last second of the card", card(), claims, now=EXPIRES - 1,
               status_lists=(), status_as_of=None, freshness=Freshness.UNKNOWN)  # fmt: skip
    ends_with_key = make_claims(expires_at=VERIFY_UNTIL)
    yield good("ends with its key", card(expires_at=VERIFY_UNTIL), ends_with_key)

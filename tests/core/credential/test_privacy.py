"""What the register's digest column tells somebody who holds it and a list of people: nothing."""

from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from itertools import product

from app.core.credential import Algorithm, prepare
from app.core.credential.claims import encode_claims
from tests.core.credential.material import EXPIRES, ISSUED, KEYS, make_claims

GIVEN = [f"{first}{last}" for first, last in product(("A", "Be", "Ca", "Do", "El"), "aeiouylnrs")]
FAMILY = [
    f"{first}{last}" for first, last in product(("Fer", "Gar", "Hu", "Iv", "Jo"), "aeiouylnrs")
]
NAMES = [f"{given} {family}" for given, family in product(GIVEN, FAMILY)]
FIRST_DAY = date(2026, 11, 20)
DAYS = [
    int(datetime.combine(FIRST_DAY + timedelta(days=day), time(), UTC).timestamp())
    for day in range(4)
]
HOLDER = "An Fera"


def test_ten_thousand_names_and_dates_match_no_digest() -> None:
    # The attacker knows everything about the card but its cti: number, slot, times, key.
    prepared = prepare(
        make_claims(name=HOLDER, cti=sha256(b"drawn").digest()[:16]), key=KEYS[Algorithm.ES256]
    )
    column = {prepared.digest}
    guesses = [
        make_claims(name=name, issued_at=day, cti=bytes(16))
        for name, day in product(NAMES, [*DAYS[:3], ISSUED])
    ]
    assert len(guesses) == 10_000
    assert any(guess.name == HOLDER and guess.issued_at == ISSUED for guess in guesses)
    plain = [
        sha256(form.encode()).digest()
        for name, day in product(NAMES, DAYS)
        for form in (name, f"{name}{day}", f"{name}|{day}|{EXPIRES}")
    ]
    assert column.isdisjoint(sha256(encode_claims(guess)).digest() for guess in guesses)
    assert column.isdisjoint(plain)


def test_two_cards_of_one_person_have_nothing_in_common_but_the_claims() -> None:
    first = prepare(make_claims(cti=bytes(16)), key=KEYS[Algorithm.ES256])
    second = prepare(make_claims(cti=bytes(15) + b"\1"), key=KEYS[Algorithm.ES256])
    assert first.digest != second.digest


def test_whoever_holds_the_card_can_show_that_a_digest_is_its_own() -> None:
    claims = make_claims()
    assert (
        sha256(encode_claims(claims)).digest() == prepare(claims, key=KEYS[Algorithm.ES256]).digest
    )

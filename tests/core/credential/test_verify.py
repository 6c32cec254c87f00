"""The eight steps: their words, their order, and that no changed digit is ever valid."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.credential import (
    Algorithm,
    ResultWord,
    ScannedText,
    TrustedKeys,
    Verdict,
    prepare,
    verify,
)
from app.core.credential.cose import protected_header
from app.core.credential.signature import READ_AS
from tests.core.credential.material import (
    ALGORITHMS,
    EXPIRES,
    ISSUED,
    ISSUER,
    KEYS,
    NOW,
    OTHER_PRIVATE_KEYS,
    TRUSTED,
    card_key,
    check,
    good_payload,
    make_claims,
    printed,
    sealed,
    sign_claims,
)

REFUSED = {ResultWord.NOT_AUTHENTIC, ResultWord.UNREADABLE, ResultWord.UNKNOWN_KEY}
TEXT = sign_claims(make_claims()).text(ISSUER)
FAR_FUTURE = EXPIRES + 100 * 365 * 86_400


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_every_changed_digit_is_refused(algorithm: Algorithm) -> None:
    digits = sign_claims(make_claims(), algorithm).digits()
    assert check(digits).word is ResultWord.VALID
    words = {
        check(digits[:position] + digit + digits[position + 1 :]).word
        for position in range(len(digits))
        for digit in "0123456789"
        if digit != digits[position]
    }
    assert words == REFUSED


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_every_changed_bit_is_refused(algorithm: Algorithm) -> None:
    cose = sign_claims(make_claims(), algorithm).cose
    number = int.from_bytes(cose, "big")
    words = {
        check(printed((number ^ 1 << bit).to_bytes(len(cose), "big"))).word
        for bit in range(8 * len(cose))
    }
    assert words == REFUSED


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_every_missing_or_doubled_byte_is_refused(algorithm: Algorithm) -> None:
    cose = sign_claims(make_claims(), algorithm).cose
    for position in range(len(cose)):
        shorter = cose[:position] + cose[position + 1 :]
        longer = cose[: position + 1] + cose[position:]
        assert check(printed(shorter)).word in REFUSED
        assert check(printed(longer)).word in REFUSED


@pytest.mark.parametrize(
    ("now", "word"),
    [
        pytest.param(0, ResultWord.NOT_YET_VALID, id="1970"),
        pytest.param(ISSUED - 301, ResultWord.NOT_YET_VALID, id="before the leeway"),
        pytest.param(ISSUED - 300, ResultWord.VALID, id="within the leeway"),
        pytest.param(ISSUED, ResultWord.VALID, id="when issued"),
        pytest.param(EXPIRES - 1, ResultWord.VALID, id="last second"),
        pytest.param(EXPIRES, ResultWord.EXPIRED, id="first second after"),
        pytest.param(FAR_FUTURE, ResultWord.EXPIRED, id="a century later"),
    ],
)
def test_a_moved_clock_is_noticed(now: int, word: ResultWord) -> None:
    assert check(TEXT, now=now).word is word


def test_not_before_counts_when_it_is_later() -> None:
    text = sign_claims(make_claims(not_before=NOW + 301)).digits()
    assert check(text).word is ResultWord.NOT_YET_VALID
    assert check(text, now=NOW + 1).word is ResultWord.VALID


def test_a_not_before_in_the_past_does_not_back_date_a_card() -> None:
    text = sign_claims(make_claims(not_before=ISSUED - 86_400)).digits()
    assert check(text, now=ISSUED - 86_000).word is ResultWord.NOT_YET_VALID


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param(1, Verdict(ResultWord.REVOKED, status_known=True), id="1 revoked"),
        pytest.param(2, Verdict(ResultWord.SUSPENDED, status_known=True), id="2 suspended"),
        pytest.param(4, Verdict(ResultWord.REVOKED, status_known=True), id="no such value"),
        pytest.param(-1, Verdict(ResultWord.REVOKED, status_known=True), id="negative"),
    ],
)
def test_the_status_list_has_the_last_word(value: int, expected: Verdict) -> None:
    assert check(TEXT, status=lambda _issuer, _list, _index: value) == expected


@pytest.mark.parametrize(
    ("value", "please_visit", "status_known"),
    [
        pytest.param(0, False, True, id="0 valid"),
        pytest.param(3, True, True, id="3 please visit"),
        pytest.param(None, False, False, id="no usable list"),
    ],
)
def test_a_good_card_shows_its_claims(
    value: int | None, *, please_visit: bool, status_known: bool
) -> None:
    verdict = check(TEXT, status=lambda _issuer, _list, _index: value)
    assert verdict.word is ResultWord.VALID
    assert verdict.claims == make_claims()
    assert (verdict.please_visit, verdict.status_known) == (please_visit, status_known)


def test_asks_for_the_cards_own_entry_and_only_at_the_end() -> None:
    asked: list[tuple[str, int, int]] = []

    def status(issuer: str, status_list: int, index: int) -> int:
        asked.append((issuer, status_list, index))
        return 0

    check(TEXT, status=status)
    assert asked == [(ISSUER, 3, 4711)]
    for now in (0, EXPIRES):
        check(TEXT, status=status, now=now)
    check(TEXT[:-1], status=status)
    check(TEXT, status=status, keys=TrustedKeys())
    assert asked == [(ISSUER, 3, 4711)]


def test_only_a_valid_card_shows_claims() -> None:
    assert check(TEXT, now=EXPIRES).claims is None
    assert check(TEXT, now=0).claims is None
    assert check(TEXT, status=lambda _issuer, _list, _index: 1).claims is None
    assert check(TEXT, status=lambda _issuer, _list, _index: 2).claims is None


def test_expired_comes_before_revoked() -> None:
    verdict = check(TEXT, now=EXPIRES, status=lambda _issuer, _list, _index: 1)
    assert verdict == Verdict(ResultWord.EXPIRED)


def test_a_nameless_card_is_valid_without_a_name() -> None:
    verdict = check(sign_claims(make_claims(name=None)).digits())
    assert verdict.claims is not None
    assert verdict.claims.name is None


def test_the_address_before_the_digits_is_ignored() -> None:
    digits = TEXT.partition("#")[2]
    assert check(f"https://somebody.else.example/v#{digits}").word is ResultWord.VALID


def test_tries_every_key_with_the_same_id() -> None:
    for algorithm, key in KEYS.items():
        clash = card_key(OTHER_PRIVATE_KEYS[algorithm], kid=key.kid)
        text = sign_claims(make_claims(), algorithm).digits()
        assert check(text, keys=TrustedKeys([clash, key])).word is ResultWord.VALID
        assert check(text, keys=TrustedKeys([key, clash])).word is ResultWord.VALID
        assert check(text, keys=TrustedKeys([clash])).word is ResultWord.NOT_AUTHENTIC


def test_of_two_keys_with_one_id_the_one_that_signed_names_the_issuer() -> None:
    key = KEYS[Algorithm.ES256]
    clash = card_key(
        OTHER_PRIVATE_KEYS[Algorithm.ES256], kid=key.kid, issuer="https://else.example"
    )
    foreign = sealed(
        good_payload(), Algorithm.ES256, private_key=OTHER_PRIVATE_KEYS[Algorithm.ES256]
    )
    assert check(printed(foreign), keys=TrustedKeys([key, clash])).word is ResultWord.NOT_AUTHENTIC


@pytest.mark.parametrize("number", READ_AS)
def test_reads_both_names_of_an_algorithm(number: int) -> None:
    algorithm = READ_AS[number]
    header = protected_header(algorithm, key_id=KEYS[algorithm].kid)
    renamed = header.replace(bytes((0x20 - 1 - algorithm,)), bytes((0x20 - 1 - number,)))
    verdict = check(printed(sealed(good_payload(), algorithm, protected=renamed)))
    assert verdict.word is ResultWord.VALID


def test_a_card_ends_no_later_than_its_key() -> None:
    key = KEYS[Algorithm.ES256]
    for verify_until, word in (
        (EXPIRES, ResultWord.VALID),
        (EXPIRES - 1, ResultWord.NOT_AUTHENTIC),
    ):
        keys = TrustedKeys([replace(key, verify_until=verify_until)])
        assert check(TEXT, keys=keys).word is word


@given(st.text(max_size=400))
def test_no_text_raises_or_is_valid(text: str) -> None:
    assert check(text).word is ResultWord.UNREADABLE


@given(st.binary(min_size=64, max_size=400))
def test_no_bytes_raise_or_are_valid(cose: bytes) -> None:
    assert check(printed(cose)).word in REFUSED


@given(st.binary(max_size=200), st.sampled_from(ALGORITHMS))
def test_no_signed_payload_raises(payload: bytes, algorithm: Algorithm) -> None:
    assert check(printed(sealed(payload, algorithm))).word is ResultWord.NOT_AUTHENTIC


def test_takes_its_arguments_and_nothing_else() -> None:
    verdict = verify(
        ScannedText(TEXT), keys=TRUSTED, status=lambda _issuer, _list, _index: 0, now=NOW
    )
    assert verdict == check(TEXT)


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_a_compromised_key_is_believed_about_known_payloads_only(algorithm: Algorithm) -> None:
    genuine, forged = make_claims(), make_claims(cti=bytes(16))
    digest = prepare(genuine, key=KEYS[algorithm]).digest
    keys = TrustedKeys([replace(KEYS[algorithm], accepted_digests=frozenset([digest]))])
    assert check(sign_claims(genuine, algorithm).text(ISSUER), keys=keys).claims == genuine
    refused = check(sign_claims(forged, algorithm).text(ISSUER), keys=keys)
    assert refused.word is ResultWord.NOT_AUTHENTIC


def test_a_compromised_key_without_cards_is_believed_about_nothing() -> None:
    keys = TrustedKeys([replace(KEYS[Algorithm.ES256], accepted_digests=frozenset())])
    assert check(TEXT, keys=keys).word is ResultWord.NOT_AUTHENTIC

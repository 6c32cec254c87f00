"""What can be prepared, and the names of what cannot."""

from hashlib import sha256

import pytest

from app.core.credential import (
    Algorithm,
    AlreadySignedError,
    PrepareRefusal,
    PrepareRefusedError,
    name_flaw,
    prepare,
)
from app.core.credential.cose import to_be_signed
from tests.core.credential.material import (
    EXPIRES,
    FACE,
    ISSUED,
    KEYS,
    PRIVATE_KEYS,
    card_key,
    good_payload,
    make_claims,
)

KEY = KEYS[Algorithm.ES256]


def test_prepares_the_bytes_that_are_signed_and_their_digest() -> None:
    prepared = prepare(make_claims(), key=KEY)
    assert prepared.payload == good_payload()
    assert prepared.digest == sha256(good_payload()).digest()
    assert prepared.take_bytes_to_sign() == to_be_signed(
        prepared.protected, payload=prepared.payload
    )


def test_hands_the_bytes_out_once() -> None:
    prepared = prepare(make_claims(), key=KEY)
    prepared.take_bytes_to_sign()
    with pytest.raises(AlreadySignedError):
        prepared.take_bytes_to_sign()


def test_shows_no_holder_when_printed_in_a_log() -> None:
    assert "Ana" not in repr(prepare(make_claims(), key=KEY))


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        pytest.param(changes, reason, id=f"{reason.value}: {next(iter(changes.items()))!r:.60}")
        for changes, reason in (
            ({"issuer": "https://else.example"}, PrepareRefusal.ISSUER_IS_NOT_THE_KEYS),
            ({"card_number": "7K3M-9QXT-2BM"}, PrepareRefusal.CARD_NUMBER_MALFORMED),
            ({"card_number": "7K3M9QXT2BK"}, PrepareRefusal.CARD_NUMBER_MALFORMED),
            ({"card_number": ""}, PrepareRefusal.CARD_NUMBER_MALFORMED),
            ({"name": None, "face": FACE}, PrepareRefusal.FACE_WITHOUT_NAME),
            ({"face": b"\xff\xd8" + bytes(40)}, PrepareRefusal.FACE_UNUSABLE),
            ({"face": FACE + bytes(700)}, PrepareRefusal.FACE_UNUSABLE),
            ({"name": ""}, PrepareRefusal.NAME_EMPTY),
            ({"name": " Ana"}, PrepareRefusal.NAME_UNPRINTABLE),
            ({"name": "Ana\n"}, PrepareRefusal.NAME_UNPRINTABLE),
            ({"name": "A\x00na"}, PrepareRefusal.NAME_UNPRINTABLE),
            ({"name": "A\u2028na"}, PrepareRefusal.NAME_UNPRINTABLE),
            ({"name": "A\ud800na"}, PrepareRefusal.NAME_UNPRINTABLE),
            ({"name": "Luci\u0301a"}, PrepareRefusal.NAME_NOT_NFC),
            ({"name": "é" * 120 + "e"}, PrepareRefusal.NAME_TOO_LONG),
            ({"cti": bytes(15)}, PrepareRefusal.CTI_WRONG_LENGTH),
            ({"cti": bytes(17)}, PrepareRefusal.CTI_WRONG_LENGTH),
            ({"status_index": -1}, PrepareRefusal.STATUS_ENTRY_OUT_OF_RANGE),
            ({"status_index": 131_072}, PrepareRefusal.STATUS_ENTRY_OUT_OF_RANGE),
            ({"status_list": -1}, PrepareRefusal.STATUS_ENTRY_OUT_OF_RANGE),
            ({"status_list": 1_000_000_000}, PrepareRefusal.STATUS_ENTRY_OUT_OF_RANGE),
            ({"issued_at": -1}, PrepareRefusal.TIME_OUT_OF_RANGE),
            ({"not_before": -1}, PrepareRefusal.TIME_OUT_OF_RANGE),
            ({"not_before": 1 << 33}, PrepareRefusal.TIME_OUT_OF_RANGE),
            ({"expires_at": 1 << 33}, PrepareRefusal.TIME_OUT_OF_RANGE),
            ({"expires_at": ISSUED}, PrepareRefusal.ENDS_BEFORE_IT_BEGINS),
            ({"not_before": EXPIRES}, PrepareRefusal.ENDS_BEFORE_IT_BEGINS),
            ({"not_before": ISSUED}, PrepareRefusal.NOT_BEFORE_REPEATS_ISSUED_AT),
            ({"issued_at": KEY.sign_until}, PrepareRefusal.KEY_NO_LONGER_SIGNS),
            ({"expires_at": KEY.verify_until + 1}, PrepareRefusal.OUTLIVES_KEY),
        )
    ],
)
def test_refuses_by_name(changes: dict[str, object], reason: PrepareRefusal) -> None:
    with pytest.raises(PrepareRefusedError) as refusal:
        prepare(make_claims(**changes), key=KEY)
    assert refusal.value.reason is reason


@pytest.mark.parametrize(
    "issuer",
    [
        pytest.param("id.city.example", id="no scheme"),
        pytest.param("ftp://id.city.example", id="another scheme"),
        pytest.param("https://", id="no host"),
        pytest.param("https://id.city.example/", id="slash at the end"),
        pytest.param("https://id.city.example/#", id="fragment"),
        pytest.param("https://id.city.example?x", id="query"),
        pytest.param("https://b\u00fccher.example", id="not ASCII"),
        pytest.param("https://" + "a" * 101, id="too long"),
    ],
)
def test_refuses_an_issuer_that_makes_no_address(issuer: str) -> None:
    key = card_key(PRIVATE_KEYS[Algorithm.ES256], issuer=issuer)
    with pytest.raises(PrepareRefusedError) as refusal:
        prepare(make_claims(issuer=issuer), key=key)
    assert refusal.value.reason is PrepareRefusal.ISSUER_MALFORMED


@pytest.mark.parametrize("issuer", ["http://localhost:8000", "https://city.example/id"])
def test_takes_an_issuer_with_port_or_path(issuer: str) -> None:
    key = card_key(PRIVATE_KEYS[Algorithm.ES256], issuer=issuer)
    assert prepare(make_claims(issuer=issuer), key=key).claims.issuer == issuer


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"issued_at": KEY.sign_until - 1}, id="last second of signing"),
        pytest.param({"expires_at": KEY.verify_until}, id="ends with its key"),
        pytest.param({"name": "\u00e9" * 120}, id="longest name"),
        pytest.param(
            {"name": "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"}, id="joiner in a name"
        ),
        pytest.param({"name": None}, id="no name"),
    ],
)
def test_takes_what_lies_just_within_the_limits(changes: dict[str, object]) -> None:
    claims = make_claims(**changes)
    assert prepare(claims, key=KEY).claims == claims


def test_intake_can_ask_for_the_name_alone() -> None:
    assert name_flaw("Ana Luc\u00eda") is None
    assert name_flaw("n" * 241) is PrepareRefusal.NAME_TOO_LONG

"""Claims and their bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.credential import CardClaims, ClaimsError
from app.core.credential.cbor import decode
from app.core.credential.claims import decode_claims, encode_claims
from tests.core.credential.material import EXPIRES, FACE, ISSUED, ISSUER, make_claims, payload_map


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({}, id="a card"),
        pytest.param({"name": None}, id="a minor's card"),
        pytest.param({"no_end": True}, id="no end date"),
        pytest.param({"not_before": ISSUED + 1}, id="good from later on"),
        pytest.param({"not_before": ISSUED - 1}, id="good from earlier on"),
        pytest.param({"status_list": 0, "status_index": 0}, id="first entry"),
        pytest.param({"status_list": 999_999_999, "status_index": 131_071}, id="last entry"),
        pytest.param({"name": "\u738b\u5c0f\u660e"}, id="name in another script"),
        pytest.param({"name": "\u00e9" * 120}, id="longest name"),
        pytest.param({"face": FACE}, id="a face"),
        pytest.param({"face": FACE + bytes(700 - len(FACE))}, id="largest face"),
    ],
)
def test_decoding_undoes_encoding(changes: dict[str, object]) -> None:
    claims = make_claims(**changes)
    assert decode_claims(encode_claims(claims), issuer=ISSUER) == claims


def test_writes_the_labels_of_the_format() -> None:
    assert decode(encode_claims(make_claims(no_end=True, not_before=ISSUED + 5))) == {
        1: ISSUER,
        4: EXPIRES,
        5: ISSUED + 5,
        6: ISSUED,
        7: bytes(range(16)),
        169: {1: "7K3M-9QXT-2BK", 4: "Ana Luc\u00eda Ferreira"},
        65535: {"status_list": {"idx": 4711, "uri": f"{ISSUER}/s/3"}},
        -70001: 1,
    }


def test_a_face_is_written_as_claim_169_wants_it() -> None:
    encoded = decode(encode_claims(make_claims(face=FACE)))
    assert isinstance(encoded, dict)
    identity = encoded[169]
    assert isinstance(identity, dict)
    assert identity[62] == [{0: FACE, 1: 0, 2: 4}]


def test_leaves_out_what_does_not_apply() -> None:
    encoded = decode(encode_claims(make_claims(name=None)))
    assert isinstance(encoded, dict)
    assert list(encoded) == [1, 4, 6, 7, 169, 65535]
    assert encoded[169] == {1: "7K3M-9QXT-2BK"}


def test_begins_at_the_later_of_its_two_times() -> None:
    assert make_claims().valid_from == ISSUED
    assert make_claims(not_before=ISSUED + 9).valid_from == ISSUED + 9
    assert make_claims(not_before=ISSUED - 9).valid_from == ISSUED


def test_shows_no_holder_when_printed_in_a_log() -> None:
    shown = repr(make_claims(face=FACE))
    assert "Ana" not in shown
    assert "7K3M" not in shown
    assert "x0f" not in shown
    assert "RIFF" not in shown


STATUS = {"idx": 1, "uri": f"{ISSUER}/s/3"}

BAD_CLAIMS = [
    *(pytest.param({}, (label,), id=f"without {label}") for label in (1, 4, 6, 7, 169, 65535)),
    pytest.param({2: "subject"}, (), id="a subject"),
    pytest.param({3: "audience"}, (), id="an audience"),
    pytest.param({"iss": ISSUER}, (), id="a claim by name"),
    pytest.param({-70002: 1}, (), id="an unknown private claim"),
    pytest.param({1: "https://id.elsewhere.example"}, (), id="another issuer"),
    pytest.param({1: ISSUER + "/"}, (), id="issuer with a slash"),
    pytest.param({1: ISSUER.encode()}, (), id="issuer in bytes"),
    pytest.param({4: -1}, (), id="negative expiry"),
    pytest.param({4: 1 << 33}, (), id="expiry after 2242"),
    pytest.param({4: "2031"}, (), id="expiry as text"),
    pytest.param({5: ISSUED}, (), id="not-before repeats issued-at"),
    pytest.param({5: "now"}, (), id="not-before as text"),
    pytest.param({6: b"1"}, (), id="issued-at in bytes"),
    pytest.param({6: 1 << 40}, (), id="issued-at after 2242"),
    pytest.param({7: bytes(15)}, (), id="cti of 15 bytes"),
    pytest.param({7: bytes(17)}, (), id="cti of 17 bytes"),
    pytest.param({7: "a" * 16}, (), id="cti as text"),
    pytest.param({169: b"\xa1\x01\x61a"}, (), id="identity in bytes"),
    pytest.param({169: {}}, (), id="empty identity"),
    pytest.param({169: {4: "Ana"}}, (), id="name without number"),
    pytest.param({169: {1: "7K3M-9QXT-2BK", 8: "19900101"}}, (), id="birth date"),
    pytest.param({169: {1: 73}}, (), id="number as integer"),
    pytest.param({169: {1: "7K3M9QXT2BK"}}, (), id="number without hyphens"),
    pytest.param({169: {1: "7K3M-9QXT-2BO"}}, (), id="number with an O"),
    pytest.param({169: {1: "7K3M-9QXT-2BK\n"}}, (), id="number with a line end"),
    pytest.param({169: {1: "7K3M-9QXT-2BK", 4: ""}}, (), id="empty name"),
    pytest.param({169: {1: "7K3M-9QXT-2BK", 4: b"Ana"}}, (), id="name in bytes"),
    pytest.param({169: {1: "7K3M-9QXT-2BK", 4: "n" * 241}}, (), id="name too long"),
    *(
        pytest.param({169: {1: "7K3M-9QXT-2BK", 4: "Ana", 62: face}}, (), id=f"face: {flaw}")
        for flaw, face in {
            "none": [],
            "bytes alone": FACE,
            "bytes in an array": [FACE],
            "as text": [{0: "RIFF", 1: 0, 2: 4}],
            "without its kind": [{0: FACE}],
            "of another kind": [{0: FACE, 1: 0, 2: 0}],
            "not a WebP": [{0: bytes(40), 1: 0, 2: 4}],
            "too large": [{0: FACE + bytes(701 - len(FACE)), 1: 0, 2: 4}],
        }.items()
    ),
    pytest.param(
        {169: {1: "7K3M-9QXT-2BK", 62: [{0: FACE, 1: 0, 2: 4}]}}, (), id="face without a name"
    ),
    pytest.param({65535: 3}, (), id="status as a number"),
    pytest.param({65535: {}}, (), id="empty status"),
    pytest.param({65535: {"status_list": STATUS, "x": 1}}, (), id="two kinds of status"),
    pytest.param({65535: {"status_list": {"idx": 1}}}, (), id="status without address"),
    pytest.param({65535: {"status_list": STATUS | {"x": 1}}}, (), id="status with more"),
    pytest.param({65535: {"status_list": [1, STATUS["uri"]]}}, (), id="status entry as array"),
    pytest.param(
        {65535: {"status_list": STATUS | {"idx": 131_072}}}, (), id="index after the last"
    ),
    pytest.param({65535: {"status_list": STATUS | {"idx": -1}}}, (), id="negative index"),
    pytest.param({65535: {"status_list": STATUS | {"idx": "1"}}}, (), id="index as text"),
    *(
        pytest.param({65535: {"status_list": STATUS | {"uri": uri}}}, (), id=f"list at {uri!r}")
        for uri in (
            b"x",
            "",
            f"{ISSUER}/s/",
            f"{ISSUER}/s/03",
            f"{ISSUER}/s/-3",
            f"{ISSUER}/s/3/",
            f"{ISSUER}/s/3?time=1",
            f"{ISSUER}/s/\u0663",
            f"{ISSUER}/s/1000000000",
            f"{ISSUER}/t/3",
            "https://id.elsewhere.example/s/3",
        )
    ),
    pytest.param({-70001: 0}, (), id="no-end flag 0"),
    pytest.param({-70001: 2}, (), id="no-end flag 2"),
    pytest.param({-70001: "1"}, (), id="no-end flag as text"),
]


@pytest.mark.parametrize(("changes", "without"), BAD_CLAIMS)
def test_refuses(changes: dict[int | str, object], without: tuple[int, ...]) -> None:
    with pytest.raises(ClaimsError):
        decode_claims(payload_map(changes, without=without), issuer=ISSUER)


@pytest.mark.parametrize(
    "payload",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"\x80", id="array"),
        pytest.param(payload_map({}) + b"\0", id="trailing byte"),
        pytest.param(b"\xbf" + payload_map({})[1:] + b"\xff", id="indefinite map"),
    ],
)
def test_refuses_payloads_that_are_no_map(payload: bytes) -> None:
    with pytest.raises(ClaimsError):
        decode_claims(payload, issuer=ISSUER)


TIMES = st.integers(min_value=0, max_value=(1 << 33) - 1)
CLAIMS = st.builds(
    CardClaims,
    issuer=st.just(ISSUER),
    card_number=st.just("7K3M-9QXT-2BK"),
    name=st.none() | st.text(st.characters(codec="utf-8"), min_size=1, max_size=60),
    issued_at=st.just(ISSUED),
    expires_at=TIMES,
    cti=st.binary(min_size=16, max_size=16),
    status_list=st.integers(0, 999_999_999),
    status_index=st.integers(0, 131_071),
    no_end=st.booleans(),
    not_before=st.none() | TIMES.filter(lambda time: time != ISSUED),
)


@given(CLAIMS)
def test_every_set_of_claims_comes_back(claims: CardClaims) -> None:
    assert decode_claims(encode_claims(claims), issuer=ISSUER) == claims

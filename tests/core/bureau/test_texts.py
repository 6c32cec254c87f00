"""Manifests and receipts: one way to write them, signed, and refused when they do not add up."""

import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import ValidationError

from app.core.bureau import (
    BureauFileError,
    CardOutcome,
    Manifest,
    Outcome,
    PurgeReceipt,
    SignedKind,
    read_signed,
    sign_text,
)
from tests.core.bureau.bundles import BUNDLE, BUREAU, MADE_AT, NUMBERS, manifest

KEY = Ed25519PrivateKey.generate()
RECEIPT = PurgeReceipt(
    bundle=BUNDLE,
    bureau=BUREAU,
    manifest="0" * 64,
    destroyed_at=MADE_AT,
    is_code_read=True,
    cards=(
        CardOutcome(number=NUMBERS[0], outcome=Outcome.PRINTED),
        CardOutcome(number=NUMBERS[1], outcome=Outcome.SPOILED, reason="print_fault"),
    ),
)
SIGNED = sign_text(RECEIPT, KEY, kind=SignedKind.RECEIPT)


def read(content: bytes) -> PurgeReceipt:
    return read_signed(content, KEY.public_key(), kind=SignedKind.RECEIPT, model=PurgeReceipt)


def why(content: bytes) -> str:
    with pytest.raises(BureauFileError) as refused:
        read(content)
    return refused.value.reason


def signed_line(line: bytes) -> bytes:
    signature = KEY.sign(SignedKind.RECEIPT.value + line).hex().encode()
    return b"%s\n%s\n" % (line, signature)


def test_a_receipt_is_read_as_it_was_written() -> None:
    assert read(SIGNED) == RECEIPT
    assert signed_line(RECEIPT.line()) == SIGNED
    assert read(signed_line(RECEIPT.line())) == RECEIPT


def test_a_changed_word_is_noticed() -> None:
    assert why(SIGNED.replace(b"print_fault", b"damaged")) == "signature_wrong"


def test_a_signature_under_one_kind_of_text_is_none_under_another() -> None:
    as_manifest = sign_text(RECEIPT, KEY, kind=SignedKind.MANIFEST)
    assert why(as_manifest) == "signature_wrong"


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(SIGNED[:-1], id="no line end"),
        pytest.param(SIGNED + b"\n", id="a line more"),
        pytest.param(SIGNED[:-3] + b"zz\n", id="no hexadecimal digits"),
        pytest.param(SIGNED[:-3] + "é\n".encode(), id="no ASCII"),
        pytest.param(signed_line(b"{"), id="no JSON"),
        pytest.param(signed_line(b"[" * 100_000), id="deeply nested"),
        pytest.param(signed_line(b'{"format":1}'), id="fields missing"),
        pytest.param(
            signed_line(json.dumps(json.loads(RECEIPT.line())).encode()),
            id="written another way",
        ),
        pytest.param(
            signed_line(RECEIPT.line().replace(b'"format":1', b'"format":1.0')),
            id="a number written another way",
        ),
    ],
)
def test_what_is_no_receipt_is_refused(broken: bytes) -> None:
    assert why(broken) == "text_malformed"


@pytest.mark.parametrize(
    ("outcome", "reason"),
    [(Outcome.PRINTED, "print_fault"), (Outcome.SPOILED, ""), (Outcome.MISSING, "damaged")],
)
def test_a_reason_goes_with_a_spoiled_card_only(outcome: Outcome, reason: str) -> None:
    with pytest.raises(ValidationError):
        CardOutcome(number=NUMBERS[0], outcome=outcome, reason=reason)


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"count": 2}, id="another count"),
        pytest.param({"cards": manifest().cards[:2]}, id="a page of nobody"),
        pytest.param({"cards": manifest().cards[::-1]}, id="another order"),
        pytest.param({"files": manifest().files[:1]}, id="a file missing"),
        pytest.param(
            {"cards": (*manifest().cards[:2], {"number": NUMBERS[0], "file": 2, "page": 1})},
            id="a card twice",
        ),
    ],
)
def test_a_manifest_that_does_not_add_up_is_none(changes: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        manifest(**changes)


def test_a_manifest_is_read_as_it_was_written() -> None:
    signed = sign_text(manifest(), KEY, kind=SignedKind.MANIFEST)
    kind = SignedKind.MANIFEST
    assert read_signed(signed, KEY.public_key(), kind=kind, model=Manifest) == manifest()

"""Readers that others wrote take what we sign, with the same claims, and refuse what we refuse."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from app.core.credential import Algorithm, CardClaims, ResultWord
from app.core.credential.wire import base45_text
from tests.core.credential.material import (
    FACE,
    ISSUED,
    OTHER_PRIVATE_KEYS,
    PRIVATE_KEYS,
    check,
    good_payload,
    make_claims,
    sealed,
    sign_claims,
)

pytestmark = pytest.mark.foreign

PYTHON = Path(__file__).parents[2] / ".venv-foreign" / "bin" / "python"
READERS = Path(__file__).with_name("readers.py")

CARDS = {
    "a card": make_claims(),
    "a minor's card": make_claims(name=None),
    "no end date": make_claims(no_end=True),
    "good from later on": make_claims(not_before=ISSUED + 60),
    "a name in another script": make_claims(name="\u1218\u1208\u1235 \u6797"),
    "a face": make_claims(face=FACE),
    "the longest name": make_claims(name="\u00e9" * 120),
}
GOOD = [
    pytest.param(claims, algorithm, id=f"{algorithm.name} {name}")
    for name, claims in CARDS.items()
    for algorithm in Algorithm
]
SIGNATURE_FAILS = {"claim169": {"error": "SignatureError"}, "cwt": {"error": "VerifyError"}}
ENDS_EARLY = {"claim169": {"error": "CoseParseError"}, "cwt": {"error": "CBORDecodeEOF"}}


def bad_credentials(algorithm: Algorithm) -> dict[str, tuple[bytes, dict[str, Any]]]:
    """Credentials with one flaw that every reader must see, and how each reader names it."""
    good = sealed(good_payload(), algorithm)
    other = sealed(good_payload(), algorithm, private_key=OTHER_PRIVATE_KEYS[algorithm])
    return {
        "signed by another key": (other, SIGNATURE_FAILS),
        "last byte changed": (good[:-1] + bytes((good[-1] ^ 1,)), SIGNATURE_FAILS),
        "cut": (good[:-1], ENDS_EARLY),
    }


BAD = [
    pytest.param(cose, algorithm, errors, id=f"{algorithm.name} {name}")
    for algorithm in Algorithm
    for name, (cose, errors) in bad_credentials(algorithm).items()
]


def ask(cose: bytes, base45: str, algorithm: Algorithm) -> dict[str, Any]:
    """Run both readers in their own environment."""
    if not PYTHON.exists():
        pytest.fail(
            "the foreign readers' environment, .venv-foreign, is missing: scripts/test makes it"
        )
    public_key = PRIVATE_KEYS[algorithm].public_key()
    pem = public_key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    kind = "ec" if algorithm is Algorithm.ES256 else "okp"
    case = {"base45": base45, "cose": cose.hex(), "pem": pem, "kind": kind}
    answer = subprocess.run(  # noqa: S603 - our own script, in an environment of our own
        [PYTHON, READERS], input=json.dumps([case]), capture_output=True, text=True, check=True
    )
    said: dict[str, Any] = json.loads(answer.stdout)[0]
    return said


@pytest.mark.parametrize(("claims", "algorithm"), GOOD)
def test_foreign_readers_agree_on_the_claims(claims: CardClaims, algorithm: Algorithm) -> None:
    signed = sign_claims(claims, algorithm)
    said = ask(signed.cose, signed.base45(), algorithm)
    shared = {
        "issuer": claims.issuer,
        "issued_at": claims.issued_at,
        "expires_at": claims.expires_at,
        "not_before": claims.not_before,
        "card_number": claims.card_number,
        "name": claims.name,
        "face": None if claims.face is None else claims.face.hex(),
    }
    assert said["claim169"] == shared | {"verified": True}
    optional = {5: claims.not_before is not None, -70001: claims.no_end}
    assert said["cwt"] == shared | {
        "labels": sorted(
            {1, 4, 6, 7, 169, 65535} | {label for label in optional if optional[label]}
        ),
        "cti": claims.cti.hex(),
        "status_index": claims.status_index,
        "status_uri": claims.status_uri,
        "no_end": claims.no_end,
    }


@pytest.mark.parametrize(("cose", "algorithm", "errors"), BAD)
def test_foreign_readers_refuse_what_we_refuse(
    cose: bytes, algorithm: Algorithm, errors: dict[str, Any]
) -> None:
    base45 = base45_text(cose)
    assert check(base45).word in {ResultWord.NOT_AUTHENTIC, ResultWord.UNREADABLE}
    assert ask(cose, base45, algorithm) == errors

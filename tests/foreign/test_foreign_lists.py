"""A COSE library that others wrote reads our signed lists, with the same claims."""

import json
import subprocess
import zlib
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from app.core.credential import Algorithm, PublicKey, sign_key_set, sign_status_list
from tests.core.credential.lists import (
    LIST_ISSUED,
    ROOT_SIGNERS,
    ROOTS,
    STATUS_KEYS,
    STATUS_SIGNERS,
    status_list,
)
from tests.core.credential.material import ISSUER
from tests.core.credential.test_trust_list import key_set

pytestmark = pytest.mark.foreign

PYTHON = Path(__file__).parents[2] / ".venv-foreign" / "bin" / "python"
READER = Path(__file__).with_name("list_reader.py")
EACH_ALGORITHM = pytest.mark.parametrize("algorithm", list(Algorithm), ids=lambda alg: alg.name)


def read(token: bytes, public_key: PublicKey, algorithm: Algorithm) -> dict[str, Any]:
    """Return what the foreign library reads."""
    pem = public_key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    kind = "ec" if algorithm is Algorithm.ES256 else "okp"
    cases = [{"token": token.hex(), "pem": pem, "kind": kind}]
    ran = subprocess.run(  # noqa: S603 - our own script
        [PYTHON, READER], input=json.dumps(cases), capture_output=True, text=True, check=True
    )
    (answer,) = json.loads(ran.stdout)
    result: dict[str, Any] = answer
    return result


@EACH_ALGORITHM
def test_a_status_list_is_read_and_its_bits_mean_the_same(algorithm: Algorithm) -> None:
    token = sign_status_list(status_list(), STATUS_SIGNERS[algorithm])
    seen = read(token, STATUS_KEYS[algorithm].public_key, algorithm)
    assert seen["type"] == "application/statuslist+cwt"
    claims = seen["claims"]
    inner = claims.pop("65533")
    assert claims == {
        "2": f"{ISSUER}/s/3",
        "4": status_list().expires_at,
        "6": LIST_ISSUED,
        "65534": 43_200,
    }
    assert (inner["bits"], inner["aggregation_uri"]) == (2, f"{ISSUER}/s")
    packed = zlib.decompress(bytes.fromhex(inner["lst"]))
    # The draft's own way to look an entry up: four entries a byte, from the lowest bits on.
    found = {index: packed[index // 4] >> 2 * (index % 4) & 3 for index in (4711, 4712, 5, 6)}
    assert found == {4711: 1, 4712: 0, 5: 2, 6: 3}


@EACH_ALGORITHM
def test_a_key_set_is_read(algorithm: Algorithm) -> None:
    token = sign_key_set(key_set(), ROOT_SIGNERS[algorithm])
    seen = read(token, ROOTS[algorithm].public_key, algorithm)
    assert seen["type"] == "application/cose-key-set+cwt"
    assert seen["claims"]["1"] == ISSUER
    assert [key["2"] for key in seen["claims"]["-70011"]] == [
        key.kid.hex() for key in key_set().keys
    ]


@EACH_ALGORITHM
def test_a_changed_list_is_refused_by_others_too(algorithm: Algorithm) -> None:
    token = sign_status_list(status_list(), STATUS_SIGNERS[algorithm])
    changed = token[:-1] + bytes((token[-1] ^ 1,))
    key = STATUS_KEYS[algorithm].public_key
    assert read(changed, key, algorithm) == {"error": "VerifyError"}

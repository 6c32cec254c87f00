"""Read credentials with claim169 and cwt. Runs in .venv-foreign, not in the project's environment.

Takes a JSON list of `{"base45", "cose", "kind", "pem"}` on standard input (COSE bytes in
hexadecimal, the public key as PEM, its kind `ec` or `okp`) and prints, for each, what either reader
says or the name of its error.
"""

import json
import sys
from collections.abc import Callable
from typing import Any

import cbor2  # type: ignore[import-not-found] # Installed in .venv-foreign only.
import claim169  # type: ignore[import-not-found] # Installed in .venv-foreign only.
import cwt  # type: ignore[import-not-found] # Installed in .venv-foreign only.

EC_MARK = "ec"
FOREVER_SECONDS = 1 << 33  # The readers look at the clock; the tests' cards must not go bad.


def read_with_claim169(case: dict[str, str]) -> dict[str, Any]:
    """Decode the Base45 export and give back what it says."""
    pem = {f"verify_with_{'ecdsa_p256' if case['kind'] == EC_MARK else 'ed25519'}_pem": case["pem"]}
    result = claim169.decode(case["base45"], validate_timestamps=False, **pem)
    return {
        "verified": result.is_verified(),
        "issuer": result.cwt_meta.issuer,
        "issued_at": result.cwt_meta.issued_at,
        "expires_at": result.cwt_meta.expires_at,
        "not_before": result.cwt_meta.not_before,
        "card_number": result.claim169.id,
        "name": result.claim169.full_name,
        "face": claim169_face(result.claim169),
    }


def claim169_face(identity: Any) -> str | None:  # noqa: ANN401 - the reader's own type
    """Give back the one face a reader found, in hexadecimal."""
    faces = identity.face or []
    return bytes(faces[0].data).hex() if faces else None


def read_with_cwt(case: dict[str, str]) -> dict[str, Any]:
    """Decode the COSE bytes and give back every claim."""
    cose = bytes.fromhex(case["cose"])
    kid = cbor2.loads(cbor2.loads(cose).value[0])[4]
    alg = "ES256" if case["kind"] == EC_MARK else "EdDSA"
    key = cwt.COSEKey.from_pem(case["pem"], alg=alg, kid=kid)
    claims = cwt.CWT.new(leeway=FOREVER_SECONDS).decode(cose, key)
    entry = claims[65535]["status_list"]
    return {
        "labels": sorted(claims),
        "issuer": claims[1],
        "expires_at": claims[4],
        "not_before": claims.get(5),
        "issued_at": claims[6],
        "cti": claims[7].hex(),
        "card_number": claims[169][1],
        "name": claims[169].get(4),
        "face": claims[169][62][0][0].hex() if 62 in claims[169] else None,
        "status_index": entry["idx"],
        "status_uri": entry["uri"],
        "no_end": claims.get(-70001) == 1,
    }


def outcome(
    read: Callable[[dict[str, str]], dict[str, Any]], case: dict[str, str]
) -> dict[str, Any]:
    """Return what was read, or which error ended it."""
    try:
        return read(case)
    except Exception as error:  # noqa: BLE001 - whatever a foreign reader raises is its answer
        return {"error": type(error).__name__}


if __name__ == "__main__":
    json.dump(
        [
            {"claim169": outcome(read_with_claim169, case), "cwt": outcome(read_with_cwt, case)}
            for case in json.load(sys.stdin)
        ],
        sys.stdout,
    )

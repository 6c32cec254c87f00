"""Read signed lists with cwt. Runs in .venv-foreign, not in the project's environment.

Takes a JSON list of `{"token", "pem", "kind"}` on standard input (COSE bytes in hexadecimal, the
public key as PEM, its kind `ec` or `okp`) and prints the claims of each, bytes in hexadecimal, or
the name of the error.
"""

import json
import sys
from typing import Any

import cbor2  # type: ignore[import-not-found] # Installed in .venv-foreign only.
import cwt  # type: ignore[import-not-found] # Installed in .venv-foreign only.

TYPE_HEADER = 16


def read(case: dict[str, str]) -> dict[str, Any]:
    """Check the signature with a library of others and return type and claims."""
    token = bytes.fromhex(case["token"])
    header = cbor2.loads(cbor2.loads(token).value[0])
    alg = "ES256" if case["kind"] == "ec" else "EdDSA"
    key = cwt.COSEKey.from_pem(case["pem"], alg=alg, kid=header[4])
    payload = cwt.COSE.new().decode(token, key)
    claims = payload if isinstance(payload, dict) else cbor2.loads(payload)
    return {"type": header[TYPE_HEADER], "claims": plain(claims)}


def plain(value: Any) -> Any:  # noqa: ANN401 - any CBOR value
    """Return a value that JSON can hold."""
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, dict):
        return {str(name): plain(item) for name, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, list) else value


def outcome(case: dict[str, str]) -> dict[str, Any]:
    """Return what was read, or which error ended it."""
    try:
        return read(case)
    except Exception as error:  # noqa: BLE001 - whatever a foreign reader raises is its answer
        return {"error": type(error).__name__}


if __name__ == "__main__":
    json.dump([outcome(case) for case in json.load(sys.stdin)], sys.stdout)

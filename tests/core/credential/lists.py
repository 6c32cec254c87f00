"""Signed lists for the tests: fixed status keys and roots, and claims that a test changes."""

from dataclasses import replace
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, derive_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.core.credential import (
    Algorithm,
    LocalSigner,
    PrivateKey,
    RootKey,
    SignedStatusList,
    StatusKey,
    StatusList,
    TrustedStatusKeys,
)
from app.core.credential.claims import STATUS_LIST_ENTRIES
from tests.core.credential.material import ISSUED, ISSUER

DAY = 86_400
LIST_ISSUED = ISSUED + DAY

STATUS_PRIVATE_KEYS: dict[Algorithm, PrivateKey] = {
    Algorithm.ES256: derive_private_key(11, SECP256R1()),
    Algorithm.EDDSA: Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33))),
}
ROOT_PRIVATE_KEYS: dict[Algorithm, PrivateKey] = {
    Algorithm.ES256: derive_private_key(13, SECP256R1()),
    Algorithm.EDDSA: Ed25519PrivateKey.from_private_bytes(bytes(range(2, 34))),
}
STATUS_KEYS = {
    algorithm: StatusKey.of(private.public_key(), issuer=ISSUER, verify_until=ISSUED + 400 * DAY)
    for algorithm, private in STATUS_PRIVATE_KEYS.items()
}
TRUSTED_STATUS = TrustedStatusKeys(STATUS_KEYS.values())
STATUS_SIGNERS = {
    algorithm: LocalSigner(private, key=STATUS_KEYS[algorithm])
    for algorithm, private in STATUS_PRIVATE_KEYS.items()
}
ROOTS = {
    algorithm: RootKey.of(private.public_key()) for algorithm, private in ROOT_PRIVATE_KEYS.items()
}
ROOT_SIGNERS = {
    algorithm: LocalSigner(private, key=ROOTS[algorithm])
    for algorithm, private in ROOT_PRIVATE_KEYS.items()
}


def status_list(**changes: Any) -> SignedStatusList:  # noqa: ANN401 - any field
    """List 3, in which card 4711 is out of use."""
    content = SignedStatusList(
        issuer=ISSUER,
        number=3,
        issued_at=LIST_ISSUED,
        expires_at=LIST_ISSUED + 7 * DAY,
        statuses=StatusList.of({4711: 1, 5: 2, 6: 3}, entries=STATUS_LIST_ENTRIES),
    )
    return replace(content, **changes)

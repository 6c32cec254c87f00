"""Every number of the wire format, in one place.

Claims 65533 to 65535 are requested from IANA for the Token Status List, not yet assigned: if they
move, they move here. Private labels lie below -65536 (RFC 8392, section 9.1.1).
"""

from typing import Final

COSE_SIGN1_TAG: Final = 18
"""CBOR tag of COSE_Sign1 (RFC 9052, section 4.2)."""

HEADER_ALGORITHM: Final = 1
HEADER_KEY_ID: Final = 4

ALGORITHM_ES256: Final = -7
ALGORITHM_EDDSA: Final = -8
ALGORITHM_ESP256: Final = -9
"""ES256 with its curve fixed (RFC 9864); read as ES256, never written."""
ALGORITHM_ED25519: Final = -19
"""EdDSA with its curve fixed (RFC 9864); read as EdDSA, never written."""

CLAIM_ISSUER: Final = 1
CLAIM_EXPIRES_AT: Final = 4
CLAIM_NOT_BEFORE: Final = 5
CLAIM_ISSUED_AT: Final = 6
CLAIM_CTI: Final = 7
CLAIM_STATUS: Final = 65535
CLAIM_IDENTITY: Final = 169
CLAIM_NO_END: Final = -70001

STATUS_LIST_REFERENCE: Final = "status_list"
STATUS_INDEX: Final = "idx"
STATUS_URI: Final = "uri"

IDENTITY_CARD_NUMBER: Final = 1
IDENTITY_NAME: Final = 4

STATUS_VALID: Final = 0
STATUS_INVALID: Final = 1
STATUS_SUSPENDED: Final = 2
STATUS_PLEASE_VISIT: Final = 3
"""Application-specific in the draft: the card is good, its holder is asked to visit."""

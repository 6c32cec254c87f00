"""Every number of the wire format, in one place.

Claims 65533 to 65535 are requested from IANA for the Token Status List, not yet assigned: if they
move, they move here. Private labels lie below -65536 (RFC 8392, section 9.1.1).
"""

from typing import Final

COSE_SIGN1_TAG: Final = 18
"""CBOR tag of COSE_Sign1 (RFC 9052, section 4.2)."""

HEADER_ALGORITHM: Final = 1
HEADER_KEY_ID: Final = 4
HEADER_TYPE: Final = 16
"""What kind of thing the whole message is (RFC 9596); stands before lists, not before cards."""

TYPE_STATUS_LIST: Final = "application/statuslist+cwt"
TYPE_KEY_SET: Final = "application/cose-key-set+cwt"
TYPE_NETWORK_LIST: Final = "application/issuer-network+cwt"

ALGORITHM_ES256: Final = -7
ALGORITHM_EDDSA: Final = -8
ALGORITHM_ESP256: Final = -9
"""ES256 with its curve fixed (RFC 9864); read as ES256, never written."""
ALGORITHM_ED25519: Final = -19
"""EdDSA with its curve fixed (RFC 9864); read as EdDSA, never written."""

CLAIM_ISSUER: Final = 1
CLAIM_SUBJECT: Final = 2
CLAIM_EXPIRES_AT: Final = 4
CLAIM_NOT_BEFORE: Final = 5
CLAIM_ISSUED_AT: Final = 6
CLAIM_CTI: Final = 7
CLAIM_STATUS_LIST: Final = 65533
CLAIM_TTL: Final = 65534
CLAIM_STATUS: Final = 65535
CLAIM_IDENTITY: Final = 169
CLAIM_NO_END: Final = -70001
CLAIM_VERSION: Final = -70010
CLAIM_KEYS: Final = -70011
CLAIM_AGGREGATION: Final = -70017
CLAIM_ISSUERS: Final = -70018

KEY_ID: Final = 2
"""COSE_Key parameters (RFC 9052, section 7.1); private ones lie below -65536."""
KEY_ALGORITHM: Final = 3
KEY_ROLE: Final = -70012
KEY_SIGN_FROM: Final = -70013
KEY_SIGN_UNTIL: Final = -70014
KEY_VERIFY_UNTIL: Final = -70015
KEY_STATE: Final = -70016

NETWORK_ISSUER: Final = 1
NETWORK_ROOT: Final = -70019
NETWORK_NAME: Final = -70020

STATUS_LIST_REFERENCE: Final = "status_list"
STATUS_INDEX: Final = "idx"
STATUS_URI: Final = "uri"
STATUS_BITS: Final = "bits"
STATUS_LIST_BYTES: Final = "lst"
STATUS_AGGREGATION: Final = "aggregation_uri"

IDENTITY_CARD_NUMBER: Final = 1
IDENTITY_NAME: Final = 4
IDENTITY_FACE: Final = 62
"""An array of biometrics (MOSIP Claim 169, "face"), of which we write exactly one."""

BIOMETRIC_DATA: Final = 0
BIOMETRIC_FORMAT: Final = 1
BIOMETRIC_SUB_FORMAT: Final = 2
FORMAT_IMAGE: Final = 0
IMAGE_WEBP: Final = 4

STATUS_VALID: Final = 0
STATUS_INVALID: Final = 1
STATUS_SUSPENDED: Final = 2
STATUS_PLEASE_VISIT: Final = 3
"""Application-specific in the draft: the card is good, its holder is asked to visit."""

"""The signed data in a card's QR code. FORMAT.md says what it is; this makes and checks it."""

from app.core.credential.check_offline import OfflineCheck, check_offline, usable_lists
from app.core.credential.claims import CardClaims, ClaimsError
from app.core.credential.cose_key import (
    CoseKeyError,
    decode_cose_key,
    encode_cose_key,
    thumbprint,
)
from app.core.credential.freshness import Freshness, freshness
from app.core.credential.keys import (
    CardKey,
    RootKey,
    StatusKey,
    TrustedKeys,
    TrustedStatusKeys,
    VerificationKey,
    key_id,
)
from app.core.credential.network_list import (
    NetworkIssuer,
    NetworkList,
    decode_network_list,
    encode_network_list,
    open_network_list,
    sign_network_list,
)
from app.core.credential.own_claims import read_own_claims
from app.core.credential.prepare import (
    AlreadySignedError,
    PreparedCredential,
    PrepareRefusal,
    PrepareRefusedError,
    name_flaw,
    prepare,
)
from app.core.credential.printed_code import PrintedCodeError, read_printed_code
from app.core.credential.sign import (
    LocalSigner,
    PrivateKey,
    SignedCredential,
    Signer,
    SignerError,
    sample_text,
    sign,
)
from app.core.credential.signature import Algorithm, PublicKey
from app.core.credential.signed_list import SignedListError
from app.core.credential.status_list import StatusList, StatusListError
from app.core.credential.status_token import LIFETIME_SECONDS as LIST_LIFETIME_SECONDS
from app.core.credential.status_token import (
    SignedStatusList,
    aggregation_uri,
    open_status_list,
    sign_status_list,
)
from app.core.credential.status_token_jwt import open_status_list_jwt, sign_status_list_jwt
from app.core.credential.trust_file import (
    IssuerTrust,
    NetworkTrust,
    TrustFile,
    TrustFileError,
)
from app.core.credential.trust_list import (
    KeySet,
    PublishedKey,
    PublishedRole,
    PublishedState,
    decode_key_set,
    encode_key_set,
    open_key_set,
    read_own_key_set,
    sign_key_set,
)
from app.core.credential.verdict import ResultWord, Verdict, VerifiedClaims
from app.core.credential.verify import StatusLookup, verify
from app.core.credential.wire import ScannedText

__all__ = [
    "LIST_LIFETIME_SECONDS",
    "Algorithm",
    "AlreadySignedError",
    "CardClaims",
    "CardKey",
    "ClaimsError",
    "CoseKeyError",
    "Freshness",
    "IssuerTrust",
    "KeySet",
    "LocalSigner",
    "NetworkIssuer",
    "NetworkList",
    "NetworkTrust",
    "OfflineCheck",
    "PrepareRefusal",
    "PrepareRefusedError",
    "PreparedCredential",
    "PrintedCodeError",
    "PrivateKey",
    "PublicKey",
    "PublishedKey",
    "PublishedRole",
    "PublishedState",
    "ResultWord",
    "RootKey",
    "ScannedText",
    "SignedCredential",
    "SignedListError",
    "SignedStatusList",
    "Signer",
    "SignerError",
    "StatusKey",
    "StatusList",
    "StatusListError",
    "StatusLookup",
    "TrustFile",
    "TrustFileError",
    "TrustedKeys",
    "TrustedStatusKeys",
    "Verdict",
    "VerificationKey",
    "VerifiedClaims",
    "aggregation_uri",
    "check_offline",
    "decode_cose_key",
    "decode_key_set",
    "decode_network_list",
    "encode_cose_key",
    "encode_key_set",
    "encode_network_list",
    "freshness",
    "key_id",
    "name_flaw",
    "open_key_set",
    "open_network_list",
    "open_status_list",
    "open_status_list_jwt",
    "prepare",
    "read_own_claims",
    "read_own_key_set",
    "read_printed_code",
    "sample_text",
    "sign",
    "sign_key_set",
    "sign_network_list",
    "sign_status_list",
    "sign_status_list_jwt",
    "thumbprint",
    "usable_lists",
    "verify",
]

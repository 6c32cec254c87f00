"""What goes to an outside bureau and comes back: sealed bundles, manifests, purge receipts."""

from app.core.bureau.bundle import (
    OpenedBundle,
    begin_bundle,
    is_bundle,
    open_bundle,
    seal_part,
)
from app.core.bureau.keys import BundleKey, ReceiptKey, key_fingerprint
from app.core.bureau.manifest import (
    CARDS_PER_BUNDLE,
    BundleFile,
    BundleHeader,
    FiledCard,
    Manifest,
    manifest_digest,
)
from app.core.bureau.receipt import (
    CardOutcome,
    Outcome,
    PieceCount,
    PurgeReceipt,
    outcomes_of,
)
from app.core.bureau.reconcile import (
    Balance,
    BundleCardState,
    ReceiptContradictsError,
    balance_of,
    changes_of,
)
from app.core.bureau.signed_text import (
    BureauFileError,
    SignedKind,
    read_signed,
    sign_text,
    split_signed,
)

__all__ = [
    "CARDS_PER_BUNDLE",
    "Balance",
    "BundleCardState",
    "BundleFile",
    "BundleHeader",
    "BundleKey",
    "BureauFileError",
    "CardOutcome",
    "FiledCard",
    "Manifest",
    "OpenedBundle",
    "Outcome",
    "PieceCount",
    "PurgeReceipt",
    "ReceiptContradictsError",
    "ReceiptKey",
    "SignedKind",
    "balance_of",
    "begin_bundle",
    "changes_of",
    "is_bundle",
    "key_fingerprint",
    "manifest_digest",
    "open_bundle",
    "outcomes_of",
    "read_signed",
    "seal_part",
    "sign_text",
    "split_signed",
]

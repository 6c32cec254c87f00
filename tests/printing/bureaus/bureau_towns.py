"""A town with an outside bureau: what is sent to it, and what it hands back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from app.core.bureau import (
    Balance,
    OpenedBundle,
    PieceCount,
    PurgeReceipt,
    SignedKind,
    manifest_digest,
    open_bundle,
    outcomes_of,
    sign_text,
)
from app.core.permissions import Role
from app.kit.actor import SERVICE
from app.printing.bureaus.accept_receipt import accept_receipt
from app.printing.bureaus.add_bureau import BureauAgreement, add_bureau
from app.printing.bureaus.draw_bundle import draw_bundle
from app.printing.bureaus.open_bundle import open_bundle as put_together
from app.printing.bureaus.public_keys import manifest_key
from tests.at_desk import at_desk
from tests.town import Town


@dataclass(frozen=True)
class Bureau:
    """An outside bureau as itself: its private keys, and its id at the town."""

    id: UUID
    key: X25519PrivateKey
    receipt_key: Ed25519PrivateKey

    def opened(self, town: Town, content: bytes) -> OpenedBundle:
        """Open a bundle as the bureau does."""
        program_key = manifest_key(town.vault.keyring).public_key()
        return open_bundle(content, key=self.key, bureau=self.id, program_key=program_key)

    def receipt(
        self,
        opened: OpenedBundle,
        *,
        spoiled: Mapping[str, str] | None = None,
        missing: frozenset[str] = frozenset(),
        printed: frozenset[str] | None = None,
        destroyed_at: datetime | None = None,
        is_code_read: bool = False,
        **changes: object,
    ) -> bytes:
        """Sign what became of each card."""
        count = PieceCount(spoiled=spoiled or {}, missing=missing, printed=printed)
        said = PurgeReceipt(
            bundle=opened.manifest.bundle,
            bureau=self.id,
            manifest=manifest_digest(opened.signed_manifest),
            destroyed_at=destroyed_at or opened.manifest.made_at,
            is_code_read=is_code_read,
            cards=outcomes_of(opened.manifest, count),
        )
        text = said.model_copy(update=changes)
        return sign_text(text, self.receipt_key, kind=SignedKind.RECEIPT)


def bureau_of(town: Town, *, name: str = "Cardworks", purge_days: int = 14) -> Bureau:
    """Register a bureau."""
    key, receipt_key = X25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    agreement = BureauAgreement(
        name=name,
        contact_role="Dispatch",
        agreed_on=date(2026, 11, 2),
        bundle_key=key.public_key().public_bytes_raw(),
        receipt_key=receipt_key.public_key().public_bytes_raw(),
        purge_days=purge_days,
    )
    with town.transaction() as session:
        keyring = town.vault.keyring
        made = add_bureau(session, agreement, keyring=keyring, by=SERVICE, now=town.clock())
    return Bureau(made, key, receipt_key)


def bundle_for(town: Town, bureau_id: UUID, *, count: int = 100) -> UUID:
    """Put the waiting cards of city hall into a bundle."""
    with at_desk(town, Role.PRINTER) as (session, actor):
        return put_together(session, bureau_id, count=count, actor=actor, now=town.clock())


def drawn(town: Town, bundle_id: UUID) -> bytes:
    """Draw and seal a bundle."""
    actor = town.actor(Role.PRINTER)
    with town.app.state.new_session() as session:
        content = draw_bundle(session, bundle_id, vault=town.vault, actor=actor, now=town.clock())
        session.finish()
    return content


def sent(town: Town, bureau: Bureau) -> OpenedBundle:
    """Send the waiting cards to a bureau, which opens the bundle."""
    return bureau.opened(town, drawn(town, bundle_for(town, bureau.id)))


def accepted(town: Town, receipt: bytes) -> Balance:
    """Accept a receipt at the desk."""
    with at_desk(town, Role.PRINTER) as (session, actor):
        return accept_receipt(session, receipt, actor=actor, now=town.clock())

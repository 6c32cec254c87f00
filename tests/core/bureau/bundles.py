"""Bundles for an invented bureau: keys, a manifest of three cards, and the bytes of it all."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from app.core.bureau import (
    BundleFile,
    BundleHeader,
    FiledCard,
    Manifest,
    SignedKind,
    begin_bundle,
    key_fingerprint,
    seal_part,
    sign_text,
)

NUMBERS = ("0000-0000-009", "0000-0000-017", "0000-0000-025")
FILES = (b"%PDF- two cards", b"%PDF- one card")
BUNDLE = UUID("00000000-0000-4000-8000-00000000000b")
BUREAU = UUID("00000000-0000-4000-8000-00000000000c")
OTHER_BUREAU = UUID("00000000-0000-4000-8000-00000000000d")
MADE_AT = datetime(2026, 11, 24, 10, tzinfo=UTC)


def file_entry(content: bytes, *, cards: int) -> BundleFile:
    """Return how a manifest lists a file."""
    digest = sha256(content).hexdigest()
    return BundleFile(sha256=digest, pages=2 * cards, design="riverbend", design_version=1)


def manifest(**changes: object) -> Manifest:
    """Return the manifest of three cards in two files, or a changed one."""
    one, two, three = NUMBERS
    usual = Manifest(
        bundle=BUNDLE,
        bureau=BUREAU,
        program="https://id.riverbend.example",
        made_at=MADE_AT,
        purge_by=MADE_AT + timedelta(days=14),
        count=3,
        files=(file_entry(FILES[0], cards=2), file_entry(FILES[1], cards=1)),
        cards=(
            FiledCard(number=one, file=1, page=1),
            FiledCard(number=two, file=1, page=3),
            FiledCard(number=three, file=2, page=1),
        ),
    )
    return Manifest.model_validate(usual.model_dump() | changes)


@dataclass(frozen=True)
class Bureau:
    """A bureau with its keys, and the program that sends to it."""

    key: X25519PrivateKey = field(default_factory=X25519PrivateKey.generate)
    receipt_key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    program_key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    id: UUID = BUREAU

    def header(self, **changes: object) -> BundleHeader:
        """Return the header of its bundle."""
        usual = BundleHeader(
            bundle=BUNDLE, bureau=self.id, key=key_fingerprint(self.key.public_key())
        )
        return usual.model_copy(update=changes)

    def parts(self, listed: Manifest | None = None) -> list[bytes]:
        """Return what is inside: the files, then the signed manifest."""
        text = listed or manifest()
        return [*FILES, sign_text(text, self.program_key, kind=SignedKind.MANIFEST)]

    def bundle(self, header: BundleHeader | None = None, parts: list[bytes] | None = None) -> bytes:
        """Return a bundle for it."""
        head, inside = header or self.header(), parts or self.parts()
        sealed = [
            seal_part(
                part,
                header=head,
                number=number,
                is_last=number == len(inside),
                key=self.key.public_key(),
            )
            for number, part in enumerate(inside, start=1)
        ]
        return begin_bundle(head) + b"".join(sealed)

"""A bundle while it is written: each file is sealed as soon as it is drawn, and then forgotten."""

from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.core.bureau import (
    BundleFile,
    BundleHeader,
    BundleKey,
    FiledCard,
    Manifest,
    SignedKind,
    begin_bundle,
    key_fingerprint,
    manifest_digest,
    seal_part,
    sign_text,
)
from app.printing.bureaus.draw_files import DrawnFile

PAGES_PER_CARD = 2


@dataclass(frozen=True, slots=True)
class BundleTerms:
    """What a bundle says of itself besides its files; the same terms make the same manifest."""

    bundle_id: UUID
    bureau_id: UUID
    bureau_key: BundleKey
    program: str
    made_at: datetime
    purge_by: datetime

    @property
    def header(self) -> BundleHeader:
        """Return what stands in the open."""
        key = key_fingerprint(self.bureau_key)
        return BundleHeader(bundle=self.bundle_id, bureau=self.bureau_id, key=key)


@dataclass(slots=True)
class SealedBundle:
    """The sealed parts so far, and the list of what is in them."""

    terms: BundleTerms
    _content: bytearray = field(init=False)
    _files: list[BundleFile] = field(default_factory=list)
    _cards: list[FiledCard] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin with the header."""
        self._content = bytearray(begin_bundle(self.terms.header))

    @property
    def numbers(self) -> frozenset[str]:
        """Return the numbers of the cards in it."""
        return frozenset(card.number for card in self._cards)

    def add(self, file: DrawnFile) -> None:
        """Seal one more file."""
        self._files.append(
            BundleFile(
                sha256=sha256(file.pdf).hexdigest(),
                pages=PAGES_PER_CARD * len(file.numbers),
                design=file.design,
                design_version=file.design_version,
            )
        )
        place = len(self._files)
        self._cards += [
            FiledCard(number=number, file=place, page=1 + PAGES_PER_CARD * index)
            for index, number in enumerate(file.numbers)
        ]
        self._seal(file.pdf, number=place, is_last=False)

    def close(self, key: Ed25519PrivateKey) -> tuple[bytes, str]:
        """Seal the manifest, signed with the program's key; return the bundle and the digest."""
        terms = self.terms
        manifest = Manifest(
            bundle=terms.bundle_id,
            bureau=terms.bureau_id,
            program=terms.program,
            made_at=terms.made_at,
            purge_by=terms.purge_by,
            count=len(self._cards),
            files=tuple(self._files),
            cards=tuple(self._cards),
        )
        signed = sign_text(manifest, key, kind=SignedKind.MANIFEST)
        self._seal(signed, number=len(self._files) + 1, is_last=True)
        return bytes(self._content), manifest_digest(signed)

    def _seal(self, content: bytes, *, number: int, is_last: bool) -> None:
        header, key = self.terms.header, self.terms.bureau_key
        self._content += seal_part(content, header=header, number=number, is_last=is_last, key=key)

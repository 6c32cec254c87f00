"""What a bundle says of itself: a header that anyone may read, a manifest inside the seal.

The header holds ids and nothing of any card. The manifest lists every card by its number with its
pages; names, dates and faces are in the PDFs only, which are sealed too.
"""

from hashlib import sha256
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import AwareDatetime, Field, StringConstraints, model_validator

from app.core.bureau.signed_text import ExchangedText
from app.core.card_number import CARD_NUMBER_FORM

CARDS_PER_BUNDLE = 500
PAGES_PER_CARD = 2
MAX_FILES = CARDS_PER_BUNDLE

Digest = Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]
Fingerprint = Annotated[str, StringConstraints(pattern="^[0-9a-f]{16}$")]
CardNumber = Annotated[str, StringConstraints(pattern=f"^{CARD_NUMBER_FORM.pattern}$")]


class BundleHeader(ExchangedText):
    """Which bundle this is, for whom, and which key opens it."""

    format: Literal[1] = 1
    bundle: UUID
    bureau: UUID
    key: Fingerprint


class BundleFile(ExchangedText):
    """One PDF of the bundle: cards of one design, front and back in turn."""

    sha256: Digest
    pages: Annotated[int, Field(ge=PAGES_PER_CARD, le=CARDS_PER_BUNDLE * PAGES_PER_CARD)]
    design: Annotated[str, StringConstraints(pattern="^[a-z][a-z0-9_-]{0,39}$")]
    design_version: Annotated[int, Field(ge=1)]


class FiledCard(ExchangedText):
    """A card: its front is on `page` of file `file`, its back on the next; both count from 1."""

    number: CardNumber
    file: Annotated[int, Field(ge=1, le=MAX_FILES)]
    page: Annotated[int, Field(ge=1, le=CARDS_PER_BUNDLE * PAGES_PER_CARD)]


class Manifest(ExchangedText):
    """Everything that is in a bundle, and until when it may be kept."""

    format: Literal[1] = 1
    bundle: UUID
    bureau: UUID
    program: Annotated[str, StringConstraints(max_length=200)]
    made_at: AwareDatetime
    purge_by: AwareDatetime
    count: Annotated[int, Field(ge=1, le=CARDS_PER_BUNDLE)]
    files: Annotated[tuple[BundleFile, ...], Field(min_length=1, max_length=MAX_FILES)]
    cards: tuple[FiledCard, ...]

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        """See that every page of every file belongs to one card."""
        places = [(card.file, card.page) for card in self.cards]
        pages = [
            (number, page)
            for number, file in enumerate(self.files, start=1)
            for page in range(1, file.pages + 1, PAGES_PER_CARD)
        ]
        if places != pages or len({card.number for card in self.cards}) != self.count:
            raise ValueError("does not add up")
        return self


def manifest_digest(signed: bytes) -> str:
    """Return what a receipt calls a manifest: the SHA-256 of its signed text."""
    return sha256(signed).hexdigest()

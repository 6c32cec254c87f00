"""What a bureau hands back: what became of each card, and when it destroyed the files."""

from enum import StrEnum
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import AwareDatetime, Field, StringConstraints, model_validator

from app.core.bureau.manifest import CARDS_PER_BUNDLE, CardNumber, Digest
from app.core.bureau.signed_text import ExchangedText

Reason = Annotated[str, StringConstraints(pattern="^[a-z_]{0,40}$")]


class Outcome(StrEnum):
    """What became of one piece."""

    PRINTED = "printed"
    SPOILED = "spoiled"
    MISSING = "missing"


class CardOutcome(ExchangedText):
    """One card; a reason goes with a spoiled one and with no other."""

    number: CardNumber
    outcome: Outcome
    reason: Reason = ""

    @model_validator(mode="after")
    def _has_its_reason(self) -> Self:
        if (self.outcome is Outcome.SPOILED) != bool(self.reason):
            raise ValueError("a reason goes with a spoiled card")
        return self


class PurgeReceipt(ExchangedText):
    """The bureau's word on one bundle; several may follow one another while pieces are open."""

    format: Literal[1] = 1
    bundle: UUID
    bureau: UUID
    manifest: Digest
    destroyed_at: AwareDatetime
    """When the bureau had destroyed bundle, PDFs and what its printers kept of them."""
    is_scanned: bool
    """Whether the code of every printed piece was read back there."""
    cards: Annotated[tuple[CardOutcome, ...], Field(min_length=1, max_length=CARDS_PER_BUNDLE)]

"""What the print room must do with a printed card before its holder gets it."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from app.core.documents.provenance import ProfilePart

WaitingDays = Annotated[int, Field(strict=True, ge=1, le=730)]


class ScanRule(StrEnum):
    """Which cards are scanned once before they are ready for pick-up."""

    ALWAYS = "always"
    BATCHES = "batches"  # what a batch printed; one card made at the desk is looked at there
    NEVER = "never"


class PrintRoom(ProfilePart):
    """Rules of the print room; a profile that says nothing gets these."""

    scan_before_pick_up: ScanRule = ScanRule.BATCHES
    unfetched_days: WaitingDays = 90
    """After so many days a card that nobody fetched is ended and destroyed by two people."""

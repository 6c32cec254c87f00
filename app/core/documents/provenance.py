"""Where a rule of a program comes from: every rule says so itself."""

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Text = Annotated[str, Field(min_length=1, max_length=500)]
Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Switch = Annotated[bool, Field(strict=True)]
Number = Annotated[int, Field(strict=True, ge=0, le=100_000)]


class Provenance(StrEnum):
    """How sure we are that a program has this rule."""

    VERIFIED = "verified"  # read in the cited source
    WEAK = "weak"  # read in a second-hand copy
    MEMORY = "memory"  # remembered, seen in no source
    UNKNOWN = "unknown"  # looked for and not found: the value is a placeholder
    FICTIONAL = "fictional"  # of an invented program


class ProfilePart(BaseModel):
    """A part of a program profile: unknown keys are refused, nothing changes after parsing."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class SourcedRule(ProfilePart):
    """A rule with its provenance, its source in words and, where useful, a note for readers."""

    provenance: Provenance
    source: Text
    note: str = ""

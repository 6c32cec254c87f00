"""JSON shapes of batches."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from app.core.lifecycle import PrintJobState
from app.core.print_room import BatchState, PrintPriority
from app.printing.batches.make_batch import MAX_SIZE
from app.printing.batches.models import PrintBatch
from app.printing.batches.repository import Placed


class BatchCreate(BaseModel):
    """How many of the prints that wait go into the batch at most."""

    model_config = ConfigDict(extra="forbid")

    size: Annotated[int, Field(ge=1, le=MAX_SIZE)]


class PriorityChange(BaseModel):
    """When a card comes."""

    model_config = ConfigDict(extra="forbid")

    priority: PrintPriority


class BatchRead(BaseModel):
    """One batch and how many of its prints are in each state."""

    id: UUID
    site: str
    state: BatchState
    waits_for_release: bool
    made_at: datetime
    counts: dict[PrintJobState, int]

    @classmethod
    def of(cls, batch: PrintBatch, counts: dict[str, int]) -> Self:
        """Return what is shown of a batch."""
        return cls(
            id=batch.id,
            site=batch.site,
            state=BatchState(batch.state),
            waits_for_release=batch.releaser_id is None,
            made_at=batch.made_at,
            counts={PrintJobState(state): count for state, count in counts.items()},
        )


class PositionRead(BaseModel):
    """One card of a batch."""

    job_id: UUID
    card_number: str
    priority: PrintPriority
    state: PrintJobState
    report: str

    @classmethod
    def of(cls, placed: Placed) -> Self:
        """Return what is shown of a card in a batch."""
        return cls(
            job_id=placed.job.id,
            card_number=placed.card.number,
            priority=PrintPriority(placed.position.priority),
            state=placed.job.print_state,
            report=placed.position.report,
        )

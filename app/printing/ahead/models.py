"""Table of proofs made ahead: what came of drawing and looking at each card of a batch."""

from datetime import datetime
from uuid import UUID

from app.core.rendering.fit_refusal import FitRefusal
from app.kit.db import DataClass, ForeignKey, Mapped, Model, column, one_of
from app.printing.models import WITH_CARD, PrintJob
from app.printing.proof import ProofFault

PASSED = "passed"


class PrintProof(Model):
    """The last proof of one print; it says what was found, and keeps nothing that was drawn.

    It decides nothing: whatever leaves for a printer is proved again, from what is kept then.
    """

    __tablename__ = "print_proofs"
    __table_args__ = (one_of("outcome", (PASSED, *ProofFault, *FitRefusal)),)

    job_id: Mapped[UUID] = column(
        ForeignKey(PrintJob.id),
        primary_key=True,
        purpose="the print",
        data=DataClass.OPERATIONAL,
        clock=WITH_CARD,
    )
    card_version: Mapped[int] = column(
        purpose="version of the card's row that was drawn", data=DataClass.COUNT, clock=WITH_CARD
    )
    design_version: Mapped[str] = column(
        purpose="name and version of the design", data=DataClass.OPERATIONAL, clock=WITH_CARD
    )
    design_digest: Mapped[str] = column(
        purpose="SHA-256 of the design's file", data=DataClass.OPERATIONAL, clock=WITH_CARD
    )
    outcome: Mapped[str] = column(
        purpose="passed, or what is at fault", data=DataClass.OPERATIONAL, clock=WITH_CARD
    )
    element: Mapped[str] = column(
        purpose="the element of the design at fault", data=DataClass.OPERATIONAL, clock=WITH_CARD
    )
    proved_at: Mapped[datetime] = column(
        purpose="when it was looked at", data=DataClass.OPERATIONAL, clock=WITH_CARD
    )

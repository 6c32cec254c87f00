"""Every query about proofs made ahead."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select

from app.kit.db import Session
from app.printing.ahead.models import PASSED, PrintProof


class ProofRepository:
    """Reads and writes proofs within one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, job_id: UUID) -> PrintProof | None:
        """Return the last proof of a print."""
        return self._session.get(PrintProof, job_id, populate_existing=True)

    def put(self, proof: PrintProof) -> None:
        """Store a proof in place of the one before."""
        self._session.merge(proof)
        self._session.flush()

    def faults(self, job_ids: Collection[UUID]) -> dict[UUID, str]:
        """Return what is at fault with each of these prints that would not pass."""
        found = select(PrintProof).where(
            PrintProof.job_id.in_(job_ids), PrintProof.outcome != PASSED
        )
        return {proof.job_id: proof.outcome for proof in self._session.scalars(found)}

"""The cards at bureaus that nobody can account for, for the people who settle them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.kit.actor import Actor
from app.kit.db import Session
from app.printing.bureaus.repository import BundleRepository
from app.printing.write_offs.missing_piece import may_be_written_off
from app.printing.write_offs.repository import WriteOffRepository

SHOWN = 50


@dataclass(frozen=True, slots=True)
class MissingRow:
    """One card; `reason` is empty until somebody has signed first."""

    bundle_id: UUID
    job_id: UUID
    card_number: str
    reason: str
    is_own: bool
    """The actor signed first, so another person signs second."""


def missing_rows(session: Session, *, actor: Actor, now: datetime) -> list[MissingRow]:
    """Return the cards of the actor's desk that may be written off, those of old bundles first."""
    bundles, found = BundleRepository(session), list[MissingRow]()
    for bundle in bundles.unsettled(actor.site):
        signed = WriteOffRepository(session).of_bundle(bundle.id)
        for piece, job, card in bundles.pieces(bundle.id):
            if not may_be_written_off(bundle, piece, now=now):
                continue
            first = signed.get(piece.id)
            row = MissingRow(
                bundle_id=bundle.id,
                job_id=job.id,
                card_number=card.number,
                reason=first.reason if first else "",
                is_own=first is not None and first.first_person_id == actor.person_id,
            )
            found.append(row)
    return found[:SHOWN]

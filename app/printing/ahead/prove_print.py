"""Prove one print ahead: draw it, look at it, keep what was found and none of what was drawn."""

from datetime import datetime
from uuid import UUID

from app.audit import record_refusal
from app.cards import Card, CardRepository
from app.core.lifecycle import CardState, PrintJobState
from app.core.rendering.card import draw_card
from app.core.rendering.content import CardContent
from app.core.rendering.design import CardDesign
from app.core.rendering.fit_refusal import FieldDoesNotFitError
from app.kit.actor import SERVICE
from app.kit.db import Session
from app.printing.ahead.models import PASSED, PrintProof
from app.printing.ahead.repository import ProofRepository
from app.printing.card_content import content_of_card
from app.printing.proof import ProofError, proof_refusal, prove_card
from app.printing.repository import PrintJobRepository
from app.vault import Vault

PROVE_BATCH = "prove_batch"
"""The kind of job that proves a batch; a step is one print."""

Fault = ProofError | FieldDoesNotFitError


def prove_print(session: Session, job_id: UUID, *, vault: Vault, now: datetime) -> None:
    """Put on record whether a print that waits would pass; once for each state of card and design.

    Raises:
        NotFoundError: no such print.
        UnavailableError: `card_data_not_kept`.
    """
    job = PrintJobRepository(session).get(job_id, site="")
    card = CardRepository(session).get(job.card_id, site="")
    if job.state not in {PrintJobState.QUEUED, PrintJobState.LEASED}:
        return  # it was printed, spoiled or called off meanwhile
    if card.state != CardState.ISSUED:
        return
    design, content = content_of_card(session, card, vault=vault)
    proof = _proof(job_id, card, design, now)
    if _is_there(session, proof):
        return
    fault = _fault(design, content)
    session.write()  # drawing took its time outside the write transaction
    if fault is not None:
        proof.element = fault.element
        proof.outcome = (fault.fault if isinstance(fault, ProofError) else fault.reason).value
        refusal = proof_refusal(fault, card_number=card.number, actor=SERVICE)
        record_refusal(session, refusal.event, now)
    ProofRepository(session).put(proof)


def _proof(job_id: UUID, card: Card, design: CardDesign, now: datetime) -> PrintProof:
    return PrintProof(
        job_id=job_id,
        card_version=card.version,
        design_version=f"{design.template.design}/{design.template.version}",
        design_digest=design.digest,
        outcome=PASSED,
        element="",
        proved_at=now,
    )


def _is_there(session: Session, proof: PrintProof) -> bool:
    found = ProofRepository(session).find(proof.job_id)
    if found is None or found.outcome != PASSED:
        return False  # what was at fault may have been mended without a change of the card
    before, now = ((one.card_version, one.design_digest) for one in (found, proof))
    return before == now


def _fault(design: CardDesign, content: CardContent) -> Fault | None:
    try:
        prove_card(draw_card(design, content), design=design, content=content)
    except (ProofError, FieldDoesNotFitError) as error:
        return error
    return None

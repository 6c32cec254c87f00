"""Proof ahead: the cards of a batch are proved before a printer asks for them."""

from app.printing.ahead.models import PrintProof
from app.printing.ahead.prove_print import PROVE_BATCH, prove_print
from app.printing.ahead.repository import ProofRepository

__all__ = ["PROVE_BATCH", "PrintProof", "ProofRepository", "prove_print"]
